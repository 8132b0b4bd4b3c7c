// The parts of the requester view, each from what was read. Pure.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "okta/config/domain.hpp"
#include "okta/model/detail.hpp"
#include "okta/rules/guard.hpp"
#include "okta/rules/situation.hpp"
#include "okta/rules/token_power.hpp"

namespace okta::view {

boost::json::object account(const User& user, const Domain& domain);
boost::json::array fields(const UserInFull& whole);
boost::json::array lists(const Situation& situation);
// Hidden actions are absent; a protected account has all of the others disabled, for that reason,
// and what the token may not do is disabled for every account.
boost::json::array actions(const Situation& situation, const Guarding& guarding,
                           const TokenPower& power);
boost::json::array notices(const Situation& situation, const Guarding& guarding);
// What could not be read, and why.
boost::json::array partial(const Situation& situation, const Readable<Roles>& roles);

}  // namespace okta::view
