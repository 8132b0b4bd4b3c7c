// Running a coroutine of the loop to its end from a test.
#pragma once

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>
#include <variant>

#include "http/no_response.hpp"
#include "loop/loop.hpp"

namespace back::http {

// A coroutine under way; result() waits for it and hands over its value or exception. The
// exceptions that matter cross the threads as values, because ThreadSanitizer cannot see the
// reference count of an exception_ptr.
template <typename T>
class Started {
 public:
  Started(loop::Loop& loop, loop::Task<T> work) : end_(std::make_shared<std::promise<End>>()) {
    future_ = end_->get_future();
    job_ = loop.spawn(fulfil(std::move(work), end_));
  }

  void cancel() { job_->cancel(); }
  T result() {
    if (future_.wait_for(std::chrono::seconds(60)) != std::future_status::ready)
      throw std::runtime_error("the coroutine did not end within a minute");
    End end = future_.get();
    if (auto* failure = std::get_if<NoResponse>(&end)) throw std::move(*failure);
    if (std::get_if<loop::Cancelled>(&end)) throw loop::Cancelled();
    if (auto* other = std::get_if<std::exception_ptr>(&end)) std::rethrow_exception(*other);
    return std::move(std::get<T>(end));
  }

 private:
  using End = std::variant<T, NoResponse, loop::Cancelled, std::exception_ptr>;

  static loop::Task<> fulfil(loop::Task<T> work, std::shared_ptr<std::promise<End>> promise) {
    std::optional<End> end;
    try {
      end = End(std::in_place_index<0>, co_await std::move(work));
    } catch (const NoResponse& failure) {
      end = failure;
    } catch (const loop::Cancelled& cancelled) {
      end = cancelled;
    } catch (...) {
      end = std::current_exception();
    }
    promise->set_value(std::move(*end));
  }

  std::shared_ptr<std::promise<End>> end_;
  std::future<End> future_;
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
