// What the guard needs to know besides the account: who owns the token, and the account's
// administrator roles.
#pragma once

#include "okta/access.hpp"
#include "okta/client/client.hpp"
#include "okta/rules/situation.hpp"

namespace okta {

// Read once per connection. Throws Failure.
Task<UserId> token_owner(Client& client, const Access& access);

// Read fresh each time, unless the connection does not ask. Throws Failure only for what concerns
// the whole call.
Task<Readable<Roles>> read_roles_of(Client& client, const Access& access, const UserId& id);

}  // namespace okta
