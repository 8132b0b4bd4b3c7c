// An entry of Okta's System Log, as much of it as is told to people. Every text is fit to be shown.
#pragma once

#include <boost/json/value.hpp>
#include <chrono>
#include <string>
#include <vector>

namespace okta {

struct LogEvent {
  std::string id;
  std::string type;     // Okta's word: "user.session.start"
  std::string message;  // what Okta calls it: "User login to Okta"
  std::string result;   // SUCCESS, FAILURE, DENY ...
  std::string reason;   // of a failure, Okta's word: "INVALID_CREDENTIALS"; may be empty
  std::chrono::sys_seconds at{};
  std::string actor_id, actor_type;  // who did it
  std::string actor_name;
  std::string place;   // city, else region or country; may be empty
  std::string object;  // what it was done with: app, group, factor; may be empty

  // Throws Failure for an answer that is no entry.
  static LogEvent read(const boost::json::value& value);
};

using LogEvents = std::vector<LogEvent>;

}  // namespace okta
