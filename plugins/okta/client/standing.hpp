// What the guard needs to know besides the account: who owns the token and what it may do, and the
// account's administrator roles.
#pragma once

#include "okta/access.hpp"
#include "okta/client/client.hpp"
#include "okta/client/sent.hpp"
#include "okta/rules/situation.hpp"
#include "okta/rules/token_power.hpp"

namespace okta {

// Read once per connection. Throws Failure.
Task<UserId> token_owner(Client& client, const Access& access);

// Reads what roles the token's owner has, unless that is known. Throws Failure only for what
// concerns the whole call.
Task<> learn_owner_roles(Client& client, const Access& access, const UserId& owner);

// As far as it is known now; nothing is read.
TokenPower token_power(const Access& access);
// What Okta said to a change tells what the token may do. subject: the id of what it was about.
void learn_from(const Sent& sent, std::string_view action, std::string_view subject,
                const Access& access);

// Read fresh each time, unless the connection does not ask. Throws Failure only for what concerns
// the whole call.
Task<Readable<Roles>> read_roles_of(Client& client, const Access& access, const UserId& id);

}  // namespace okta
