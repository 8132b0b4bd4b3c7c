// Time and chance as the layers see them, so that a test can hold both still.
#pragma once

#include "loop/loop.hpp"

namespace back::loop {
class Waiter;
enum class Wake;
}  // namespace back::loop

namespace back::http {

using loop::Clock;

class Time {
 public:
  virtual ~Time() = default;
  virtual Clock::time_point now() = 0;
  // Throws loop::Cancelled when the job is cancelled.
  virtual loop::Task<> sleep_until(Clock::time_point when) = 0;
  // 0 <= chance < 1, for jitter.
  virtual double chance() = 0;

  // The same, but ends early when the waiter is woken, and does not throw. Unless a clock knows
  // better, it sleeps its time.
  virtual loop::Task<loop::Wake> sleep_or_wake(loop::Waiter& waiter, Clock::time_point when);
  // Waits to be woken, at the latest until the deadline.
  virtual loop::Task<loop::Wake> wait_until(loop::Waiter& waiter, Clock::time_point deadline);
};

// The steady clock, the loop's sleep, and a generator of its own.
Time& real_time();

}  // namespace back::http
