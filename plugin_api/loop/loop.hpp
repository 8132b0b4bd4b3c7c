// The one I/O thread of the process and what coroutines wait for on it: time and events (permits:
// semaphore.hpp, several tasks at once: together.hpp). All that runs here runs on that thread, so
// it needs no locks; only spawn, post and Job::cancel may be called from other threads.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace back::loop {

template <typename T = void>
using Task = boost::asio::awaitable<T>;
using Clock = std::chrono::steady_clock;

inline constexpr Clock::time_point kNever = Clock::time_point::max();

// Thrown by every wait of a job that has been cancelled, also by waits begun afterwards.
class Cancelled : public std::exception {
 public:
  const char* what() const noexcept override { return "cancelled"; }
};

// A coroutine under way. Cancelling is idempotent and thread-safe; it makes the wait at hand, and
// each later one, throw. A job may be cancelled as long as its loop lives; afterwards it has ended,
// and cancelling it does nothing.
class Job {
 public:
  virtual ~Job() = default;
  virtual void cancel() = 0;
};

class Loop {
 public:
  // The loop of this process: started by the first holder; the last one to let go cancels what is
  // still under way, waits until it has ended and joins the thread. So never let go on the loop's
  // own thread: a coroutine holds no Loop.
  static std::shared_ptr<Loop> shared();
  virtual ~Loop() = default;

  // Runs work on the loop's thread, never inline. An exception other than Cancelled that leaves
  // work ends the process: catch it inside.
  virtual std::shared_ptr<Job> spawn(Task<> work) = 0;
  virtual void post(std::function<void()> work) = 0;
  // Returns after all that was posted before has run. Not to be called on the loop's thread.
  virtual void drain() = 0;
  // Whether this is the loop's thread.
  virtual bool is_here() const = 0;
  virtual boost::asio::any_io_executor executor() = 0;
  // For the one engine that waits for sockets.
  virtual boost::asio::io_context& context() = 0;
};

// Waits on the loop's thread. Each throws Cancelled when its job is cancelled.
Task<> sleep_until(Clock::time_point when);

// True once the job at hand has been cancelled; never throws.
Task<bool> is_cancelled();
Task<> throw_if_cancelled();
// The same without a task of its own: throw_if_cancelled(co_await kCancellation).
inline constexpr boost::asio::this_coro::cancellation_state_t kCancellation;
inline void throw_if_cancelled(const boost::asio::cancellation_state& state) {
  if (state.cancelled() != boost::asio::cancellation_type::none) throw Cancelled();
}

// Set once, waited for by any number of coroutines, which must all end before the event does. For
// the loop's thread.
class Event {
 public:
  Event();
  ~Event();
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  void set();
  bool is_set() const;
  // True once it is set; false if it was not by then.
  Task<bool> wait();
  Task<bool> wait_until(Clock::time_point deadline);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace back::loop
