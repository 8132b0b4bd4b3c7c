#include "core/alarm.hpp"

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <vector>

namespace back::host {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

TEST(Alarm, RingsInTheOrderOfTimeWhatWasNotDropped) {
  std::vector<int> rung;
  std::promise<void> all_set;
  std::promise<void> last;
  Alarm alarm;
  const auto now = Alarm::Clock::now();
  alarm.at(now, [&] { all_set.get_future().wait(); });
  alarm.at(now + milliseconds(2), [&] {
    rung.push_back(2);
    last.set_value();
  });
  alarm.at(now + milliseconds(1), [&] { rung.push_back(1); });
  alarm.at(now + hours(1), [&] { rung.push_back(3); });
  alarm.drop(alarm.at(now, [&] { rung.push_back(0); }));
  all_set.set_value();
  last.get_future().wait();
  EXPECT_EQ(rung, (std::vector<int>{1, 2}));
}

TEST(Alarm, KeepsNothingOfARingThatWasDropped) {
  Alarm alarm;
  const auto then = Alarm::Clock::now() + hours(1);
  const auto first = std::make_shared<int>(1);
  const auto second = std::make_shared<int>(2);
  const auto dropped = alarm.at(then, [first] {});
  alarm.at(then, [second] {});
  alarm.drop(dropped);
  EXPECT_EQ(first.use_count(), 1);
  EXPECT_EQ(second.use_count(), 2) << "of the same moment";
  alarm.drop(dropped);
}

TEST(Alarm, MayBeDroppedAfterItHasRung) {
  std::promise<void> rung;
  Alarm alarm;
  const auto ticket = alarm.at(Alarm::Clock::now(), [&] { rung.set_value(); });
  rung.get_future().wait();
  alarm.drop(ticket);
}

}  // namespace
}  // namespace back::host
