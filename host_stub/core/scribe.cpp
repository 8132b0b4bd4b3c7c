#include "core/scribe.hpp"

#include <exception>
#include <utility>

#include "core/quiet_thread.hpp"

namespace back::host {

Scribe::Scribe(Way way, Commit commit) : commit_(std::move(commit)) {
  if (way == Way::kDurably) thread_ = quiet_thread([this] { work(); });
}

Scribe::~Scribe() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Scribe::write(NoteRecord note, std::function<void(bool kept)> then) {
  if (!thread_.joinable()) {
    std::vector<Order> alone;
    alone.push_back({std::move(note), std::move(then)});
    return carry_out(std::move(alone));
  }
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back({std::move(note), std::move(then)});
  }
  changed_.notify_all();
}

bool Scribe::commit(std::vector<Order>& orders) {
  std::vector<NoteRecord> notes;
  notes.reserve(orders.size());
  for (auto& order : orders) notes.push_back(std::move(order.note));
  try {
    commit_(std::move(notes));
    return true;
  } catch (const std::exception&) {
    return false;  // the calls are told, and say so
  }
}

void Scribe::carry_out(std::vector<Order> orders) {
  const bool kept = commit(orders);
  for (const auto& order : orders) order.then(kept);
}

void Scribe::work() {
  for (;;) {
    std::vector<Order> orders;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      orders.swap(waiting_);
    }
    carry_out(std::move(orders));
  }
}

}  // namespace back::host
