// Ctrl-C and its like. The first asks everything to stop; the next leaves at once.
#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <thread>

namespace back::cli {

class Interrupts {
 public:
  // Make it before any other thread: these inherit that signals are not theirs. on_second runs on a
  // thread of its own and should not return.
  // Some senders signal a process and then its group: what comes within same_gesture of the first
  // signal belongs to it.
  explicit Interrupts(std::function<void()> on_second,
                      std::chrono::milliseconds same_gesture = std::chrono::milliseconds(500));
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  std::stop_token token() const { return stop_.get_token(); }
  // Readable from the first signal on: for whoever waits in poll.
  int descriptor() const { return pipe_[0]; }

 private:
  void watch(const std::function<void()>& on_second, std::chrono::milliseconds same_gesture);

  std::stop_source stop_;
  int pipe_[2] = {-1, -1};
  std::thread thread_;
};

}  // namespace back::cli
