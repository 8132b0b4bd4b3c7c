// The one I/O thread of the process and what coroutines wait for on it: time, events, permits. Everything that runs here
// runs on that thread, so it needs no locks; only spawn, post and Job::cancel may be called from other threads.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>

namespace back::loop {

template <typename T = void>
using Task = boost::asio::awaitable<T>;
using Clock = std::chrono::steady_clock;

// Thrown by every wait of a job that has been cancelled, also by waits begun afterwards.
class Cancelled : public std::exception {
 public:
  const char* what() const noexcept override { return "cancelled"; }
};

// A coroutine under way. Cancelling is idempotent and thread-safe; it makes the wait at hand, and each later one, throw.
class Job {
 public:
  virtual ~Job() = default;
  virtual void cancel() = 0;
};

class Loop {
 public:
  // The loop of this process: started by the first holder, joined when the last one lets go (never on the loop's thread).
  static std::shared_ptr<Loop> shared();
  virtual ~Loop() = default;

  // Runs work on the loop's thread, never inline. An exception that leaves work ends the process: catch it inside.
  virtual std::shared_ptr<Job> spawn(Task<> work) = 0;
  virtual void post(std::function<void()> work) = 0;
  // Returns after all that was posted before has run. Not to be called on the loop's thread.
  virtual void drain() = 0;
  virtual boost::asio::any_io_executor executor() = 0;
};

// Waits on the loop's thread. Each throws Cancelled when its job is cancelled.
Task<> sleep_until(Clock::time_point when);

// Set once, waited for by any number of coroutines.
class Event {
 public:
  Event();
  ~Event();
  void set();
  bool is_set() const;
  Task<> wait();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace back::loop
