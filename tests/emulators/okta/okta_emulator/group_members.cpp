// Who is in a group: lists, joining and leaving, and the rules that hold somebody there.
#include <algorithm>
#include <boost/json.hpp>

#include "okta_emulator/access.hpp"
#include "okta_emulator/endpoints.hpp"
#include "okta_emulator/paged.hpp"
#include "okta_emulator/rule_json.hpp"
#include "okta_emulator/user_json.hpp"

namespace okta_emulator::endpoint {
namespace json = boost::json;
namespace {

constexpr std::size_t kMembersPerPage = 1000;

// Documented: only a super administrator gives somebody the roles of a group.
void check_may_fill(const Call& call, const Group& group) {
  if (!group.roles.empty() && !call.may(Capability::admins_manage)) throw Problem("E0000006");
}

// Removing by hand what an active rule holds excludes the person from that rule for good; a rule has
// room for 100 (documented; the code of the refusal is inferred from the statuses of the
// specification).
void exclude_from_rules(Call& call, const Group& group, const User& user) {
  const auto holding = rules_holding(call.state, group, user);
  for (const GroupRule* rule : holding) {
    if (rule->excluded_users.size() < kMostExclusions) continue;
    throw Problem("E0000006");
  }
  for (GroupRule* rule : holding) {
    rule->excluded_users.push_back(user.id);
    rule->last_updated = call.now;
    log_system(call.state, call.instant, "group.user_membership.rule.add_exclusion",
               {target_of(user), target_of(*rule)});
  }
}

json::object member_json(const Call& call, const Group& group, const User& user) {
  json::object result = listed_user_json(user, call.state, call.base);
  if (call.target.parameter("expand") != "group-rules") return result;
  if (!call.state.organisation.membership_rules) return result;
  result["_embedded"] =
      json::object{{"groupRules", rules_of_membership(call.state, group, user, call.base)}};
  return result;
}

}  // namespace

Answer list_group_members(Call& call) {
  const Group& group = call.group();
  const Page page = read_page(call, kMembersPerPage, kMembersPerPage);
  if (group.type == "BUILT_IN") {
    return paged(
        call, page, call.state.users(), [](const auto& entry) { return entry.first; },
        [&](const auto& entry) { return member_json(call, group, entry.second); }, {});
  }
  return paged(
      call, page, group.members, [](const auto& id) { return id; },
      [&](const auto& id) { return member_json(call, group, *call.state.user_by_id(id)); }, {});
}

Answer add_group_member(Call& call) {
  Group& group = call.group();
  User& user = call.user(1);
  if (group.type != "OKTA_GROUP") throw Problem("E0000060");  // reported for Everyone
  check_may_fill(call, group);
  group.by_rule.erase(user.id);
  if (group.members.contains(user.id)) {
    call.unchanged = true;
    return no_content();
  }
  call.state.join(group, user);
  group.last_membership_updated = call.now;
  return no_content();
}

Answer remove_group_member(Call& call) {
  Group& group = call.group();
  User& user = call.user(1);
  if (group.type != "OKTA_GROUP") throw Problem("E0000006");  // reported for Everyone and imported
  check_may_fill(call, group);
  if (!group.members.contains(user.id)) {
    call.unchanged = true;
    return no_content();
  }
  exclude_from_rules(call, group, user);
  call.state.leave(group, user);
  group.last_membership_updated = call.now;
  return no_content();
}

// The rules that put this member there (release 2026.06; the path is in the specification, without
// an operation: the answer's form is inferred). Organisations without it answer E0000015.
Answer list_membership_rules(Call& call) {
  const Group& group = call.group();
  const User& user = call.user(1);
  if (!call.state.organisation.membership_rules) throw Problem("E0000015");
  if (!is_member(group, user)) throw not_found(user.id, "User");
  return json_answer(rules_of_membership(call.state, group, user, call.base));
}

}  // namespace okta_emulator::endpoint
