// Running a coroutine of the loop to its end from a test.
#pragma once

#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <utility>

#include "loop/loop.hpp"

namespace back::http {

// A coroutine under way; result() waits for it and hands over its value or exception.
template <typename T>
class Started {
 public:
  Started(loop::Loop& loop, loop::Task<T> work) : promise_(std::make_shared<std::promise<T>>()) {
    future_ = promise_->get_future();
    job_ = loop.spawn(fulfil(std::move(work), promise_));
  }

  void cancel() { job_->cancel(); }
  T result() {
    if (future_.wait_for(std::chrono::seconds(60)) != std::future_status::ready)
      throw std::runtime_error("the coroutine did not end within a minute");
    return future_.get();
  }

 private:
  static loop::Task<> fulfil(loop::Task<T> work, std::shared_ptr<std::promise<T>> promise) {
    try {
      promise->set_value(co_await std::move(work));
    } catch (...) {
      promise->set_exception(std::current_exception());
    }
  }

  std::shared_ptr<std::promise<T>> promise_;
  std::future<T> future_;
  std::shared_ptr<loop::Job> job_;
};

template <typename T>
T run(loop::Loop& loop, loop::Task<T> work) {
  return Started<T>(loop, std::move(work)).result();
}

// On a loop of its own, or the one that is there.
template <typename T>
T run(loop::Task<T> work) {
  const auto loop = loop::Loop::shared();
  return run(*loop, std::move(work));
}

}  // namespace back::http
