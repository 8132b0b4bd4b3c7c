// What a token may do, as far as reads can tell, with the missing permission by Okta's name. Pure.
#pragma once

#include <boost/json/array.hpp>

#include "contract/manifest.hpp"
#include "okta/model/factor.hpp"
#include "okta/model/role.hpp"
#include "okta/rules/situation.hpp"

namespace okta {

struct Probes {
  Readable<bool> users;       // whether at least one account is visible
  Readable<Factors> factors;  // of the token's owner
  Readable<Roles> roles;      // of the token's owner
  Readable<bool> groups;      // whether groups can be listed
  Readable<bool> apps;        // whether at least one app is visible; every organisation has some
  Readable<bool> rules;       // whether group rules can be listed
};

// Shape: capabilities of plugin_api/schema/check.schema.json. What changes take stands in the
// manifest.
boost::json::array capabilities(const Probes& probes, const back::contract::Manifest& manifest);

}  // namespace okta
