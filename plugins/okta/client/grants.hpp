// Which apps an account would keep through its groups although they are assigned to it directly as
// well: Okta names one way only. Asked of the groups, which share their budget with much, and not of
// the apps, whose budget is by far the tightest; what a group grants is the same for everybody in
// it, and remembered.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "okta/access.hpp"
#include "okta/client/client.hpp"
#include "okta/rules/lock.hpp"

namespace okta {

struct GrantsRead {
  std::map<AppId, std::vector<std::string>> groups_of;  // names of those that grant the app
  bool too_many = false;                                // groups to ask about: nothing was asked
  std::string why;                                      // something could not be read: a sentence
};

// What keeps an app of the account from being taken away: the app itself, or a group that grants it.
std::optional<Reason> lock_of(const App& app, const GrantsRead& grants);

// Throws Failure only for what concerns the whole call.
Task<GrantsRead> read_grants(Client& client, const Access& access, const Listed<Group>& groups);

// Whether the token sees any app at all: Okta answers with an empty list where it may see none.
Task<Readable<bool>> sees_apps(Client& client, const Access& access);

}  // namespace okta
