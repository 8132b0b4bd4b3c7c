#include "okta/rules/guard.hpp"

#include "okta/model/text.hpp"

namespace okta {

std::optional<Reason> guarded(const User& user, const Guarding& guarding) {
  if (answers_to(user, guarding.actor_email)) {
    return Reason{"own_account", "This is your own Okta account; nobody acts on their own account.",
                  "Ask a colleague of your team."};
  }
  if (user.id == guarding.token_owner) {
    return Reason{
        "token_owner",
        "This account owns the API token that Back uses; acting on it could cut Back off from "
        "Okta.",
        "Make the change in Okta itself, or reconnect with another administrator's token."};
  }
  if (guarding.protection.allow_administrators) return std::nullopt;
  if (!guarding.roles.was_read()) {
    if (guarding.protection.rely_on_okta) return std::nullopt;
    return Reason{"roles_unreadable",
                  "It cannot be told whether this account is an Okta administrator: its roles "
                  "could not be read.",
                  "Give the owner of the API token the permission okta.roles.read, or let an admin "
                  "switch on “Rely on Okta "
                  "to protect administrators” for this connection."};
  }
  if (!guarding.roles.value->empty()) {
    return Reason{
        "administrator",
        "This account is an Okta administrator (" + listed(labels(*guarding.roles.value)) + ").",
        "Make the change in Okta itself, or let an admin switch on “Allow actions on Okta "
        "administrators”."};
  }
  return std::nullopt;
}

}  // namespace okta
