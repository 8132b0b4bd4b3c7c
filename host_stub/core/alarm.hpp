// One thread that wakes up at given moments. What it runs must be short and must not throw.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace back::host {

class Alarm {
 public:
  using Clock = std::chrono::steady_clock;

  Alarm();
  // Rings no more; waits for a ring under way.
  ~Alarm();
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

  // When, and which of those that ring then.
  using Ticket = std::pair<Clock::time_point, std::uint64_t>;

  Ticket at(Clock::time_point when, std::function<void()> ring);
  // Does not ring any more, unless it is ringing already.
  void drop(const Ticket& ticket);

 private:
  void work();
  void sleep(std::unique_lock<std::mutex>& lock);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<Ticket, std::function<void()>> rings_;
  std::uint64_t last_ = 0;
  Clock::time_point wakes_ = Clock::time_point::min();  // of the thread: the past while it is awake
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace back::host
