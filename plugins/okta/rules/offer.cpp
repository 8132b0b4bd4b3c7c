#include "okta/rules/offer.hpp"

#include <algorithm>
#include <array>

namespace okta {
namespace {

using Kind = Offer::Kind;

bool unknown_status(const Situation& now) { return now.user.status == Status::unknown; }
bool in_transition(const Situation& now) { return now.user.moving(); }
bool staged(const Situation& now) { return now.user.status == Status::staged; }
bool deactivated(const Situation& now) { return now.user.status == Status::deprovisioned; }
constexpr std::string_view kNoApps = "A deactivated account has no apps, and Okta assigns it none.";

bool factors_unread(const Situation& now) { return !now.factors.was_read(); }
bool without_mfa(const Situation& now) {
  return now.factors.was_read() && !has_mfa(*now.factors.value);
}

bool without_phone(const Situation& now) {
  const auto can_push = [](const Factor& factor) { return factor.can_push(); };
  return now.factors.was_read() &&
         std::none_of(now.factors.value->begin(), now.factors.value->end(), can_push);
}
bool without_factors(const Situation& now) {
  return now.factors.was_read() && now.factors.value->empty();
}

bool password_elsewhere(const Situation& now) { return !now.user.has_okta_password(); }
// Expiring it reaches Active Directory, too (documented).
bool expiry_elsewhere(const Situation& now) {
  return password_elsewhere(now) && now.user.provider != "ACTIVE_DIRECTORY";
}
bool without_password(const Situation& now) { return now.user.status == Status::provisioned; }
bool password_expired(const Situation& now) { return now.user.status == Status::password_expired; }

constexpr std::string_view kElsewhere =
    "The password of this account is kept by another system, not by Okta.";
constexpr std::string_view kThere = "Make the change in that system.";

constexpr std::array<Withheld, 21> kWithheld = {{
    {"*", unknown_status, Kind::disabled, "unknown_status",
     "Okta reports a status that this version of Back does not know.",
     "Make the change in Okta, and tell whoever runs Back."},
    {"", in_transition, Kind::disabled, "in_transition",
     "Okta is still working on the last change of this account.",
     "Wait a few minutes and open the requester again."},
    {"deactivate", staged, Kind::hidden, "wrong_state",
     "The account was never activated, and Okta offers no deactivation for such an account.",
     "Delete it in Okta if it is not needed."},
    {"verify_push", factors_unread, Kind::disabled, "factors_unreadable",
     "The account's factors could not be read, so nobody can say whether a phone can be asked.",
     "Give the owner of the API token a role that may read users and their factors."},
    {"verify_push", without_phone, Kind::hidden, "no_phone",
     "The account has no Okta Verify that can confirm a push.", ""},
    {"verify_push", deactivated, Kind::hidden, "wrong_state",
     "Nobody signs in with a deactivated account.", ""},
    {"reset_mfa", factors_unread, Kind::disabled, "factors_unreadable",
     "The account's factors could not be read, so nobody can say what a reset would remove.",
     "Give the owner of the API token a role that may read users and their factors."},
    {"reset_mfa", without_mfa, Kind::hidden, "no_mfa",
     "The account has no multifactor sign-in that could be reset.", ""},
    {"reset_factor", factors_unread, Kind::disabled, "factors_unreadable",
     "The account's factors could not be read, so there is none to choose.",
     "Give the owner of the API token a role that may read users and their factors."},
    {"reset_factor", without_factors, Kind::hidden, "no_factor",
     "The account has no factor that could be reset.", ""},
    {"reset_factor", deactivated, Kind::hidden, "wrong_state",
     "Okta removes no single factor of a deactivated account.", "Reset multifactor instead."},
    {"unlock", password_elsewhere, Kind::disabled, "mastered_elsewhere", kElsewhere, kThere},
    {"reset_password", password_elsewhere, Kind::disabled, "mastered_elsewhere", kElsewhere,
     kThere},
    {"reset_password", without_password, Kind::disabled, "wrong_state",
     "The requester has not set a password yet, so there is none to reset.",
     "Resend the activation: its link leads to setting a password."},
    {"expire_password", expiry_elsewhere, Kind::disabled, "mastered_elsewhere", kElsewhere, kThere},
    {"expire_password", password_expired, Kind::hidden, "wrong_state",
     "The password has expired already.", ""},
    {"temporary_password", password_elsewhere, Kind::disabled, "mastered_elsewhere", kElsewhere,
     kThere},
    {"clear_sessions", deactivated, Kind::hidden, "wrong_state",
     "A deactivated account has no sessions.", ""},
    {"assign_apps", deactivated, Kind::hidden, "wrong_state", kNoApps, "Activate it first."},
    {"unassign_apps", deactivated, Kind::hidden, "wrong_state", kNoApps, ""},
    {"copy_apps", deactivated, Kind::hidden, "wrong_state", kNoApps, "Activate it first."},
}};

Offer not_offered(Kind kind, std::string_view code, std::string sentence, std::string_view remedy) {
  return {kind, {std::string(code), std::move(sentence), std::string(remedy)}};
}

}  // namespace

std::span<const Withheld> withheld() { return kWithheld; }

bool concerns(const Withheld& row, const Needs& needs) {
  if (row.action.empty()) return needs.operation.has_value();
  return row.action == "*" || row.action == needs.action;
}

Offer offer(const Needs& needs, const Situation& situation) {
  const bool permitted = !needs.operation || situation.user.permitted().has(*needs.operation);
  const auto* const row = std::find_if(
      kWithheld.begin(), kWithheld.end(),
      [&](const Withheld& each) { return concerns(each, needs) && each.applies(situation); });
  if (row != kWithheld.end()) {
    const Kind kind = permitted ? row->kind : Kind::hidden;
    return not_offered(kind, row->code, std::string(row->sentence), row->remedy);
  }
  if (!permitted) {
    return not_offered(Kind::hidden, "wrong_state",
                       "Okta does not offer this while the account's status is “" +
                           situation.user.status_label() + "”.",
                       "Open the requester again to see what can be done now.");
  }
  return {};
}

}  // namespace okta
