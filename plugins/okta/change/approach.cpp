#include "okta/change/approach.hpp"

#include "loop/together.hpp"
#include "okta/change/read_back.hpp"
#include "okta/client/standing.hpp"

namespace okta {
namespace {

constexpr std::chrono::seconds kLongestCall{3600};
constexpr std::chrono::seconds kRounding{2};  // Okta's clock is read in whole seconds

}  // namespace

Task<std::optional<Reason>> Approach::read(bool with_factors) {
  const Subject subject = co_await find_subject(client_, call_.context());
  if (auto reason = no_single_account(subject)) co_return reason;
  auto missing = co_await look_up(*subject.id, with_factors);
  if (missing) co_return missing;
  co_return conflict(with_factors);
}

std::optional<Reason> Approach::no_single_account(const Subject& subject) const {
  if (subject.kind == Subject::Kind::one) return std::nullopt;
  if (subject.kind == Subject::Kind::several) {
    return Reason{"ambiguous", "Several Okta accounts have the requester's e-mail address.",
                  "Open the requester and pick the right account first."};
  }
  return Reason{"not_found",
                "No Okta account was found. Searched: " + searched_for(call_.context()) + '.',
                subject.partial};
}

// Everything that decides, read at once; but whose the token is, which is known already unless this
// is the first call since the connection was opened.
Task<std::optional<Reason>> Approach::look_up(const UserId& id, bool with_factors) {
  id_ = id;
  auto situation = read_situation(client_, *id_, with_factors);
  auto roles = read_roles_of(client_, access_, *id_);
  auto [now, roles_read] = co_await back::loop::together(std::move(situation), std::move(roles));
  if (!now) {
    co_return Reason{"not_found", "Okta has no such account any more.",
                     "Open the requester again and pick an account."};
  }
  token_owner_ = co_await token_owner(client_, access_);
  now_ = std::move(now);
  roles_ = std::move(roles_read);
  if (now_->user.links_disagree()) {
    call_.host().log(BACK_LOG_WARNING,
                     "Okta's links and the table of statuses disagree; the links are followed.",
                     {{"status", now_->user.status_code}, {"account", id_->text()}});
  }
  co_return std::nullopt;
}

std::optional<Reason> Approach::conflict(bool with_factors) const {
  const auto& seen = call_.context().seen;
  if (!seen) return std::nullopt;
  const Snapshot before = Snapshot::from_json(*seen);
  const Snapshot now = Snapshot::of(*now_);
  if (!changed_since(before, now, with_factors)) return std::nullopt;
  return Reason{"conflict",
                "The account has changed since you looked: its status is now “" +
                    now_->user.status_label() + "”. Nothing was sent.",
                "Look at it again and decide anew."};
}

std::optional<Reason> Approach::not_allowed(const Needs& needs) const {
  const Guarding guarding{call_.context().actor.email, *token_owner_, roles_, access_.protection};
  if (auto reason = guarded(now_->user, guarding)) return reason;
  if (auto reason = beyond_token(token_power(access_), needs.action, id_->text())) return reason;
  const Offer now = offer(needs, *now_);
  if (!now.offered()) return now.reason;
  return std::nullopt;
}

std::optional<std::int64_t> Approach::tells_from() const {
  const auto by_okta = client_.okta_time();
  if (!by_okta || scope_.deadline == back::loop::kNever) return std::nullopt;
  const auto left = std::chrono::ceil<std::chrono::seconds>(scope_.deadline - access_.time.now());
  if (left > kLongestCall) return std::nullopt;
  return (*by_okta + left + kLongestLag + kRounding).time_since_epoch().count();
}

}  // namespace okta
