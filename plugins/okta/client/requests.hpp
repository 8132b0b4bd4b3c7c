// Every request that this plugin can send, and nothing else: method, path template, query, rate
// budget.
#pragma once

#include <chrono>
#include <string_view>

#include "http/request.hpp"
#include "okta/model/ids.hpp"

namespace okta::requests {

back::http::Request user(const UserId& id);
back::http::Request factors(const UserId& id);
back::http::Request roles(const UserId& id);
back::http::Request groups_of(const UserId& id);
back::http::Request apps_of(const UserId& id);  // each app with how the account has it
// The latest entries that the account did or that concern it, at most as many as one page holds.
back::http::Request log_of(const UserId& id, std::chrono::sys_seconds since,
                           std::chrono::sys_seconds until);
back::http::Request apps_of_group(const GroupId& group);
back::http::Request any_app();
back::http::Request any_group();
back::http::Request any_group_rule();
back::http::Request group_rules();
// The rules that keep the account in the group. Since release 2026.06; not every organisation has it.
back::http::Request rules_holding(const GroupId& group, const UserId& id);
back::http::Request me();  // with an SSWS token: its owner
back::http::Request organisation();
back::http::Request public_organisation();  // goes without the credential
// The only request that names a person: by login or e-mail, in a search expression.
back::http::Request users_by_email(std::string_view email);
back::http::Request any_user();

// Groups and apps, one by one.
back::http::Request group(const GroupId& id);
back::http::Request group_roles(const GroupId& id);
back::http::Request app(const AppId& id);
back::http::Request app_user(const AppId& app, const UserId& user);
back::http::Request groups_of_app(const AppId& app);
back::http::Request app_schema(const AppId& app);

// What a person looks for by a part of its name, page by page; cursor: of the page before, as Okta
// wrote it, or empty. Throw std::invalid_argument for a cursor that is none.
back::http::Request find_groups(std::string_view text, std::string_view cursor);
back::http::Request find_apps(std::string_view text, std::string_view cursor);
back::http::Request find_users(std::string_view text, std::string_view cursor);

back::http::Request add_member(const GroupId& group, const UserId& user);
back::http::Request remove_member(const GroupId& group, const UserId& user);
back::http::Request assign(const AppId& app, std::string body);
back::http::Request unassign(const AppId& app, const UserId& user);

back::http::Request lifecycle(const UserId& id, std::string_view operation,
                              back::http::Query query);
back::http::Request factor_removal(const UserId& id, const FactorId& factor);
// With number matching, or as Okta does it by itself.
back::http::Request push(const UserId& id, const FactorId& factor, bool with_number);
back::http::Request push_result(const UserId& id, const FactorId& factor,
                                const TransactionId& push);
back::http::Request push_withdrawal(const UserId& id, const FactorId& factor,
                                    const TransactionId& push);
back::http::Request sessions(const UserId& id, bool oauth_tokens, bool forget_devices);

// Entries of the log in one answer.
inline constexpr std::size_t kLogLimit = 100;

// A string in Okta's search language: in double quotes, with \ and " escaped.
std::string in_quotes(std::string_view text);

}  // namespace okta::requests
