#include "okta/connection.hpp"

#include "json/strict_json.hpp"
#include "okta/actions/action.hpp"
#include "okta/challenge/verification.hpp"
#include "okta/change/execution.hpp"
#include "okta/change/settlement.hpp"
#include "okta/membership/run.hpp"
#include "okta/options/options.hpp"
#include "okta/view/check.hpp"
#include "okta/view/requester.hpp"
#include "okta/view/section.hpp"

namespace okta {
namespace {

using back::sdk::Call;
using back::sdk::Failure;
using back::sdk::Reply;

back::http::Scope scope_of(Call& call) {
  back::http::Scope scope;
  scope.deadline = call.deadline();
  scope.priority =
      call.interactive() ? back::http::Priority::interactive : back::loop::Priority::background;
  scope.correlation = call.correlation();
  scope.progress = [&call](std::string_view sentence) { call.progress(sentence); };
  return scope;
}

}  // namespace

Connection::Connection(Settings settings, std::unique_ptr<back::http::Transport> transport,
                       back::http::Time& time, const back::contract::Manifest& manifest)
    : settings_(std::move(settings)),
      origin_{settings_.domain.host()},
      transport_(std::move(transport)),
      access_{*transport_,          origin_, time,    settings_.domain,
              settings_.protection, memory_, manifest} {}

Task<Reply> Connection::check(Call& call) {
  auto scope = scope_of(call);
  co_return co_await checked(access_, scope);
}

Task<Reply> Connection::query(Call& call) {
  auto scope = scope_of(call);
  if (call.name() == "options") co_return co_await options(call, access_, scope);
  if (call.name() != "requester")
    throw Failure(BACK_UNSUPPORTED, "The Okta integration has no such query.");
  const auto section = back::json::string_at(call.input(), "section");
  if (section) co_return co_await section_view(call, access_, scope, *section);
  co_return co_await requester_view(call, access_, scope);
}

Task<Reply> Connection::execute(Call& call) {
  const Action* action = find_action(call.name());
  if (action == nullptr)
    throw Failure(BACK_UNSUPPORTED, "The Okta integration has no such action.");
  auto scope = scope_of(call);
  if (action->memberships != nullptr) {
    MembershipChange change(call, access_, *action, scope);
    co_return co_await change.run();
  }
  if (action->asks_person) {
    Verification verification(call, access_, *action, scope);
    co_return co_await verification.run();
  }
  Execution execution(call, access_, *action, scope);
  co_return co_await execution.run();
}

Task<Reply> Connection::settle(Call& call) {
  auto scope = scope_of(call);
  co_return co_await okta::settle(call, access_, scope);
}

}  // namespace okta
