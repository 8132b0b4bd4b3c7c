// One membership among those that an action is to change: what it was, and what became of it.
#pragma once

#include <boost/json/array.hpp>
#include <optional>
#include <string>
#include <vector>

#include "okta/client/sent.hpp"
#include "okta/rules/situation.hpp"

namespace okta {

// What became of the request, as far as it can be kept.
struct Fate {
  Sent::Kind kind = Sent::Kind::uncertain;
  std::string code, sentence;  // unless it was accepted

  static Fate of(const Sent& sent) { return {sent.kind, sent.code, sent.sentence}; }
};

struct Item {
  enum class Plan {
    send,
    nothing,  // it is so already; reason says how
    barred,   // a rule is against it: reason
    skipped,  // the same, but nobody asked for this one in particular
  };

  std::string id;      // Okta's, of the group or app; of an invalid one what was given
  std::string name;    // fit to be shown
  std::string before;  // the same: "not a member"; empty: not read
  Plan plan = Plan::send;
  Reason reason = {};
  std::string remark = {};  // what follows from it, once it is done; may be empty
  std::optional<Fate> fate = {};
};

using Items = std::vector<Item>;

// For a note; reading throws Failure (invalid input) for anything else.
boost::json::array to_json(const Items& items);
Items items_from_json(const boost::json::array& list);

}  // namespace okta
