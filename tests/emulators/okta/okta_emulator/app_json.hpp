// An application, an account in it and a group that grants it, on the wire.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "okta_emulator/call.hpp"
#include "okta_emulator/state.hpp"

namespace okta_emulator {

// Okta's own applications: the console, the dashboard, the browser plugin.
bool is_system_app(const App& app);
// Does an account in it have a user name of its own, or a password?
bool has_user_names(const App& app);
bool has_passwords(const App& app);

boost::json::object app_json(const App& app, const State& state, const std::string& base);
boost::json::object app_user_json(const App& app, const AppUser& entry, const State& state,
                                  const std::string& base);
boost::json::object app_group_json(const App& app, const AppGroup& entry, const std::string& base);

// What the dashboard shows of it: the name of its link; empty when it has no tile.
std::string app_link_name(const App& app);
std::string app_link_url(const App& app, const std::string& base);

// "user/{id}" of `expand`; E0000001 for anything else (rec 102).
std::string expanded_user(const Call& call);
// The application, with the account of that user in `_embedded` where he has one.
boost::json::object app_with_user(const App& app, const std::string& user, const State& state,
                                  const std::string& base);

}  // namespace okta_emulator
