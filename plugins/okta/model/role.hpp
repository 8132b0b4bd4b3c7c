// An administrator role of an account, its own or through a group.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <vector>

namespace okta {

struct Role {
  std::string type;   // Okta's word: "HELP_DESK_ADMIN"
  std::string label;  // fit to be shown: "Help Desk Administrator"

  // Throws Failure for an answer that is no role.
  static Role read(const boost::json::value& value);
};

using Roles = std::vector<Role>;

Roles read_roles(const boost::json::value& value);
std::vector<std::string> labels(const Roles& roles);

}  // namespace okta
