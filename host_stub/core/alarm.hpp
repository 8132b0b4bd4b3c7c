// One thread that wakes up at given moments. What it runs must be short and must not throw.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace back::host {

class Alarm {
 public:
  using Clock = std::chrono::steady_clock;

  Alarm();
  // Rings no more; waits for a ring under way.
  ~Alarm();
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

  void at(Clock::time_point when, std::function<void()> ring);

 private:
  void work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::multimap<Clock::time_point, std::function<void()>> rings_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace back::host
