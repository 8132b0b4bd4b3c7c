// What follows from a change: active rules hold their members in their groups, and groups grant
// their applications. State::mark names whom a change concerned.
#pragma once

#include "okta_emulator/state.hpp"

namespace okta_emulator {

// Looks again at everybody marked, until nothing changes any more.
void settle_access(State& state, Time now);

// Is the person in the group, the built-in one included?
bool is_member(const Group& group, const User& user);

// Does the rule, were it active, hold this person in its groups?
bool rule_fits(const State& state, const GroupRule& rule, const User& user);

// The active rules that hold the person in the group, in the order of their ids.
std::vector<GroupRule*> rules_holding(State& state, const Group& group, const User& user);

// The group that grants the application to this person, by priority; nullptr when none does.
const AppGroup* granting_group(const State& state, const App& app, const User& user);

}  // namespace okta_emulator
