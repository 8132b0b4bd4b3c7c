// A clock for simulations: time stands still while anything runs, then leaps to the next moment
// that somebody waits for. Minutes of thousands of requests take seconds.
#pragma once

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>
#include <random>
#include <utility>

#include "http/time.hpp"
#include "loop/waiter.hpp"

namespace back::http {

class VirtualTime : public Time {
 public:
  explicit VirtualTime(std::uint64_t seed) : chance_(seed) {}

  Clock::time_point now() override { return now_; }
  double chance() override { return std::uniform_real_distribution<double>(0, 1)(chance_); }

  loop::Task<> sleep_until(Clock::time_point when) override {
    loop::Waiter waiter;
    const loop::Wake how = co_await wait_until(waiter, when);
    if (how == loop::Wake::cancelled) throw loop::Cancelled();
  }
  loop::Task<loop::Wake> sleep_or_wake(loop::Waiter& waiter, Clock::time_point when) override {
    return wait_until(waiter, when);
  }
  loop::Task<loop::Wake> wait_until(loop::Waiter& waiter, Clock::time_point when) override {
    ++activity_;
    const auto place = timeline_.emplace(when, &waiter);
    const loop::Wake how = co_await waiter.park();
    timeline_.erase(place);
    ++activity_;
    co_return how;
  }

  // Runs what waits on this clock until then. On the loop's thread.
  loop::Task<> run_until(boost::asio::any_io_executor executor, Clock::time_point end) {
    while (true) {
      co_await quiet(executor);
      if (timeline_.empty() || timeline_.begin()->first > end) break;
      now_ = std::max(now_, timeline_.begin()->first);
      const auto later = timeline_.upper_bound(now_);
      for (auto due = timeline_.begin(); due != later; ++due) due->second->wake(loop::Wake::late);
    }
    now_ = std::max(now_, end);
  }

 private:
  // Until all that can run now has come to wait. What runs shows itself at least every few turns of
  // the queue, because each coroutine that is resumed waits again or ends.
  loop::Task<> quiet(boost::asio::any_io_executor executor) {
    for (int still = 0; still < 6; ++still) {
      const std::uint64_t before = activity_;
      co_await boost::asio::post(executor, boost::asio::use_awaitable);
      if (activity_ != before) still = 0;
    }
  }

  Clock::time_point now_{std::chrono::hours(1)};
  std::minstd_rand chance_;
  std::multimap<Clock::time_point, loop::Waiter*> timeline_;
  std::uint64_t activity_ = 0;
};

}  // namespace back::http
