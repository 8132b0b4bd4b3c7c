// A group rule: whom its expression fits, it keeps in its groups, except those it leaves out.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <vector>

#include "okta/model/ids.hpp"

namespace okta {

// Documented: a rule leaves out at most so many people, and somebody who is removed by hand becomes
// one of them.
inline constexpr std::size_t kMostLeftOut = 100;

struct GroupRule {
  RuleId id;
  std::string name = {};                      // fit to be shown
  bool active = false;                        // only an active one keeps anybody anywhere
  std::vector<GroupId> groups = {};           // that it fills
  std::vector<UserId> left_out = {};          // people
  std::vector<GroupId> groups_left_out = {};  // whose members are left out
  std::string expression = {};                // in Okta's language, as Okta wrote it

  // Throws Failure for an answer that is no rule.
  static GroupRule read(const boost::json::value& value);
};

using GroupRules = std::vector<GroupRule>;

// A rule that keeps one account in one group, as the answer about that membership names it.
struct HoldingRule {
  RuleId id;
  std::string name = {};  // fit to be shown
  bool active = true;

  // Throws Failure for an answer that is no rule.
  static HoldingRule read(const boost::json::value& value);
};

}  // namespace okta
