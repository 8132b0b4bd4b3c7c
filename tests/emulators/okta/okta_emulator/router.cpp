#include "okta_emulator/router.hpp"

#include <algorithm>
#include <map>

#include "okta_emulator/endpoints.hpp"

namespace okta_emulator {
namespace {

using enum Capability;

std::vector<Route> all_routes() {
  using namespace endpoint;  // NOLINT: the table below is all this function says
  return {
      {"GET", "/.well-known/okta-organization", none, well_known, true},
      {"GET", "/api/v1/org", org_read, get_org},
      {"GET", "/api/v1/api-tokens", tokens_read, list_tokens},
      {"GET", "/api/v1/api-tokens/*", tokens_read, get_token},
      {"GET", "/api/v1/principal-rate-limits", tokens_read, list_principal_limits},
      {"POST", "/api/v1/sessions", none, create_session},
      {"GET", "/api/v1/users", users_read, list_users},
      {"POST", "/api/v1/users", users_manage, create_user, false, "user.lifecycle.create"},
      {"GET", "/api/v1/users/me", none, get_user},
      {"GET", "/api/v1/users/*", users_read, get_user},
      {"POST", "/api/v1/users/*", users_manage, update_user, false, "user.account.update_profile"},
      {"PUT", "/api/v1/users/*", users_manage, replace_user, false, "user.account.update_profile"},
      {"DELETE", "/api/v1/users/*", users_lifecycle, delete_user, false,
       "user.lifecycle.delete.initiated"},
      {"POST", "/api/v1/users/*/lifecycle/activate", users_lifecycle, activate, false,
       "user.lifecycle.activate"},
      {"POST", "/api/v1/users/*/lifecycle/deactivate", users_lifecycle, deactivate, false,
       "user.lifecycle.deactivate"},
      {"POST", "/api/v1/users/*/lifecycle/reactivate", users_lifecycle, reactivate, false,
       "user.lifecycle.reactivate"},
      {"POST", "/api/v1/users/*/lifecycle/suspend", users_lifecycle, suspend, false,
       "user.lifecycle.suspend"},
      {"POST", "/api/v1/users/*/lifecycle/unsuspend", users_lifecycle, unsuspend, false,
       "user.lifecycle.unsuspend"},
      {"POST", "/api/v1/users/*/lifecycle/unlock", users_password, unlock, false,
       "user.account.unlock_by_admin"},
      {"POST", "/api/v1/users/*/lifecycle/reset_password", users_password, reset_password, false,
       "user.account.reset_password"},
      {"POST", "/api/v1/users/*/lifecycle/expire_password", users_password, expire_password, false,
       "user.account.expire_password"},
      {"POST", "/api/v1/users/*/lifecycle/expire_password_with_temp_password", users_password,
       expire_password_with_temp_password, false, "user.account.expire_password"},
      {"POST", "/api/v1/users/*/lifecycle/reset_factors", users_factors, reset_factors, false,
       "user.mfa.factor.reset_all"},
      {"DELETE", "/api/v1/users/*/sessions", users_sessions, clear_sessions, false,
       "user.session.clear"},
      {"GET", "/api/v1/users/*/factors", users_read, list_factors},
      {"POST", "/api/v1/users/*/factors", users_factors, enroll_factor},
      {"GET", "/api/v1/users/*/factors/*", users_read, get_factor},
      {"DELETE", "/api/v1/users/*/factors/*", users_factors, delete_factor, false,
       "user.mfa.factor.deactivate"},
      {"POST", "/api/v1/users/*/factors/*/lifecycle/activate", users_factors, activate_factor,
       false, "user.mfa.factor.activate"},
      {"GET", "/api/v1/users/*/roles", roles_read, list_user_roles},
      {"POST", "/api/v1/users/*/roles", roles_manage, assign_user_role, false,
       "user.account.privilege.grant"},
      {"DELETE", "/api/v1/users/*/roles/*", roles_manage, unassign_user_role, false,
       "user.account.privilege.revoke"},
      {"GET", "/api/v1/users/*/groups", groups_read, list_user_groups},
      {"GET", "/api/v1/users/*/appLinks", users_read, list_app_links},
      {"GET", "/api/v1/users/*/blocks", users_read, list_user_blocks},
      {"POST", "/api/v1/users/*/factors/*/verify", users_factors, verify_factor, false,
       "system.push.send_factor_verify_push"},
      {"POST", "/api/v1/users/*/factors/*/resend", users_factors, resend_factor},
      {"GET", "/api/v1/users/*/factors/*/transactions/*", users_read, poll_push},
      {"DELETE", "/api/v1/users/*/factors/*/transactions/*", users_factors, cancel_push},
      {"GET", "/api/v1/groups", groups_read, list_groups},
      {"POST", "/api/v1/groups", groups_create, create_group, false, "group.lifecycle.create"},
      {"GET", "/api/v1/groups/rules", rules_read, list_rules},
      {"POST", "/api/v1/groups/rules", rules_manage, create_rule, false, "policy.rule.add"},
      {"GET", "/api/v1/groups/rules/*", rules_read, get_rule},
      {"DELETE", "/api/v1/groups/rules/*", rules_manage, delete_rule, false, "policy.rule.delete"},
      {"POST", "/api/v1/groups/rules/*/lifecycle/activate", rules_manage, activate_rule, false,
       "policy.rule.activate"},
      {"POST", "/api/v1/groups/rules/*/lifecycle/deactivate", rules_manage, deactivate_rule, false,
       "group.user_membership.rule.deactivated"},
      {"GET", "/api/v1/groups/*", groups_read, get_group},
      {"PUT", "/api/v1/groups/*", groups_create, replace_group, false, "group.profile.update"},
      {"DELETE", "/api/v1/groups/*", groups_create, delete_group, false, "group.lifecycle.delete"},
      {"GET", "/api/v1/groups/*/apps", groups_read, list_group_apps},
      {"GET", "/api/v1/groups/*/users/*/group-rules", groups_read, list_membership_rules},
      {"GET", "/api/v1/groups/*/users", groups_read, list_group_members},
      {"PUT", "/api/v1/groups/*/users/*", groups_manage, add_group_member, false,
       "group.user_membership.add"},
      {"DELETE", "/api/v1/groups/*/users/*", groups_manage, remove_group_member, false,
       "group.user_membership.remove"},
      {"GET", "/api/v1/groups/*/roles", roles_read, list_group_roles},
      {"POST", "/api/v1/groups/*/roles", roles_manage, assign_group_role, false,
       "group.privilege.grant"},
      {"DELETE", "/api/v1/groups/*/roles/*", roles_manage, unassign_group_role, false,
       "group.privilege.revoke"},
      // A list of apps is empty, not refused, for a token that may not see them.
      {"GET", "/api/v1/apps", none, list_apps},
      {"POST", "/api/v1/apps", apps_manage, create_app, false, "application.lifecycle.create"},
      {"GET", "/api/v1/apps/*", apps_read, get_app},
      {"DELETE", "/api/v1/apps/*", apps_manage, delete_app, false, "application.lifecycle.delete"},
      {"POST", "/api/v1/apps/*/lifecycle/activate", apps_manage, activate_app, false,
       "application.lifecycle.activate"},
      {"POST", "/api/v1/apps/*/lifecycle/deactivate", apps_manage, deactivate_app, false,
       "application.lifecycle.deactivate"},
      {"GET", "/api/v1/apps/*/users", apps_read, list_app_users},
      {"POST", "/api/v1/apps/*/users", apps_assign, assign_app_user, false,
       "application.user_membership.add"},
      {"GET", "/api/v1/apps/*/users/*", apps_read, get_app_user},
      {"POST", "/api/v1/apps/*/users/*", apps_assign, update_app_user, false,
       "application.user_membership.update"},
      {"DELETE", "/api/v1/apps/*/users/*", apps_assign, unassign_app_user, false,
       "application.user_membership.remove"},
      {"GET", "/api/v1/apps/*/tokens", apps_read, list_app_tokens},
      {"GET", "/api/v1/apps/*/groups", apps_read, list_app_groups},
      {"GET", "/api/v1/apps/*/groups/*", apps_read, get_app_group},
      {"PUT", "/api/v1/apps/*/groups/*", apps_assign, assign_app_group, false,
       "group.application_assignment.add"},
      {"DELETE", "/api/v1/apps/*/groups/*", apps_assign, unassign_app_group, false,
       "group.application_assignment.remove"},
      {"GET", "/api/v1/meta/schemas/apps/*/default", apps_read, get_app_schema},
      {"GET", "/api/v1/logs", logs_read, list_logs},
  };
}

// What stands between the first slash of the pattern and the next; the pattern goes on behind it.
std::string_view take_segment(std::string_view& pattern) {
  pattern.remove_prefix(1);
  const std::string_view segment = pattern.substr(0, pattern.find('/'));
  pattern.remove_prefix(segment.size());
  return segment;
}

bool is_captured(std::string_view expected, std::string_view segment) {
  return expected == "*" && !segment.empty();
}

// The pattern has as many segments.
bool fits(std::string_view pattern, const std::vector<std::string>& segments) {
  return std::all_of(segments.begin(), segments.end(), [&](const std::string& segment) {
    const std::string_view expected = take_segment(pattern);
    return expected == segment || is_captured(expected, segment);
  });
}

std::vector<std::string> captures_of(std::string_view pattern,
                                     const std::vector<std::string>& segments) {
  if (pattern.ends_with("/me")) return {"me"};
  std::vector<std::string> captures;
  for (const std::string& segment : segments)
    if (is_captured(take_segment(pattern), segment)) captures.push_back(segment);
  return captures;
}

using RoutesByLength = std::map<std::size_t, std::vector<const Route*>>;

RoutesByLength routes_by_length() {
  RoutesByLength sorted;
  for (const Route& route : routes()) {
    const auto slashes = std::count(route.path.begin(), route.path.end(), '/');
    sorted[static_cast<std::size_t>(slashes)].push_back(&route);
  }
  return sorted;
}

}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> table = all_routes();
  return table;
}

Match find_route(std::string_view method, const std::vector<std::string>& segments) {
  static const RoutesByLength sorted = routes_by_length();
  Match match;
  const auto candidates = sorted.find(segments.size());
  if (candidates == sorted.end()) return match;
  for (const Route* route : candidates->second) {
    if (!fits(route->path, segments)) continue;
    match.path_known = true;
    if (route->method != method) continue;
    match.route = route;
    match.captures = captures_of(route->path, segments);
    return match;
  }
  return match;
}

}  // namespace okta_emulator
