#include "sdk/open_connection.hpp"

#include <chrono>
#include <exception>
#include <new>
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

// At entry: the call may wait for the loop.
loop::Clock::time_point deadline_of(const back_call& call) {
  if (call.deadline_ms < 0) return loop::Clock::time_point::max();
  return loop::Clock::now() + std::chrono::milliseconds(call.deadline_ms);
}

void refuse(back_call* call, const std::exception_ptr& why) noexcept {
  const Ended refused = ended(why);
  call->done(call, ResultView(refused).get());
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

void OpenConnection::start(back_call* call) noexcept {
  try {
    loop_->post([this, call, deadline = deadline_of(*call)] { begin(call, deadline); });
  } catch (...) {
    refuse(call, std::current_exception());
  }
}

void OpenConnection::begin(back_call* call, loop::Clock::time_point deadline) noexcept {
  try {
    admit(call, deadline);
  } catch (...) {
    // Nothing runs yet: spawning is the last thing that may throw.
    forget(call->id);
    refuse(call, std::current_exception());
  }
}

void OpenConnection::admit(back_call* call, loop::Clock::time_point deadline) {
  const auto active = std::make_shared<ActiveCall>(shared_from_this(), call, deadline);
  check_who(active->call(), teams_);
  contract_->check_input(active->call());
  calls_.emplace(call->id, active);
  active->begin();
}

void OpenConnection::cancel(std::uint64_t call_id) noexcept {
  post_to(call_id, &ActiveCall::cancel);
}

void OpenConnection::proceed(std::uint64_t call_id) noexcept {
  post_to(call_id, &ActiveCall::proceed);
}

// Without memory what was asked is lost; the host's deadline still ends the call.
void OpenConnection::post_to(std::uint64_t call_id, void (ActiveCall::*what)()) noexcept {
  try {
    loop_->post([this, call_id, what] {
      const auto found = calls_.find(call_id);
      if (found != calls_.end()) ((*found->second).*what)();
    });
  } catch (const std::bad_alloc&) {
    return;
  }
}

void OpenConnection::close() {
  loop_->drain();  // who is on the way out of done has left
  loop_->post([this] { author_.reset(); });
  loop_->drain();
}

}  // namespace back::sdk
