// How a change of several memberships is told: each item with its own end, and all of them in one
// line for the timeline.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <vector>

#include "okta/actions/action.hpp"
#include "okta/change/verdict.hpp"
#include "okta/membership/item.hpp"
#include "okta/membership/look.hpp"
#include "okta/rules/snapshot.hpp"

namespace okta {

struct ManyTold {
  const std::optional<Snapshot>& whose;  // none: the account is not known
  const Items& items;
  const Readings& readings;  // of each item
  const std::vector<std::string>& request_ids;
  std::string notice;  // of all together; may be empty
};

// Shape: plugin_api/schema/outcome.schema.json.
boost::json::object told(const Action& action, const ManyTold& story);

// How one item ended.
struct Ended {
  Outcome outcome = Outcome::unknown;
  std::string code;      // of refused, failed, unknown
  std::string sentence;  // for people
};
Ended ended(const Item& item, const ItemReading& reading);

}  // namespace okta
