#include "loop/semaphore.hpp"

#include <utility>

#include "loop/waiter.hpp"

namespace back::loop {

struct Permit::State {
  std::size_t permits;
  std::size_t in_use = 0;
  WaiterList interactive;
  WaiterList background;

  WaiterList& queue(Priority priority) {
    return priority == Priority::interactive ? interactive : background;
  }

  // The permit passes to the waiter here, not when it runs again: nobody can slip in between.
  void hand_out() {
    while (in_use < permits) {
      WaiterList& next = interactive.empty() ? background : interactive;
      if (next.empty()) return;
      ++in_use;
      next.front().wake(Wake::called);
    }
  }
};

Permit& Permit::operator=(Permit&& other) noexcept {
  if (this != &other) {
    give_back();
    state_ = std::move(other.state_);
  }
  return *this;
}

Permit::~Permit() { give_back(); }

void Permit::give_back() {
  if (!state_) return;
  --state_->in_use;
  state_->hand_out();
  state_.reset();
}

Semaphore::Semaphore(std::size_t permits) : state_(std::make_shared<Permit::State>()) {
  state_->permits = permits;
}

Semaphore::~Semaphore() = default;

std::optional<Permit> Semaphore::try_acquire() {
  if (state_->in_use >= state_->permits) return std::nullopt;
  ++state_->in_use;
  return Permit(state_);
}

Task<std::optional<Permit>> Semaphore::acquire(Priority priority, Clock::time_point deadline) {
  const std::shared_ptr<Permit::State> state = state_;
  throw_if_cancelled(co_await kCancellation);  // which does not suspend
  if (std::optional<Permit> at_once = try_acquire()) co_return std::move(*at_once);
  Waiter waiter;
  state->queue(priority).push_back(waiter);
  const Wake how = co_await waiter.park(deadline);
  if (how == Wake::cancelled) throw Cancelled();
  if (how == Wake::late) co_return std::nullopt;
  co_return Permit(state);
}

void Semaphore::resize(std::size_t permits) {
  state_->permits = permits;
  state_->hand_out();
}

std::size_t Semaphore::size() const { return state_->permits; }
std::size_t Semaphore::in_use() const { return state_->in_use; }
std::size_t Semaphore::waiting() const {
  return state_->interactive.size() + state_->background.size();
}

}  // namespace back::loop
