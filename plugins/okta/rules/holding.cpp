#include "okta/rules/holding.hpp"

#include <algorithm>

#include "okta/rules/expression.hpp"

namespace okta {
namespace {

template <typename T>
bool contains(const std::vector<T>& list, const T& what) {
  return std::find(list.begin(), list.end(), what) != list.end();
}

bool leaves_out(const GroupRule& rule, const UserId& account, const Groups& its_groups) {
  if (contains(rule.left_out, account)) return true;
  return !rule.groups_left_out.empty() &&
         std::any_of(its_groups.begin(), its_groups.end(),
                     [&](const Group& group) { return contains(rule.groups_left_out, group.id); });
}

}  // namespace

std::vector<const GroupRule*> rules_that_may_hold(const GroupRules& rules, const GroupId& group,
                                                  const UserId& account, const Groups& its_groups) {
  std::vector<const GroupRule*> found;
  for (const GroupRule& rule : rules) {
    if (rule.active && contains(rule.groups, group) && !leaves_out(rule, account, its_groups))
      found.push_back(&rule);
  }
  return found;
}

Holding held_by(Holding::Kind kind, const std::vector<const GroupRule*>& rules) {
  Holding holding{kind};
  for (const GroupRule* rule : rules) {
    holding.rules.push_back(rule->name);
    for (std::string& name : attributes_in(rule->expression)) {
      if (!contains(holding.attributes, name)) holding.attributes.push_back(std::move(name));
    }
    holding.left_out = std::max(holding.left_out, rule->left_out.size());
  }
  return holding;
}

}  // namespace okta
