// The groups and apps of the requester, all of them, each with what keeps it from being edited. Pure.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string_view>

#include "okta/client/grants.hpp"
#include "okta/client/holdings.hpp"
#include "okta/client/listed.hpp"
#include "okta/model/app.hpp"
#include "okta/model/group.hpp"
#include "okta/rules/guard.hpp"
#include "okta/rules/situation.hpp"

namespace okta::view {

struct Memberships {
  const Readable<Listed<Group>>& groups;
  const Readable<Listed<App>>& apps;
  const HoldingsRead& holdings;
  const GrantsRead& grants;
  Protection protection;
  std::string_view login;  // of the account
};

// Adds the lists of what was read, sorted by name.
void add_memberships(const Memberships& memberships, boost::json::array& lists);
// Adds what was not looked up, and when it is.
void add_not_looked_up(const Memberships& memberships, boost::json::array& notices);
// Adds what was not read, or not to its end.
void add_unread(const Memberships& memberships, boost::json::array& partial);

}  // namespace okta::view
