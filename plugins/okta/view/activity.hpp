// What happened to an account lately, in plain sentences: "Signed in from Berlin", "Locked after 10
// failed sign-ins". Pure.
#pragma once

#include <boost/json/array.hpp>
#include <string>
#include <string_view>

#include "okta/model/ids.hpp"
#include "okta/model/log_event.hpp"

namespace okta::view {

// What is told of an entry, from one table of event types; what the table does not know, in Okta's
// own words. Empty: not worth telling.
std::string sentence_of(const LogEvent& event, const UserId& account);

// The items of a list: latest first, equal entries that follow each other told once. events: latest
// first.
boost::json::array activity(const LogEvents& events, const UserId& account,
                            std::chrono::sys_seconds now);

}  // namespace okta::view
