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
  bool oversleeps = false;
  Ticket ticket;
  {
    const std::lock_guard lock(mutex_);
    ticket = {when, ++last_};
    rings_.emplace(ticket, std::move(ring));
    oversleeps = when < wakes_;
  }
  if (oversleeps) changed_.notify_all();
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

// Until the first ring, though it may be dropped and a later one set meanwhile: calls come and go far
// more often than one of them is late.
void Alarm::sleep(std::unique_lock<std::mutex>& lock) {
  if (rings_.empty()) {
    wakes_ = Clock::time_point::max();
    changed_.wait(lock);
  } else {
    wakes_ = rings_.begin()->first.first;
    changed_.wait_until(lock, wakes_);
  }
  wakes_ = Clock::time_point::min();
}

void Alarm::work() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    const auto next = rings_.begin();
    if (next == rings_.end() || Clock::now() < next->first.first) {
      sleep(lock);
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
