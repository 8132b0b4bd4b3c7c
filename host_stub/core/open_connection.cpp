#include "core/open_connection.hpp"

#include <utility>

#include "core/guarded.hpp"
#include "core/refused.hpp"

namespace back::host {
namespace {

constexpr std::size_t kEndedKept = 1024;
constexpr std::int64_t kManyStuck = 16;

}  // namespace

CallPtr OpenConnection::begin(QuestionPtr question, ListenerPtr listener) {
  const bool may_block = stage_.plugin->may_block;
  // Not make_shared: alarms point to calls weakly, and must not hold their memory.
  CallPtr call(new Call(shared_from_this(), std::move(question), std::move(listener)));
  {
    const std::lock_guard lock(mutex_);
    if (closing_) throw Refused("cancelled", "The connection is being closed.");
    live_.emplace(call->id(), call);
  }
  call->watch();
  (may_block ? stage_.blockers : stage_.knocker).post([call] { call->start(); });
  return call;
}

OpenConnection::Visit OpenConnection::inside(
    const char* function, const std::function<void(const Plugin&, back_connection*)>& visit) {
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return Visit::kClosed;
    ++inside_;
  }
  struct Leaving {  // also when the plugin ends this thread
    OpenConnection& self;
    ~Leaving() {
      const std::lock_guard lock(self.mutex_);
      --self.inside_;
      self.changed_.notify_all();
    }
  } const leaving{*this};
  // No lock is held here: the plugin may complete calls inline.
  const bool returned =
      guarded(stage_.table, function, [&] { visit(*stage_.plugin, connection_); });
  return returned ? Visit::kReturned : Visit::kThrew;
}

void OpenConnection::ended(const CallPtr& call, bool was_stuck) noexcept {
  CallPtr oldest;  // freed without the lock
  const std::lock_guard lock(mutex_);
  live_.erase(call->id());
  if (was_stuck) --stuck_;
  try {
    ended_.push_back(call);
  } catch (const std::bad_alloc&) {
    // Then a second done of this call will not be recognised.
  }
  if (ended_.size() > kEndedKept) {
    oldest = std::move(ended_.front());
    ended_.pop_front();
  }
  changed_.notify_all();
}

void OpenConnection::became_stuck() {
  const std::lock_guard lock(mutex_);
  if (++stuck_ == kManyStuck)
    stage_.table.log(Level::kError, "Many calls hang in this plugin: restart this program.",
                     {{"calls", stuck_}});
}

bool OpenConnection::idle() const {
  const std::lock_guard lock(mutex_);
  return live_.empty() && inside_ == 0;
}

std::size_t OpenConnection::stuck() const {
  const std::lock_guard lock(mutex_);
  return stuck_ > 0 ? static_cast<std::size_t>(stuck_) : 0;
}

std::vector<CallPtr> OpenConnection::live() const {
  const std::lock_guard lock(mutex_);
  std::vector<CallPtr> calls;
  calls.reserve(live_.size());
  for (const auto& entry : live_) calls.push_back(entry.second);
  return calls;
}

void OpenConnection::ask_to_end() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  for (const auto& call : live()) call->cancel();
}

bool OpenConnection::close(std::chrono::milliseconds patience, std::chrono::milliseconds limit) {
  ask_to_end();
  {
    std::unique_lock lock(mutex_);
    if (closed_) return true;
    const bool drained =
        changed_.wait_for(lock, patience, [&] { return live_.empty() && inside_ == 0; });
    if (!drained) {
      stage_.table.log(Level::kPluginMisbehaves,
                       "A connection stays open because the plugin has not completed its calls.",
                       {{"calls", live_.size()}});
      return false;
    }
    closed_ = true;
  }
  return close_in_plugin(limit);
}

}  // namespace back::host
