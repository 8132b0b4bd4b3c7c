#include "sdk/open_connection.hpp"

#include <utility>

#include "contract/who_may.hpp"
#include "sdk/failure.hpp"

namespace back::sdk {
namespace {

// Of each priority. Many times what an organisation is asked at once, so that a place is never the
// only thing that a call waits for.
constexpr std::size_t kUnderWay = 64;

void require(const contract::Verdict& verdict) {
  if (verdict.allowed) return;
  Failure failure(BACK_FORBIDDEN, verdict.sentence);
  failure.with_details({{"code", std::string(verdict.code)}});
  throw failure;
}

// The same rules as the host's, applied again: a settle is the host's own, about an execute that
// had passed them.
void check_who(const Call& call, const std::vector<std::string>& teams) {
  if (call.kind() == BACK_KIND_CHECK) require(contract::may_configure(call.context()));
  if (call.kind() == BACK_KIND_QUERY) require(contract::may_view(teams, call.context()));
  if (call.kind() == BACK_KIND_EXECUTE) require(contract::may_act(teams, call.context()));
}

}  // namespace

OpenConnection::OpenConnection(std::shared_ptr<const Contract> contract, const Host& host,
                               std::vector<std::string> teams, std::unique_ptr<Connection> author)
    : contract_(std::move(contract)),
      host_(host),
      teams_(std::move(teams)),
      author_(std::move(author)),
      interactive_(kUnderWay),
      background_(kUnderWay) {}

std::shared_ptr<ActiveCall> OpenConnection::admit(back_call* call) {
  auto active = std::make_shared<ActiveCall>(shared_from_this(), call);
  check_who(active->call(), teams_);
  contract_->check_input(active->call());
  const std::lock_guard lock(mutex_);
  calls_.emplace(call->id, active);
  return active;
}

void OpenConnection::start(back_call* call) noexcept {
  std::shared_ptr<ActiveCall> active;
  try {
    active = admit(call);
    active->begin(call->is_cancelled(call) != 0);
  } catch (...) {
    // Nothing runs yet: begin throws only before the work is on the loop.
    forget(call->id);
    const Ended refused = ended(std::current_exception());
    call->done(call, ResultView(refused).get());
  }
}

std::shared_ptr<ActiveCall> OpenConnection::find(std::uint64_t call_id) noexcept {
  const std::lock_guard lock(mutex_);
  const auto found = calls_.find(call_id);
  return found == calls_.end() ? nullptr : found->second;
}

void OpenConnection::cancel(std::uint64_t call_id) noexcept {
  if (const auto active = find(call_id)) active->cancel();
}

void OpenConnection::proceed(std::uint64_t call_id) noexcept {
  if (const auto active = find(call_id)) active->proceed();
}

void OpenConnection::forget(std::uint64_t call_id) noexcept {
  std::shared_ptr<ActiveCall> ended;  // destroyed after the lock is gone
  const std::lock_guard lock(mutex_);
  if (const auto found = calls_.find(call_id); found != calls_.end()) {
    ended = std::move(found->second);
    calls_.erase(found);
  }
}

void OpenConnection::close() {
  loop_->drain();  // who is on the way out of done has left
  loop_->post([this] { author_.reset(); });
  loop_->drain();
}

}  // namespace back::sdk
