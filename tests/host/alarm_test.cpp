#include "core/alarm.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <future>
#include <memory>
#include <string>
#include <thread>
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
  const auto rings_after = [&](milliseconds time) {
    const auto rung = std::make_shared<std::promise<void>>();
    alarm.at(Alarm::Clock::now() + time, [rung] { rung->set_value(); });
    return rung->get_future().wait_for(std::chrono::seconds(20)) == std::future_status::ready;
  };
  EXPECT_TRUE(rings_after(milliseconds(1)));
  alarm.at(Alarm::Clock::now() + hours(1), [] {});
  EXPECT_TRUE(rings_after(milliseconds(1))) << "before what it sleeps until";
  alarm.drop(alarm.at(Alarm::Clock::now() + milliseconds(5), [] {}));
  EXPECT_TRUE(rings_after(milliseconds(10))) << "after what was dropped";
}

// What the system says of a thread: "State", "voluntary_ctxt_switches" (how often it went to sleep).
std::string status_of(long thread, const std::string& field) {
  std::ifstream status("/proc/self/task/" + std::to_string(thread) + "/status");
  std::string word;
  while (status >> word)
    if (word == field + ":") return status >> word ? word : "";
  return "";
}

TEST(Alarm, SleepsOnWhileCallsComeAndGoInTime) {
  Alarm alarm;
  std::promise<long> thread;
  const auto first = alarm.at(Alarm::Clock::now() + hours(1), [] {});
  alarm.at(Alarm::Clock::now(), [&] { thread.set_value(::gettid()); });
  const long id = thread.get_future().get();
  const auto give_up = Alarm::Clock::now() + std::chrono::seconds(20);
  while (status_of(id, "State") != "S" && Alarm::Clock::now() < give_up) std::this_thread::yield();
  const auto sleeps = [&] { return std::stol(status_of(id, "voluntary_ctxt_switches")); };
  const long before = sleeps();
  alarm.drop(first);
  for (int i = 0; i < 2000; ++i) alarm.drop(alarm.at(Alarm::Clock::now() + hours(2), [] {}));
  EXPECT_EQ(sleeps(), before);
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
