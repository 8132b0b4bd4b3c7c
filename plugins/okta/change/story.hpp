// How a change is told: the output of execute and settle, with sentences that an expert
// understands.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <vector>

#include "okta/actions/action.hpp"
#include "okta/change/read_back.hpp"
#include "okta/change/verdict.hpp"
#include "okta/rules/snapshot.hpp"

namespace okta {

struct Story {
  Outcome outcome = Outcome::unknown;
  Changed changed = Changed::cannot_tell;
  std::string subject;   // "factor Okta Verify"; empty: the action's usual one
  std::string code;      // of refused, failed, unknown
  std::string because;   // why not, a sentence
  std::string evidence;  // what is known; required of unknown
  std::vector<std::string> remarks;
  std::optional<Snapshot> before, after;
  std::vector<std::string> request_ids;
};

// Shape: plugin_api/schema/outcome.schema.json.
boost::json::object told(const Action& action, const Story& story);

// Nothing was sent, for this reason.
Story refusal(const Reason& reason);
// Nothing was sent, because nothing was left to do.
Story already_so(const Snapshot& now);

// What was sent for a change, and what a fresh read showed afterwards.
struct Told {
  const Change& change;
  const Sent& sent;
  const ReadBack& back;
  const std::vector<std::string>& request_ids;
};
Story story_of(const Told& told);

}  // namespace okta
