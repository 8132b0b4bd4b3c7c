#include "http/time.hpp"

#include <random>

#include "loop/waiter.hpp"

namespace back::http {
namespace {

// Used on the loop's thread only.
class RealTime : public Time {
 public:
  Clock::time_point now() override { return Clock::now(); }
  loop::Task<> sleep_until(Clock::time_point when) override { return loop::sleep_until(when); }
  double chance() override { return std::uniform_real_distribution<double>(0, 1)(generator_); }
  loop::Task<loop::Wake> sleep_or_wake(loop::Waiter& waiter, Clock::time_point when) override {
    return waiter.park(when);
  }

 private:
  std::minstd_rand generator_{std::random_device{}()};
};

}  // namespace

loop::Task<loop::Wake> Time::sleep_or_wake(loop::Waiter&, Clock::time_point when) {
  try {
    co_await sleep_until(when);
  } catch (const loop::Cancelled&) {
    co_return loop::Wake::cancelled;
  }
  co_return loop::Wake::late;
}

loop::Task<loop::Wake> Time::wait_until(loop::Waiter& waiter, Clock::time_point deadline) {
  return waiter.park(deadline);
}

Time& real_time() {
  static RealTime time;
  return time;
}

}  // namespace back::http
