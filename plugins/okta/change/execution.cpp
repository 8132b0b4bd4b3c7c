#include "okta/change/execution.hpp"

#include "loop/together.hpp"
#include "okta/client/standing.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

constexpr std::chrono::seconds kLongestCall{3600};
constexpr std::chrono::seconds kRounding{2};  // Okta's clock is read in whole seconds

// A fresh read still shows it undone, or none can tell.
bool may_send_again(Reading reading) {
  return reading == Reading::not_yet || reading == Reading::unchanged ||
         reading == Reading::untellable;
}

}  // namespace

using back::sdk::Reply;

Execution::Execution(back::sdk::Call& call, const Access& access, const Action& action,
                     back::http::Scope& scope)
    : call_(call),
      access_(access),
      action_(action),
      scope_(scope),
      client_(access.transport, access.origin, scope) {}

Task<Reply> Execution::run() {
  const Subject subject = co_await find_subject(client_, call_.context());
  if (const auto reason = no_single_account(subject)) co_return reply(refusal(*reason));
  const auto missing = co_await look_up(*subject.id);
  if (missing) co_return reply(refusal(*missing));
  if (const auto reason = conflict()) co_return reply(refusal(*reason));
  const Snapshot before = Snapshot::of(*now_);
  if (nothing_to_do()) co_return reply(already_so(before));
  if (const auto reason = not_allowed()) co_return reply(refusal(*reason));

  call_.progress(action_.words.doing);
  Attempt made = co_await attempt();
  const Change change{action_, before, call_.input()};
  Reply answer{told(action_, story_of({change, made.sent, made.back, request_ids_})), {}};
  if (!made.sent.one_time.empty())
    answer.secrets.push_back({std::string(action_.handout.id), std::move(made.sent.one_time)});
  co_return answer;
}

std::optional<Reason> Execution::no_single_account(const Subject& subject) const {
  if (subject.kind == Subject::Kind::one) return std::nullopt;
  if (subject.kind == Subject::Kind::several) {
    return Reason{"ambiguous", "Several Okta accounts have the requester's e-mail address.",
                  "Open the requester and pick the right account first."};
  }
  return Reason{"not_found",
                "No Okta account was found. Searched: " + searched_for(call_.context()) + '.',
                subject.partial};
}

// Everything that decides, read at once.
Task<std::optional<Reason>> Execution::look_up(const UserId& id) {
  id_ = id;
  auto situation = read_situation(client_, *id_, action_.about_factors);
  auto roles = read_roles_of(client_, access_, *id_);
  auto owner = token_owner(client_, access_);
  auto [now, roles_read, owner_read] =
      co_await back::loop::together(std::move(situation), std::move(roles), std::move(owner));
  if (!now) {
    co_return Reason{"not_found", "Okta has no such account any more.",
                     "Open the requester again and pick an account."};
  }
  now_ = std::move(now);
  roles_ = std::move(roles_read);
  token_owner_ = std::move(owner_read);
  if (now_->user.links_disagree()) {
    call_.host().log(BACK_LOG_WARNING,
                     "Okta's links and the table of statuses disagree; the links are followed.",
                     {{"status", now_->user.status_code}, {"account", id_->text()}});
  }
  co_return std::nullopt;
}

std::optional<Reason> Execution::conflict() const {
  const auto& seen = call_.context().seen;
  if (!seen) return std::nullopt;
  const Snapshot before = Snapshot::from_json(*seen);
  const Snapshot now = Snapshot::of(*now_);
  if (!changed_since(before, now, action_.about_factors)) return std::nullopt;
  return Reason{"conflict",
                "The account has changed since you looked: its status is now “" +
                    now_->user.status_label() + "”. Nothing was sent.",
                "Look at it again and decide anew."};
}

bool Execution::nothing_to_do() const {
  if (action_.reached == nullptr || now_->user.moving()) return false;
  if (!action_.reached(Snapshot::of(*now_), call_.input())) return false;
  return !(action_.anew && offer(action_.needs, *now_).offered());
}

// Nothing was sent: the account is told about as it was read.
Reply Execution::reply(Story story) const {
  if (now_) story.before = story.after = Snapshot::of(*now_);
  return {told(action_, story), {}};
}

std::optional<Reason> Execution::not_allowed() const {
  const Guarding guarding{call_.context().actor.email, *token_owner_, roles_, access_.protection};
  if (auto reason = guarded(now_->user, guarding)) return reason;
  const Offer now = offer(action_.needs, *now_);
  if (!now.offered()) return now.reason;
  return std::nullopt;
}

// When an account that is still as before stays so, by Okta's clock: the request may leave as late
// as the deadline.
std::optional<std::int64_t> Execution::tells_from() const {
  const auto by_okta = client_.okta_time();
  if (!by_okta || scope_.deadline == back::loop::kNever) return std::nullopt;
  const auto left = std::chrono::ceil<std::chrono::seconds>(scope_.deadline - access_.time.now());
  if (left > kLongestCall) return std::nullopt;
  return (*by_okta + left + kLongestLag + kRounding).time_since_epoch().count();
}

Task<Sent> Execution::send(std::string step) {
  const Snapshot before = Snapshot::of(*now_);
  boost::json::object note{
      {"step", step}, {"target", before.account}, {"before", before.to_json()}};
  if (const auto from = tells_from()) note[kTellsFrom] = *from;
  const auto request = [this]() { return action_.send(client_, *now_, call_.input()); };
  Sent sent = co_await call_.change(std::move(note), request);
  if (!sent.request_id.empty()) request_ids_.push_back(sent.request_id);
  co_return sent;
}

// Whatever stops the second request, the first one has been sent: its story is told.
Task<std::optional<Sent>> Execution::send_again() {
  try {
    co_return co_await send(std::string(action_.id()) + " again");
  } catch (const back::sdk::Failure&) {
    co_return std::nullopt;
  } catch (const back::loop::Cancelled&) {
    co_return std::nullopt;
  }
}

// A lost answer is looked up; what a read shows not done, or cannot tell, is sent once more where
// that is harmless.
Task<Execution::Attempt> Execution::attempt() {
  const Snapshot before = Snapshot::of(*now_);
  const Change change{action_, before, call_.input()};
  Attempt made;
  made.sent = co_await send(std::string(action_.id()));
  LastSent last{access_.time.now()};
  if (made.sent.kind == Sent::Kind::not_sent) co_return made;
  if (made.sent.kind == Sent::Kind::uncertain && action_.may_resend) {
    made.back = co_await read_back(client_, access_, scope_, change, Patience::brief, last);
    if (may_send_again(made.back.reading)) {
      auto second = co_await send_again();
      last.here = access_.time.now();
      if (second && second->kind == Sent::Kind::accepted) made.sent = *std::move(second);
    } else if (made.back.reading != Reading::unreadable) {
      co_return made;
    }
  }
  const bool settled = made.sent.kind == Sent::Kind::rejected || !can_be_read(change);
  const Patience patience = settled ? Patience::once : Patience::lasting;
  made.back = co_await read_back(client_, access_, scope_, change, patience, last);
  co_return made;
}

}  // namespace okta
