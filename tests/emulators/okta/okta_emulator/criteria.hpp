// The expressions of `search` and `filter`: comparisons joined by and, or, not and parentheses.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okta_emulator/state.hpp"

namespace okta_emulator {

struct Criteria {
  enum class Kind { compare, all_of, any_of, negation };
  Kind kind = Kind::compare;
  std::vector<Criteria> parts;  // of all_of, any_of, negation
  std::string attribute;        // of compare: "profile.login", "status", …
  std::string comparison;       // "eq", "sw", "co", "ew", "gt", "ge", "lt", "le", "ne", "pr"
  std::string value;            // decoded; a number or boolean as written
};

enum class Dialect {
  search,  // every attribute, every comparison
  filter,  // status, id, lastUpdated, profile.login/email/firstName/lastName; eq, and dates compared
  group_search,  // documented: sw and eq on everything, co on name and description; dates compared
  group_filter,  // documented: id, type, lastUpdated, lastMembershipUpdated
  app_filter,    // documented: one comparison with eq
  log_filter     // documented: everything
};

// Throws E0000031 for anything that is not such an expression.
Criteria parse_criteria(std::string_view text, Dialect dialect);

// All values of an attribute: none when it is absent, several for a list.
using Values = std::function<std::vector<std::string>(std::string_view attribute)>;

bool matches(const Criteria& criteria, const Values& values_of);
bool matches(const Criteria& criteria, const User& user, const State& state);

// The users an index can name for this expression, all that match being among them; nothing when it
// must be tried on everybody.
std::optional<std::vector<const User*>> candidates(const Criteria& criteria, const State& state);

// An attribute as text, for sorting; times in ISO form, empty when absent.
std::string attribute_text(std::string_view attribute, const User& user, const State& state);

}  // namespace okta_emulator
