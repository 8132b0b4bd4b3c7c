// A group rule on the wire.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string>

#include "okta_emulator/state.hpp"

namespace okta_emulator {

boost::json::object rule_json(const GroupRule& rule, const State& state);
// The rules that hold this person in the group.
boost::json::array rules_of_membership(State& state, const Group& group, const User& user,
                                       const std::string& base);

}  // namespace okta_emulator
