// The state of an account that matters to a change, small enough to travel: in a note that outlives
// a crash, in what the expert has seen, and as the facts before and after.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <vector>

#include "okta/rules/situation.hpp"

namespace okta {

struct Snapshot {
  struct Enrolled {
    std::string id, name;
    bool mfa = true;           // counts as multifactor
    bool okta_verify = false;  // one of its rows, which go together
    bool operator==(const Enrolled& other) const { return id == other.id; }
  };

  std::string account;                           // its id
  std::string login;                             // fit to be shown
  std::string name;                              // of the person, fit to be shown
  std::string status;                            // Okta's word
  std::string moving_to;                         // empty: no transition
  std::optional<std::vector<Enrolled>> factors;  // all, sorted by id; none: not read

  static Snapshot of(const Situation& situation);

  // The ids of those factors that count as multifactor; none: not read.
  std::optional<std::vector<std::string>> mfa() const;

  // The same as JSON; reading throws Failure (invalid input) with a sentence for anything else.
  boost::json::object to_json(boost::json::storage_ptr memory = {}) const;
  static Snapshot from_json(const boost::json::object& object);

  // For people, and to compare before with after.
  boost::json::array facts(const boost::json::storage_ptr& memory = {}) const;
};

// Has what the expert saw changed? Factors count where both sides know them.
bool changed_since(const Snapshot& seen, const Snapshot& now, bool factors_matter);

}  // namespace okta
