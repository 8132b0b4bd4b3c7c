#include "okta_emulator/access.hpp"

#include <algorithm>
#include <utility>

#include "okta_emulator/system_log.hpp"

namespace okta_emulator {
namespace {

// A rule may look at groups that other rules fill; a circle of rules ends here.
constexpr int kMostRounds = 8;

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// Inferred: rules leave deactivated people as they are.
void apply_rules(State& state, User& user, Time now) {
  if (user.status == Status::deprovisioned) return;
  std::set<std::string> held;
  std::set<std::string> targets;
  for (const auto& [id, rule] : state.rules) {
    if (rule.status != "ACTIVE") continue;
    targets.insert(rule.groups.begin(), rule.groups.end());
    if (rule_fits(state, rule, user)) held.insert(rule.groups.begin(), rule.groups.end());
  }
  for (const std::string& id : targets) {
    Group* group = state.find_group(id);
    if (group == nullptr || group->type != "OKTA_GROUP") continue;
    const bool inside = group->members.contains(user.id);
    if (held.contains(id) && !inside) {
      state.join(*group, user);
      group->by_rule.insert(user.id);
      group->last_membership_updated = now;
      log_system(state, now, "group.user_membership.add", {target_of(user), target_of(*group)});
    } else if (!held.contains(id) && inside && group->by_rule.contains(user.id)) {
      state.leave(*group, user);
      group->last_membership_updated = now;
      log_system(state, now, "group.user_membership.remove", {target_of(user), target_of(*group)});
    }
  }
}

AppUser fresh_app_user(State& state, const App& app, const User& user, Time now) {
  AppUser made;
  made.id = state.ids.object("0ua");
  made.user = user.id;
  made.created = made.last_updated = now;
  made.user_name = user.login();
  if (app.provisions()) made.external_id = state.ids.object("005");
  return made;
}

// Documented: deactivation takes every application away; nothing but groups brings one back.
void apply_app(State& state, App& app, const User& user, Time now) {
  const auto held = app.users.find(user.id);
  const bool gone = user.status == Status::deprovisioned;
  const AppGroup* grants = gone ? nullptr : granting_group(state, app, user);
  const bool implicit = app.implicit && !gone && grants == nullptr;
  if (held != app.users.end() && held->second.direct() && !gone) return;
  if (grants == nullptr && !implicit) {
    if (held != app.users.end()) app.users.erase(held);
    return;
  }
  const std::string group = grants == nullptr ? std::string() : grants->group;
  if (held == app.users.end()) {
    AppUser made = fresh_app_user(state, app, user, now);
    made.group = group;
    made.implicit = implicit;
    if (grants != nullptr) made.profile = grants->profile;
    app.users.emplace(user.id, std::move(made));
  } else if (held->second.group != group || held->second.implicit != implicit) {
    held->second.group = group;
    held->second.implicit = implicit;
    held->second.last_updated = now;
  }
}

void forget(State& state, const std::string& user) {
  for (auto& [id, app] : state.apps) app.users.erase(user);
  for (const auto& [id, group] : state.groups()) state.find_group(id)->by_rule.erase(user);
}

}  // namespace

bool is_member(const Group& group, const User& user) {
  return group.type == "BUILT_IN" || group.members.contains(user.id);
}

bool rule_fits(const State& state, const GroupRule& rule, const User& user) {
  if (contains(rule.excluded_users, user.id)) return false;
  for (const std::string& id : rule.excluded_groups) {
    if (user.groups.contains(id)) return false;
  }
  const RuleSubject subject{
      user.profile, [&](std::string_view id) { return user.groups.contains(std::string(id)); },
      [&] {
        std::vector<std::string> names;
        for (const std::string& id : user.groups) names.push_back(state.find_group(id)->name);
        return names;
      }};
  return rule.expression.matches(subject);
}

std::vector<GroupRule*> rules_holding(State& state, const Group& group, const User& user) {
  std::vector<GroupRule*> holding;
  for (auto& [id, rule] : state.rules) {
    if (rule.status == "ACTIVE" && contains(rule.groups, group.id) &&
        rule_fits(state, rule, user)) {
      holding.push_back(&rule);
    }
  }
  return holding;
}

const AppGroup* granting_group(const State& state, const App& app, const User& user) {
  for (const AppGroup& entry : app.groups) {
    const Group* group = state.find_group(entry.group);
    if (group != nullptr && is_member(*group, user)) return &entry;
  }
  return nullptr;
}

void settle_access(State& state, Time now) {
  std::set<std::string> concerned;
  for (int round = 0; round < kMostRounds && !state.marked.empty(); ++round) {
    const std::set<std::string> now_marked = std::exchange(state.marked, {});
    for (const std::string& id : now_marked) {
      if (User* user = state.user_by_id(id)) apply_rules(state, *user, now);
      concerned.insert(id);
    }
  }
  state.marked.clear();
  for (const std::string& id : concerned) {
    if (const User* user = state.user_by_id(id)) {
      for (auto& [app_id, app] : state.apps) apply_app(state, app, *user, now);
    } else {
      forget(state, id);
    }
  }
}

}  // namespace okta_emulator
