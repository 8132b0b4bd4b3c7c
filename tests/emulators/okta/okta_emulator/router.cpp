#include "okta_emulator/router.hpp"

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
      {"POST", "/api/v1/sessions", none, create_session},
      {"GET", "/api/v1/users", users_read, list_users},
      {"POST", "/api/v1/users", users_manage, create_user},
      {"GET", "/api/v1/users/me", none, get_user},
      {"GET", "/api/v1/users/*", users_read, get_user},
      {"POST", "/api/v1/users/*", users_manage, update_user},
      {"PUT", "/api/v1/users/*", users_manage, replace_user},
      {"DELETE", "/api/v1/users/*", users_lifecycle, delete_user},
      {"POST", "/api/v1/users/*/lifecycle/activate", users_lifecycle, activate},
      {"POST", "/api/v1/users/*/lifecycle/deactivate", users_lifecycle, deactivate},
      {"POST", "/api/v1/users/*/lifecycle/reactivate", users_lifecycle, reactivate},
      {"POST", "/api/v1/users/*/lifecycle/suspend", users_lifecycle, suspend},
      {"POST", "/api/v1/users/*/lifecycle/unsuspend", users_lifecycle, unsuspend},
      {"POST", "/api/v1/users/*/lifecycle/unlock", users_password, unlock},
      {"POST", "/api/v1/users/*/lifecycle/reset_password", users_password, reset_password},
      {"POST", "/api/v1/users/*/lifecycle/expire_password", users_password, expire_password},
      {"POST", "/api/v1/users/*/lifecycle/expire_password_with_temp_password", users_password,
       expire_password_with_temp_password},
      {"POST", "/api/v1/users/*/lifecycle/reset_factors", users_factors, reset_factors},
      {"DELETE", "/api/v1/users/*/sessions", users_sessions, clear_sessions},
      {"GET", "/api/v1/users/*/factors", users_read, list_factors},
      {"POST", "/api/v1/users/*/factors", users_factors, enroll_factor},
      {"GET", "/api/v1/users/*/factors/*", users_read, get_factor},
      {"DELETE", "/api/v1/users/*/factors/*", users_factors, delete_factor},
      {"POST", "/api/v1/users/*/factors/*/lifecycle/activate", users_factors, activate_factor},
      {"GET", "/api/v1/users/*/roles", roles_read, list_user_roles},
      {"POST", "/api/v1/users/*/roles", roles_manage, assign_user_role},
      {"DELETE", "/api/v1/users/*/roles/*", roles_manage, unassign_user_role},
      {"GET", "/api/v1/users/*/groups", groups_read, list_user_groups},
      {"GET", "/api/v1/groups", groups_read, list_groups},
      {"GET", "/api/v1/groups/*", groups_read, get_group},
      {"GET", "/api/v1/groups/*/users", groups_read, list_group_members},
      {"PUT", "/api/v1/groups/*/users/*", groups_manage, add_group_member},
      {"DELETE", "/api/v1/groups/*/users/*", groups_manage, remove_group_member},
      {"GET", "/api/v1/groups/*/roles", roles_read, list_group_roles},
      {"POST", "/api/v1/groups/*/roles", roles_manage, assign_group_role},
      {"DELETE", "/api/v1/groups/*/roles/*", roles_manage, unassign_group_role},
  };
}

bool fits(std::string_view pattern, const std::vector<std::string>& segments,
          std::vector<std::string>& captures) {
  captures.clear();
  for (const std::string& segment : segments) {
    if (pattern.empty()) return false;
    pattern.remove_prefix(1);
    const std::string_view expected = pattern.substr(0, pattern.find('/'));
    pattern.remove_prefix(expected.size());
    if (expected == "*" && !segment.empty()) {
      captures.push_back(segment);
    } else if (expected != segment) {
      return false;
    }
  }
  return pattern.empty();
}

}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> table = all_routes();
  return table;
}

Match find_route(std::string_view method, const std::vector<std::string>& segments) {
  Match match;
  std::vector<std::string> captures;
  for (const Route& route : routes()) {
    if (!fits(route.path, segments, captures)) continue;
    match.path_known = true;
    if (route.method != method) continue;
    match.route = &route;
    if (route.path.ends_with("/me")) captures = {"me"};
    match.captures = captures;
    return match;
  }
  return match;
}

}  // namespace okta_emulator
