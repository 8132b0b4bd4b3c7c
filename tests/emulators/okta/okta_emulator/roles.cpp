// Administrator roles of users and groups; a user also has those of his groups.
#include <algorithm>
#include <boost/json.hpp>

#include "okta_emulator/endpoints.hpp"
#include "okta_emulator/role_id.hpp"
#include "okta_emulator/user_json.hpp"

namespace okta_emulator::endpoint {
namespace json = boost::json;
namespace {

void append_roles(json::array& body, const std::vector<Role>& roles, std::string_view assignment,
                  const std::string& assignee) {
  for (const Role& role : roles) body.push_back(role_json(role, assignment, assignee));
}

const Role& assign(Call& call, std::vector<Role>& roles) {
  const json::object body = call.body();
  const json::value* type = body.if_contains("type");
  if (type == nullptr || !type->is_string()) {
    throw invalid("type", "type: The field cannot be left blank");
  }
  const std::string name(type->get_string());
  const auto kind = tables().roles.find(name);
  if (kind == tables().roles.end()) throw invalid("type", "type: No such role type.");
  for (const Role& role : roles) {
    if (role.type == name) throw Problem("E0000090");
  }
  Role role;
  role.id = role_id(name, call.state.ids);
  role.type = name;
  role.label = kind->second.label;
  role.created = role.last_updated = call.now;
  return roles.emplace_back(std::move(role));
}

void unassign(Call& call, std::vector<Role>& roles) {
  const std::string& id = call.captures.at(1);
  if (std::erase_if(roles, [&](const Role& role) { return role.id == id; }) == 0) {
    throw not_found(id, "RoleAssignment");
  }
}

std::string user_url(const Call& call, const User& user) {
  return call.base + "/api/v1/users/" + user.id;
}

std::string group_url(const Call& call, const Group& group) {
  return call.base + "/api/v1/groups/" + group.id;
}

}  // namespace

Answer list_user_roles(Call& call) {
  const User& user = call.user();
  json::array body;
  append_roles(body, user.roles, "USER", user_url(call, user));
  for (const Group* group : call.state.groups_of(user)) {
    append_roles(body, group->roles, "GROUP", user_url(call, user));
  }
  return json_answer(body);
}

Answer assign_user_role(Call& call) {
  User& user = call.user();
  return json_answer(role_json(assign(call, user.roles), "USER", user_url(call, user)), 201);
}

Answer unassign_user_role(Call& call) {
  unassign(call, call.user().roles);
  return no_content();
}

Answer list_group_roles(Call& call) {
  const Group& group = call.group();
  json::array body;
  append_roles(body, group.roles, "GROUP", group_url(call, group));
  return json_answer(body);
}

// Okta's catalogue: neither the group of everyone nor one that a rule fills may carry roles.
Answer assign_group_role(Call& call) {
  Group& group = call.group();
  if (group.type == "BUILT_IN") throw Problem("E0000211", group.name);
  for (const auto& [id, rule] : call.state.rules) {
    const auto& filled = rule.groups;
    if (std::find(filled.begin(), filled.end(), group.id) != filled.end()) {
      throw Problem("E0000192", rule.name);
    }
  }
  return json_answer(role_json(assign(call, group.roles), "GROUP", group_url(call, group)), 201);
}

Answer unassign_group_role(Call& call) {
  unassign(call, call.group().roles);
  return no_content();
}

}  // namespace okta_emulator::endpoint
