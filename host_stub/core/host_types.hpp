// What goes into the host and comes out of it. Texts come from outside: print them through
// printable().
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/manifest.hpp"
#include "core/named_secret.hpp"
#include "core/plugin.hpp"
#include "core/records.hpp"

namespace back::host {

struct NewConnection {
  std::string plugin;
  boost::json::object fields;
  std::vector<NamedSecret> secrets;
};

struct ConnectionView {
  std::string id;
  std::string plugin;
  std::string title;  // of the integration; the plugin's id if it is not loaded
  bool plugin_loaded = false;
  boost::json::object fields;  // without secrets and teams
  std::vector<std::string> teams;
  ConnectionStatus status = ConnectionStatus::kConnected;
  std::string reason;         // why not connected
  boost::json::object check;  // what the last check said: check.schema.json; may be empty
  std::string created_by;
  std::string created_at;
};

// How connecting, checking or replacing a secret went. Not usable: nothing was saved, and sentence
// says why.
struct Connected {
  bool usable = false;
  std::string sentence;
  ConnectionView connection;  // id is empty if nothing was saved
  boost::json::object check;  // check.schema.json
};

// One integration's view of the requester.
struct RequesterView {
  std::string connection;
  std::string plugin;
  std::string title;
  std::string code;            // empty if it was read; else why not, for programs
  std::string sentence;        // and for people
  boost::json::object view;    // requester.schema.json
  std::optional<Pick> picked;  // the account an expert has picked for this requester
};

struct OptionsQuestion {
  std::string connection;  // may be empty if only one applies
  std::string source;
  std::string text;
  std::string cursor;
  boost::json::object input = {};  // what the form holds so far
};

struct ActionOffer {
  std::string connection;
  std::string integration;  // title
  std::string id;
  std::string title;
  std::string description;
  contract::Effect effect = contract::Effect::kRead;
  std::string confirmation;  // the manifest's question, and what only the plugin knows now
  bool enabled = false;
  std::string reason;  // why not enabled, and what would change that
};

struct ActionPlan {
  std::string connection;
  PluginPtr plugin;
  const contract::Action* action = nullptr;  // lives in plugin
  std::string confirmation;                  // question to ask first; empty: none
  std::string account_name;  // on whom, as last seen by this expert; empty: not seen yet
  std::string account_login;
};

struct Run {
  std::string actor;
  std::string request;
  std::string connection;  // may be empty if only one connection of the team has the action
  std::string action;
  boost::json::object input;
  std::vector<NamedSecret> secrets;
  bool confirmed = false;  // the person has agreed to a disruptive or destructive action
  std::optional<boost::json::object> seen;  // none: what the same expert saw last
  std::string key;  // idempotency key; empty: a new one. The same key never acts twice
  std::chrono::milliseconds time{0};  // 0: as the host's options say
};

// One line of a request's timeline.
struct TimelineLine {
  std::string at;
  std::string key;
  std::string request;
  std::string connection;
  std::string plugin;
  std::string integration;
  std::string action;
  std::string action_title;
  std::string actor;
  std::string actor_name;
  std::string requester;
  std::string account;  // login at the vendor, or what is known
  std::string correlation;
  bool pending = false;         // unknown, and will be read back again
  bool settled = false;         // found out afterwards by reading back
  boost::json::object outcome;  // outcome.schema.json

  bool operator==(const TimelineLine&) const = default;
};
// Its texts, by their names in JSON.
inline constexpr std::pair<std::string_view, std::string TimelineLine::*> kTimelineTexts[] = {
    {"at", &TimelineLine::at},
    {"key", &TimelineLine::key},
    {"request", &TimelineLine::request},
    {"connection", &TimelineLine::connection},
    {"plugin", &TimelineLine::plugin},
    {"integration", &TimelineLine::integration},
    {"action", &TimelineLine::action},
    {"action_title", &TimelineLine::action_title},
    {"actor", &TimelineLine::actor},
    {"actor_name", &TimelineLine::actor_name},
    {"requester", &TimelineLine::requester},
    {"account", &TimelineLine::account},
    {"correlation", &TimelineLine::correlation}};
boost::json::object to_json(const TimelineLine& line);
// The same as JSON text: what is stored.
std::string to_text(const TimelineLine& line);

struct Ran {
  std::string outcome;                // done, already, refused, failed, unknown
  std::vector<NamedSecret> one_time;  // shown once, never stored
  bool settled = false;               // interrupted: this is what reading back found
  bool pending = false;               // unknown; kept, to be read back later
  bool repeated =
      false;  // the key was used before: nothing was done now, this is how it ended then
  std::string key;
  std::string correlation;
  TimelineLine line;

  const boost::json::object& output() const { return line.outcome; }  // outcome.schema.json
};

struct Settled {
  TimelineLine line;
  bool pending = false;  // still unknown
};

}  // namespace back::host
