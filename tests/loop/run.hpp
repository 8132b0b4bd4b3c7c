// Running a coroutine of the loop to its end from a test.
#pragma once

#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <utility>

#include "loop/loop.hpp"

namespace back::loop {

// A coroutine under way, and how it ended.
template <typename T>
class Started {
 public:
  Started(Loop& loop, Task<T> work) : end_(std::make_shared<std::promise<T>>()) {
    future_ = end_->get_future();
    job_ = loop.spawn(fulfil(std::move(work), end_));
  }

  void cancel() { job_->cancel(); }
  T result() {
    if (future_.wait_for(std::chrono::seconds(60)) != std::future_status::ready)
      throw std::runtime_error("the coroutine did not end within a minute");
    return future_.get();
  }

 private:
  static Task<> fulfil(Task<T> work, std::shared_ptr<std::promise<T>> end) {
    try {
      end->set_value(co_await std::move(work));
    } catch (...) {
      end->set_exception(std::current_exception());
    }
  }

  std::shared_ptr<std::promise<T>> end_;
  std::future<T> future_;
  std::shared_ptr<Job> job_;
};

template <typename T>
T run(Loop& loop, Task<T> work) {
  return Started<T>(loop, std::move(work)).result();
}

}  // namespace back::loop
