// A group rule: whom its expression fits, it holds in its groups. Parsed once, asked often.
#pragma once

#include <string>
#include <vector>

#include "okta_emulator/clock.hpp"
#include "okta_emulator/rule_expression.hpp"

namespace okta_emulator {

inline constexpr std::size_t kMostExclusions = 100;  // documented

struct GroupRule {
  std::string id;
  std::string name;
  std::string status = "INACTIVE";  // ACTIVE, INVALID (a group of it is gone)
  RuleExpression expression;
  std::vector<std::string> groups;           // ids it assigns to
  std::vector<std::string> excluded_users;   // ids
  std::vector<std::string> excluded_groups;  // ids
  Time created;
  Time last_updated;
};

}  // namespace okta_emulator
