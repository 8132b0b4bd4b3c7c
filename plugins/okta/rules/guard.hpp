// Accounts that are never acted on: the expert's own, the owner's of the API token, and, unless the
// connection allows it, administrators'. What cannot be read counts against acting.
#pragma once

#include <optional>
#include <string_view>

#include "okta/model/role.hpp"
#include "okta/rules/situation.hpp"

namespace okta {

// Set by an admin, on the connection.
struct Protection {
  bool allow_administrators = false;  // administrators may be acted on
  bool rely_on_okta =
      false;  // act although the roles cannot be read: Okta's own limits are relied on
  bool leave_rules = false;  // people may be taken out of groups that a rule keeps them in
};

struct Guarding {
  std::string_view actor_email;  // of the expert
  const UserId& token_owner;
  const Readable<Roles>& roles;
  Protection protection;
};

// Why this account is protected; nothing if it is not.
std::optional<Reason> guarded(const User& user, const Guarding& guarding);

}  // namespace okta
