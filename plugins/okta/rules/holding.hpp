// How an account came to be in an ordinary group: by hand, or kept there by group rules. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "okta/model/group.hpp"
#include "okta/model/rule.hpp"

namespace okta {

struct Holding {
  enum class Kind {
    manual,  // no rule keeps it there
    rule,    // these rules do; whoever is taken out by hand is left out by them for good
    untold,  // these rules may, and nobody can tell; without any: nothing is known of the rules
  };
  Kind kind = Kind::untold;
  std::vector<std::string> rules = {};       // names, fit to be shown
  std::vector<std::string> attributes = {};  // of the profile, that they look at; fit to be shown
  std::size_t left_out = 0;                  // people already left out by the fullest of them
};

using Holdings = std::map<GroupId, Holding>;

// The active rules that may keep somebody in this group: they fill it and leave neither the account
// nor a group of it out.
std::vector<const GroupRule*> rules_that_may_hold(const GroupRules& rules, const GroupId& group,
                                                  const UserId& account, const Groups& its_groups);

// Kept there by these, or perhaps.
Holding held_by(Holding::Kind kind, const std::vector<const GroupRule*>& rules);

}  // namespace okta
