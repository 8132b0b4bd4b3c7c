#include "core/alarm.hpp"

#include <utility>

#include "core/quiet_thread.hpp"

namespace back::host {

Alarm::Alarm() {
  thread_ = quiet_thread([this] { work(); });
}

Alarm::~Alarm() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

Alarm::Ticket Alarm::at(Clock::time_point when, std::function<void()> ring) {
  bool is_next = false;
  Ticket ticket;
  {
    const std::lock_guard lock(mutex_);
    ticket = {when, ++last_};
    const auto place = rings_.emplace(ticket, std::move(ring)).first;
    is_next = place == rings_.begin();
  }
  if (is_next) changed_.notify_all();  // else the thread wakes up before it anyway
  return ticket;
}

void Alarm::drop(const Ticket& ticket) {
  std::function<void()> dropped;  // what it holds goes without the lock
  const std::lock_guard lock(mutex_);
  const auto place = rings_.find(ticket);
  if (place == rings_.end()) return;
  dropped = std::move(place->second);
  rings_.erase(place);
}

void Alarm::work() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    if (rings_.empty()) {
      changed_.wait(lock);
      continue;
    }
    const auto next = rings_.begin();
    const auto when = next->first.first;
    if (Clock::now() < when) {
      changed_.wait_until(lock, when);
      continue;
    }
    auto ring = std::move(next->second);
    rings_.erase(next);
    lock.unlock();
    ring();
    ring = nullptr;
    lock.lock();
  }
}

}  // namespace back::host
