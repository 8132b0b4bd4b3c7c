#include "core/open_connection.hpp"

#include <utility>

#include "contract/status.hpp"
#include "core/abi_text.hpp"
#include "core/refused.hpp"

namespace back::host {
namespace {

constexpr std::size_t kEndedKept = 1024;
constexpr std::int64_t kManyStuck = 16;

// What a failing open says through its callback.
struct Explanation {
  int32_t status = BACK_INTERNAL;
  std::string person;
  std::string operator_text;
};

void BACK_CALL on_failure(void* sink, const back_result* result) noexcept {
  try {
    auto& explanation = *static_cast<Explanation*>(sink);
    if (result == nullptr) return;
    if (BACK_HAS(result, back_result, person)) explanation.person = view_of(result->person);
    if (BACK_HAS(result, back_result, operator_text))
      explanation.operator_text = view_of(result->operator_text);
  } catch (...) {
    // No memory for the reason: the status says enough.
  }
}

[[noreturn]] void refuse_open(const Stage& stage, int32_t status, Explanation explanation) {
  if (explanation.person.empty()) {
    stage.table.log(Level::kPluginMisbehaves,
                    "The plugin failed to open a connection without saying why.");
    explanation.person = "The integration did not accept the configuration and gave no reason.";
  }
  stage.table.log(
      Level::kWarning, "A connection could not be opened.",
      {{"status", contract::status_name(status)}, {"reason", explanation.operator_text}});
  throw Refused(std::string(contract::status_name(status)), explanation.person);
}

}  // namespace

std::shared_ptr<OpenConnection> OpenConnection::open(Stage& stage, std::string_view config,
                                                     const std::vector<NamedSecret>& secrets) {
  std::vector<back_secret> given;
  for (const auto& secret : secrets)
    given.push_back({abi_text(secret.field), abi_text(secret.value.reveal())});
  Explanation explanation;
  back_connection* opened = nullptr;
  const int32_t status =
      stage.plugin->table->open(stage.table.abi(), abi_text(config), given.data(), given.size(),
                                &explanation, &on_failure, &opened);
  if (status != BACK_OK) refuse_open(stage, status, std::move(explanation));
  return std::make_shared<OpenConnection>(stage, opened);
}

CallPtr OpenConnection::begin(Question question) {
  const bool may_block = stage_.plugin->may_block;
  // Not make_shared: alarms point to calls weakly, and must not hold their memory.
  const CallPtr call(new Call(shared_from_this(), std::move(question)));
  {
    const std::lock_guard lock(mutex_);
    if (closing_) throw Refused("cancelled", "The connection is being closed.");
    live_.emplace(call->id(), call);
  }
  call->watch();
  (may_block ? stage_.blockers : stage_.knocker).post([call] { call->start(); });
  return call;
}

bool OpenConnection::inside(const std::function<void(const Plugin&, back_connection*)>& visit) {
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return false;
    ++inside_;
  }
  visit(*stage_.plugin, connection_);  // no lock is held here: the plugin may complete calls inline
  const std::lock_guard lock(mutex_);
  --inside_;
  changed_.notify_all();
  return true;
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
  for (const auto& entry : live_) calls.push_back(entry.second);
  return calls;
}

bool OpenConnection::close(std::chrono::milliseconds patience) {
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return true;
    closing_ = true;
  }
  for (const auto& call : live()) call->cancel();
  {
    std::unique_lock lock(mutex_);
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
  stage_.plugin->table->close(connection_);
  return true;
}

}  // namespace back::host
