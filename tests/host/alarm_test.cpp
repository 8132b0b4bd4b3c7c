#include "core/alarm.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <future>
#include <memory>
#include <string>
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

TEST(Alarm, RingsWhatIsSetWhileItSleepsUntilSomethingElse) {
  Alarm alarm;
  const auto ring_after = [&](milliseconds time) {
    std::promise<void> rung;
    alarm.at(Alarm::Clock::now() + time, [&] { rung.set_value(); });
    rung.get_future().wait();
  };
  ring_after(milliseconds(1));
  alarm.at(Alarm::Clock::now() + hours(1), [] {});
  ring_after(milliseconds(1));
  alarm.drop(alarm.at(Alarm::Clock::now() + milliseconds(5), [] {}));
  ring_after(milliseconds(10));
}

// The system's count of how often a thread has gone to sleep.
long sleeps_of(long thread) {
  std::ifstream status("/proc/self/task/" + std::to_string(thread) + "/status");
  for (std::string word; status >> word;)
    if (long count = 0; word == "voluntary_ctxt_switches:" && status >> count) return count;
  return -1;
}

TEST(Alarm, SleepsOnWhileCallsComeAndGoInTime) {
  Alarm alarm;
  std::promise<long> thread;
  alarm.at(Alarm::Clock::now(), [&] { thread.set_value(::gettid()); });
  const long id = thread.get_future().get();
  const long before = sleeps_of(id);
  ASSERT_GE(before, 0);
  constexpr int kCalls = 2000;
  for (int i = 0; i < kCalls; ++i) alarm.drop(alarm.at(Alarm::Clock::now() + hours(1), [] {}));
  EXPECT_LE(sleeps_of(id) - before, kCalls / 100);
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
