// Every endpoint the organisation has; router.cpp says at which path each one lives and what it
// needs.
#pragma once

#include "okta_emulator/call.hpp"

namespace okta_emulator::endpoint {

// users.cpp
Answer get_user(Call& call);
Answer create_user(Call& call);
Answer update_user(Call& call);   // POST: only what is given
Answer replace_user(Call& call);  // PUT: everything
Answer delete_user(Call& call);
Answer list_user_blocks(Call& call);
// user_list.cpp
Answer list_users(Call& call);
// lifecycle.cpp
Answer activate(Call& call);
Answer deactivate(Call& call);
Answer reactivate(Call& call);
Answer suspend(Call& call);
Answer unsuspend(Call& call);
Answer unlock(Call& call);
Answer reset_password(Call& call);
Answer expire_password(Call& call);
Answer expire_password_with_temp_password(Call& call);
Answer reset_factors(Call& call);
Answer clear_sessions(Call& call);
// factors.cpp
Answer list_factors(Call& call);
Answer get_factor(Call& call);
Answer enroll_factor(Call& call);
Answer activate_factor(Call& call);
Answer delete_factor(Call& call);
// roles.cpp
Answer list_user_roles(Call& call);
Answer assign_user_role(Call& call);
Answer unassign_user_role(Call& call);
Answer list_group_roles(Call& call);
Answer assign_group_role(Call& call);
Answer unassign_group_role(Call& call);
// groups.cpp
Answer list_user_groups(Call& call);
Answer list_groups(Call& call);
Answer get_group(Call& call);
Answer create_group(Call& call);
Answer replace_group(Call& call);
Answer delete_group(Call& call);
// group_members.cpp
Answer list_group_members(Call& call);
Answer add_group_member(Call& call);
Answer remove_group_member(Call& call);
Answer list_membership_rules(Call& call);
// rules.cpp
Answer list_rules(Call& call);
Answer get_rule(Call& call);
Answer create_rule(Call& call);
Answer activate_rule(Call& call);
Answer deactivate_rule(Call& call);
Answer delete_rule(Call& call);
// apps.cpp
Answer list_apps(Call& call);
Answer list_group_apps(Call& call);
Answer get_app(Call& call);
Answer create_app(Call& call);
Answer activate_app(Call& call);
Answer deactivate_app(Call& call);
Answer delete_app(Call& call);
Answer list_app_tokens(Call& call);
// app_users.cpp
Answer list_app_users(Call& call);
Answer get_app_user(Call& call);
Answer assign_app_user(Call& call);
Answer update_app_user(Call& call);
Answer unassign_app_user(Call& call);
Answer list_app_links(Call& call);
// app_schema.cpp
Answer get_app_schema(Call& call);
// app_groups.cpp
Answer list_app_groups(Call& call);
Answer get_app_group(Call& call);
Answer assign_app_group(Call& call);
Answer unassign_app_group(Call& call);
// logs.cpp
Answer list_logs(Call& call);
// push_verify.cpp
Answer verify_factor(Call& call);
Answer poll_push(Call& call);
Answer cancel_push(Call& call);
Answer resend_factor(Call& call);
// org.cpp
Answer well_known(Call& call);
Answer get_org(Call& call);
Answer list_tokens(Call& call);
Answer get_token(Call& call);
Answer list_principal_limits(Call& call);
Answer create_session(Call& call);

}  // namespace okta_emulator::endpoint
