#include "loop/waiter.hpp"

namespace back::loop {

struct Event::State {
  bool set = false;
  WaiterList waiters;
};

Event::Event() : state_(std::make_unique<State>()) {}
Event::~Event() = default;

void Event::set() {
  state_->set = true;
  while (!state_->waiters.empty()) state_->waiters.front().wake(Wake::called);
}

bool Event::is_set() const { return state_->set; }

Task<bool> Event::wait() { return wait_until(kNever); }

Task<bool> Event::wait_until(Clock::time_point deadline) {
  if (state_->set) {
    throw_if_cancelled(co_await kCancellation);
    co_return true;
  }
  Waiter waiter;
  state_->waiters.push_back(waiter);
  const Wake how = co_await waiter.park(deadline);
  if (how == Wake::cancelled) throw Cancelled();
  co_return how == Wake::called;
}

}  // namespace back::loop
