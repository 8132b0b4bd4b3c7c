// The apps, rules and log events of a seed, and the way back into a snapshot.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/fwd.hpp>

#include "okta_emulator/state.hpp"

namespace okta_emulator {

// They name users by id or login, groups and apps by id or name. Throw std::invalid_argument.
void read_app(const boost::json::value& value, State& state);
void read_rule(const boost::json::value& value, State& state);
void read_event(const boost::json::value& value, State& state, Time now);
void read_push(const boost::json::value& value, State& state);
// Group::source, given as the name of an app: after all apps have been read.
void resolve_sources(State& state);

boost::json::object app_truth(const App& app);
boost::json::object rule_truth(const GroupRule& rule);
boost::json::object event_truth(const LogEvent& event);
boost::json::object push_truth(const PushTransaction& push);

const App* find_app(const State& state, std::string_view id_or_label);
const Group* find_group_named(const State& state, std::string_view id_or_name);

}  // namespace okta_emulator
