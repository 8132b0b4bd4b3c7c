// As recorded in 2017 (rec 093), and as the specification has it since.
#include "okta_emulator/rule_json.hpp"

#include <boost/json.hpp>

#include "okta_emulator/access.hpp"

namespace okta_emulator {
namespace json = boost::json;

json::object rule_json(const GroupRule& rule, const State& state) {
  json::object conditions;
  const bool dated = state.organisation.edition->group_rule_dates;
  if (dated) {
    conditions["people"] =
        json::object{{"users", json::object{{"exclude", json::value_from(rule.excluded_users)}}},
                     {"groups", json::object{{"exclude", json::value_from(rule.excluded_groups)}}}};
  }
  conditions["expression"] =
      json::object{{"value", rule.expression.text()}, {"type", "urn:okta:expression:1.0"}};
  json::object result{
      {"type", "group_rule"}, {"id", rule.id}, {"status", rule.status}, {"name", rule.name}};
  if (dated) {
    result["created"] = iso_time(rule.created);
    result["lastUpdated"] = iso_time(rule.last_updated);
  }
  result["conditions"] = std::move(conditions);
  result["actions"] = json::object{
      {"assignUserToGroups", json::object{{"groupIds", json::value_from(rule.groups)}}}};
  if (!dated) result["allGroupsValid"] = rule.status != "INVALID";
  return result;
}

json::array rules_of_membership(State& state, const Group& group, const User& user,
                                const std::string& base) {
  json::array result;
  for (const GroupRule* rule : rules_holding(state, group, user)) {
    result.push_back(json::object{
        {"id", rule->id},
        {"name", rule->name},
        {"status", rule->status},
        {"_links", json::object{{"self", json::object{{"href", base + "/api/v1/groups/rules/" +
                                                                   rule->id}}}}}});
  }
  return result;
}

}  // namespace okta_emulator
