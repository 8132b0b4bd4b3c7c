// The groups and apps of the requester, all of them, each with what keeps it from being edited. Pure.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "okta/client/listed.hpp"
#include "okta/model/app.hpp"
#include "okta/model/group.hpp"
#include "okta/rules/situation.hpp"

namespace okta::view {

struct Memberships {
  const Readable<Listed<Group>>& groups;
  const Readable<Listed<App>>& apps;
};

// Adds the lists of what was read, sorted by name.
void add_memberships(const Memberships& memberships, boost::json::array& lists);
// Adds what was not read, or not to its end.
void add_unread(const Memberships& memberships, boost::json::array& partial);

}  // namespace okta::view
