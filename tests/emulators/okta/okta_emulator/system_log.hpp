// The System Log: what happened in the organisation, in the order it happened. The emulator's own
// operations write it; a seed may begin it.
#pragma once

#include <boost/json/object.hpp>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okta_emulator/clock.hpp"

namespace okta_emulator {

class State;
struct App;
struct Factor;
struct Group;
struct GroupRule;
struct User;

struct LogTarget {
  std::string id;
  std::string type;          // "User", "UserGroup", "AppInstance", …
  std::string alternate_id;  // a login, or "unknown"
  std::string display_name;
};

struct LogEvent {
  std::string uuid;
  Time published;
  std::string event_type;
  std::string message;   // displayMessage
  std::string severity;  // INFO, WARN, …
  std::string result;    // SUCCESS, FAILURE, …
  std::string reason;    // of a failure
  LogTarget actor;
  std::vector<LogTarget> targets;
  std::string ip, city, country, user_agent;  // where it came from, as far as known
};

inline constexpr std::size_t kMostEvents = 50'000;  // the oldest are forgotten

using SystemLog = std::deque<LogEvent>;  // oldest first

LogTarget target_of(const User& user);
LogTarget target_of(const Group& group);
LogTarget target_of(const App& app);
LogTarget target_of(const GroupRule& rule);
LogTarget target_of(const Factor& factor);
LogTarget system_actor();

// Is it one of data/log-events.json?
bool is_event_type(std::string_view event_type);

// Adds an event in its place by time; what is empty of message, severity, result and uuid is filled
// in from data/log-events.json.
void log_event(State& state, LogEvent event);
// An event the organisation itself is the actor of.
void log_system(State& state, Time now, std::string_view event_type,
                std::vector<LogTarget> targets);

}  // namespace okta_emulator
