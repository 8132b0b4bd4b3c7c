// How a coroutine is put to sleep and woken: the one primitive under sleep, Event, Semaphore and
// together. Lives in the frame of the coroutine that waits. For the loop's thread only.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/intrusive/list.hpp>
#include <map>
#include <optional>

#include "loop/loop.hpp"

namespace back::loop {

enum class Wake { called, late, cancelled };

class Waiter;
using Timeline = std::multimap<Clock::time_point, Waiter*>;

// Being in a list is how others find a waiter; it leaves the list by itself when it is woken or
// ends.
using WaiterHook =
    boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;

class Waiter : public WaiterHook {
 public:
  Waiter() = default;
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;
  ~Waiter() = default;

  // Sleeps until woken, until the time given, or until the job is cancelled; put it into a list
  // before that.
  Task<Wake> park(Clock::time_point until = kNever);
  // The same for who has just looked whether the job is cancelled (kCancellation): one frame less.
  Task<Wake> park_now(Clock::time_point until = kNever);
  // The same, deaf to cancellation: for waits that are sure to end soon.
  Task<Wake> park_shielded();

  // Resumes the coroutine from the loop's queue, never inline. Only the first wake counts.
  void wake(Wake how);

 private:
  using Handler =
      boost::asio::async_result<boost::asio::use_awaitable_t<>, void(Wake)>::handler_type;

  void leave_timeline();

  std::optional<Handler> handler_;
  std::optional<Timeline::iterator> alarm_;
};

using WaiterList = boost::intrusive::list<Waiter, boost::intrusive::constant_time_size<false>>;

}  // namespace back::loop
