// Group rules: lists, making, activating and deleting them. What they do to memberships is in
// access.cpp.
#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "okta_emulator/access.hpp"
#include "okta_emulator/endpoints.hpp"
#include "okta_emulator/paged.hpp"
#include "okta_emulator/rule_json.hpp"
#include "okta_emulator/text.hpp"

namespace okta_emulator::endpoint {
namespace json = boost::json;
namespace {

constexpr std::size_t kRulesPerPage = 50;
constexpr std::size_t kMostRules = 200;

GroupRule& rule_of(Call& call) {
  const auto found = call.state.rules.find(call.captures.at(0));
  if (found == call.state.rules.end()) throw not_found(call.captures.at(0), "GroupRule");
  return found->second;
}

json::object expanded(const Call& call, const GroupRule& rule) {
  json::object result = rule_json(rule, call.state);
  if (call.target.parameter("expand") != "groupIdToGroupNameMap") return result;
  json::object names;
  for (const std::string& id : rule.groups) {
    if (const Group* group = call.state.find_group(id)) names[id] = group->name;
  }
  result["_embedded"] = json::object{{"groupIdToGroupNameMap", std::move(names)}};
  return result;
}

// The value at a path of names; nullptr when something is missing on the way.
const json::value* at_path(const json::object& body, std::initializer_list<std::string_view> path) {
  const json::object* here = &body;
  const json::value* found = nullptr;
  for (const std::string_view name : path) {
    if (here == nullptr) return nullptr;
    found = here->if_contains(name);
    here = found == nullptr ? nullptr : found->if_object();
  }
  return found;
}

std::vector<std::string> ids_at(const json::object& body,
                                std::initializer_list<std::string_view> path) {
  std::vector<std::string> ids;
  const json::value* list = at_path(body, path);
  if (list == nullptr) return ids;
  if (!list->is_array()) throw Problem("E0000003");
  for (const json::value& id : list->get_array()) {
    if (!id.is_string()) throw Problem("E0000003");
    ids.emplace_back(id.get_string());
  }
  return ids;
}

std::string text_at(const json::object& body, std::initializer_list<std::string_view> path) {
  const json::value* text = at_path(body, path);
  return text != nullptr && text->is_string() ? std::string(text->get_string()) : std::string();
}

// The summary "validateRule" is reported (articulate/terraform-provider-okta #148); causes inferred.
RuleExpression read_expression(const json::object& body) {
  const std::string text = text_at(body, {"conditions", "expression", "value"});
  if (text.empty()) throw invalid("validateRule", "expression: The field cannot be left blank");
  try {
    return RuleExpression(text);
  } catch (const std::invalid_argument& error) {
    throw invalid("validateRule", error.what());
  }
}

void check_groups(const Call& call, const GroupRule& rule) {
  if (rule.groups.empty()) {
    throw invalid("validateRule", "groupIds: The field cannot be left blank");
  }
  for (const std::string& id : rule.groups) {
    const Group* group = call.state.find_group(id);
    if (group == nullptr) {  // the specification knows no 404 here
      throw invalid("validateRule", "groupIds: There is no group " + id + ".");
    }
    if (group->type != "OKTA_GROUP") {
      throw invalid("validateRule", "groupIds: Rules fill groups of type OKTA_GROUP only.");
    }
  }
}

void mark_everybody(State& state) {
  for (const auto& [id, user] : state.users()) state.mark(user);
}

// Inferred: those whom no other rule holds stay in the groups, as if added by hand.
void release(State& state, const GroupRule& rule, bool remove) {
  for (const std::string& id : rule.groups) {
    Group* group = state.find_group(id);
    if (group == nullptr) continue;
    for (const std::string& member : std::set<std::string>(group->by_rule)) {
      User* user = state.user_by_id(member);
      if (user == nullptr || !rules_holding(state, *group, *user).empty()) continue;
      group->by_rule.erase(member);
      if (remove) state.leave(*group, *user);
    }
  }
}

}  // namespace

Answer list_rules(Call& call) {
  const std::string keyword(call.target.parameter("search").value_or(""));
  std::vector<const GroupRule*> rules;
  for (const auto& [id, rule] : call.state.rules) {
    if (contains_text(rule.name, keyword)) rules.push_back(&rule);
  }
  return paged(
      call, read_page(call, kRulesPerPage, kMostRules), rules,
      [](const GroupRule* rule) { return rule->id; },
      [&](const GroupRule* rule) { return expanded(call, *rule); }, {"search"});
}

Answer get_rule(Call& call) { return json_answer(expanded(call, rule_of(call))); }

Answer create_rule(Call& call) {
  const json::object body = call.body();
  GroupRule rule;
  rule.name = text_at(body, {"name"});
  if (rule.name.empty()) throw invalid("name", "name: The field cannot be left blank");
  rule.expression = read_expression(body);
  rule.groups = ids_at(body, {"actions", "assignUserToGroups", "groupIds"});
  rule.excluded_users = ids_at(body, {"conditions", "people", "users", "exclude"});
  rule.excluded_groups = ids_at(body, {"conditions", "people", "groups", "exclude"});
  check_groups(call, rule);
  if (rule.excluded_users.size() > kMostExclusions) {
    throw invalid("conditions.people.users.exclude", "At most 100 users can be excluded.");
  }
  for (const auto& [id, other] : call.state.rules) {
    if (!same_text(other.name, rule.name)) continue;
    throw invalid("name",
                  "name: An object with this field already exists in the current organization");
  }
  rule.id = call.state.ids.object("0pr");
  rule.created = rule.last_updated = call.now;
  call.targets.push_back(target_of(rule));
  const std::string id = rule.id;
  return json_answer(
      rule_json(call.state.rules.emplace(id, std::move(rule)).first->second, call.state));
}

// A rule one of whose groups is gone can only be read or deleted (reported:
// okta/terraform-provider-okta #250; the code is inferred from the statuses of the specification).
Answer activate_rule(Call& call) {
  GroupRule& rule = rule_of(call);
  if (rule.status == "INVALID") {
    throw Problem("E0000038");
  }
  rule.status = "ACTIVE";
  rule.last_updated = call.now;
  mark_everybody(call.state);
  return no_content();
}

Answer deactivate_rule(Call& call) {
  GroupRule& rule = rule_of(call);
  if (rule.status == "ACTIVE") {
    rule.status = "INACTIVE";
    rule.last_updated = call.now;
    release(call.state, rule, false);
  }
  return no_content();
}

// 202 in the specification: the removal of users goes on afterwards; here it is done at once.
Answer delete_rule(Call& call) {
  GroupRule& rule = rule_of(call);
  const bool remove = call.flag("removeUsers", false);
  rule.status = "INACTIVE";
  release(call.state, rule, remove);
  call.state.rules.erase(call.state.rules.find(call.captures.at(0)));
  Answer answer;
  answer.status = 202;
  return answer;
}

}  // namespace okta_emulator::endpoint
