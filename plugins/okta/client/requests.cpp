#include "okta/client/requests.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "okta/model/text.hpp"

namespace okta::requests {
namespace {

using back::http::Method;
using back::http::Path;
using back::http::Query;
using back::http::Request;

// Names of Okta's rate budgets; the narrowest that fits a request counts. What needs no credential
// draws on none of the token's.
constexpr std::string_view kUserList = "users";
constexpr std::string_view kUserRead = "user";
constexpr std::string_view kUserChange = "user change";
constexpr std::string_view kApps = "apps";
constexpr std::string_view kAppRead = "app";
constexpr std::string_view kGroupList = "groups";
constexpr std::string_view kGroupRead = "group";
constexpr std::string_view kGroupMembers = "group members";
constexpr std::string_view kLogs = "logs";
constexpr std::string_view kOther = "other";
constexpr std::string_view kPublic = "public";

// A search returns at most a page of accounts with one address; more follow by "next".
constexpr std::string_view kSearchLimit = "50";
constexpr std::string_view kFindLimit = "20";   // what a person looks through
constexpr std::string_view kListLimit = "200";  // the most that these lists give in one page

Request request(Method method, Path path, std::string_view bucket, Query query = {}) {
  Request made;
  made.method = method;
  made.path = std::move(path);
  made.query = std::move(query);
  made.bucket = bucket;
  return made;
}

// An opaque cursor goes back as it came.
Query from(std::string_view cursor, Query query) {
  if (!cursor.empty()) query.add_encoded("after", cursor);
  return query;
}

// One condition for each word that was typed: any of the attributes begins with it.
std::string begins_with_each(std::string_view text, std::span<const std::string_view> attributes) {
  std::string search;
  while (!text.empty()) {
    const std::string_view typed = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(typed.size() + 1, text.size()));
    if (typed.empty()) continue;
    search += search.empty() ? "(" : " and (";
    for (const std::string_view each : attributes) {
      if (each != attributes.front()) search += " or ";
      search += std::string(each) + " sw " + in_quotes(typed);
    }
    search += ')';
  }
  return search;
}

std::string_view word(bool value) { return value ? "true" : "false"; }

}  // namespace

Request user(const UserId& id) {
  return request(Method::get, {"api", "v1", "users", id.text()}, kUserRead);
}

Request factors(const UserId& id) {
  return request(Method::get, {"api", "v1", "users", id.text(), "factors"}, kUserChange);
}

Request roles(const UserId& id) {
  return request(Method::get, {"api", "v1", "users", id.text(), "roles"}, kUserChange);
}

Request groups_of(const UserId& id) {
  return request(Method::get, {"api", "v1", "users", id.text(), "groups"}, kOther,
                 {{"limit", kListLimit}});
}

// Without the expansion nothing tells how the account has the app; Okta's own "next" links drop it.
Request apps_of(const UserId& id) {
  return request(Method::get, {"api", "v1", "apps"}, kApps,
                 {{"filter", "user.id eq " + in_quotes(id.text())},
                  {"expand", "user/" + id.text()},
                  {"limit", kListLimit}});
}

// Both bounds make it a bounded query, which may run backwards.
Request log_of(const UserId& id, std::chrono::sys_seconds since, std::chrono::sys_seconds until) {
  const std::string own = in_quotes(id.text());
  return request(Method::get, {"api", "v1", "logs"}, kLogs,
                 {{"filter", "target.id eq " + own + " or actor.id eq " + own},
                  {"since", rfc3339(since)},
                  {"until", rfc3339(until)},
                  {"sortOrder", "DESCENDING"},
                  {"limit", std::to_string(kLogLimit)}});
}

Request apps_of_group(const GroupId& group) {
  return request(Method::get, {"api", "v1", "groups", group.text(), "apps"}, kOther,
                 {{"limit", kListLimit}});
}

Request any_app() { return request(Method::get, {"api", "v1", "apps"}, kApps, {{"limit", "1"}}); }

Request any_group() {
  return request(Method::get, {"api", "v1", "groups"}, kOther, {{"limit", "1"}});
}

Request any_group_rule() {
  return request(Method::get, {"api", "v1", "groups", "rules"}, kOther, {{"limit", "1"}});
}

Request group_rules() {
  return request(Method::get, {"api", "v1", "groups", "rules"}, kOther, {{"limit", kListLimit}});
}

Request rules_holding(const GroupId& group, const UserId& id) {
  return request(Method::get,
                 {"api", "v1", "groups", group.text(), "users", id.text(), "group-rules"}, kOther);
}

Request me() { return request(Method::get, {"api", "v1", "users", "me"}, kUserRead); }

Request organisation() { return request(Method::get, {"api", "v1", "org"}, kOther); }

Request public_organisation() {
  Request made = request(Method::get, {".well-known", "okta-organization"}, kPublic);
  made.with_credential = false;
  return made;
}

Request users_by_email(std::string_view email) {
  const std::string value = in_quotes(email);
  const std::string search = "profile.login eq " + value + " or profile.email eq " + value;
  return request(Method::get, {"api", "v1", "users"}, kUserList,
                 {{"search", search}, {"limit", kSearchLimit}});
}

Request any_user() {
  return request(Method::get, {"api", "v1", "users"}, kUserList, {{"limit", "1"}});
}

Request group(const GroupId& id) {
  return request(Method::get, {"api", "v1", "groups", id.text()}, kGroupRead);
}

Request group_roles(const GroupId& id) {
  return request(Method::get, {"api", "v1", "groups", id.text(), "roles"}, kGroupMembers);
}

Request app(const AppId& id) {
  return request(Method::get, {"api", "v1", "apps", id.text()}, kAppRead);
}

Request app_user(const AppId& app, const UserId& user) {
  return request(Method::get, {"api", "v1", "apps", app.text(), "users", user.text()}, kApps);
}

Request groups_of_app(const AppId& app) {
  return request(Method::get, {"api", "v1", "apps", app.text(), "groups"}, kApps,
                 {{"limit", kListLimit}});
}

Request app_schema(const AppId& app) {
  return request(Method::get, {"api", "v1", "meta", "schemas", "apps", app.text(), "default"},
                 kOther);
}

// "q" has no second page, "search" has; "co" is documented for names (specification, listGroups).
// The statistics say whether a group carries administrator roles.
Request find_groups(std::string_view text, std::string_view cursor) {
  Query query{{"limit", kFindLimit}, {"expand", "stats"}};
  if (!text.empty()) query.add("search", "profile.name co " + in_quotes(text));
  return request(Method::get, {"api", "v1", "groups"}, kGroupList, from(cursor, std::move(query)));
}

Request find_apps(std::string_view text, std::string_view cursor) {
  Query query{{"limit", kFindLimit}};
  if (!text.empty()) query.add("q", text);
  return request(Method::get, {"api", "v1", "apps"}, kApps, from(cursor, std::move(query)));
}

Request find_users(std::string_view text, std::string_view cursor) {
  constexpr std::array<std::string_view, 4> kWhere = {"profile.firstName", "profile.lastName",
                                                      "profile.login", "profile.email"};
  Query query{{"limit", kFindLimit}};
  const std::string search = begins_with_each(text, kWhere);
  if (!search.empty()) query.add("search", search);
  return request(Method::get, {"api", "v1", "users"}, kUserList, from(cursor, std::move(query)));
}

Request add_member(const GroupId& group, const UserId& user) {
  return request(Method::put, {"api", "v1", "groups", group.text(), "users", user.text()},
                 kGroupMembers);
}

Request remove_member(const GroupId& group, const UserId& user) {
  return request(Method::delete_, {"api", "v1", "groups", group.text(), "users", user.text()},
                 kGroupMembers);
}

Request assign(const AppId& app, std::string body) {
  Request made = request(Method::post, {"api", "v1", "apps", app.text(), "users"}, kApps);
  made.body = std::move(body);
  return made;
}

// Okta would mail its administrators otherwise in some organisations.
Request unassign(const AppId& app, const UserId& user) {
  return request(Method::delete_, {"api", "v1", "apps", app.text(), "users", user.text()}, kApps,
                 {{"sendEmail", "false"}});
}

Request lifecycle(const UserId& id, std::string_view operation, Query query) {
  return request(Method::post, {"api", "v1", "users", id.text(), "lifecycle", operation},
                 kUserChange, std::move(query));
}

// Without the parameter that would also remove a phone number as a means of recovery.
Request factor_removal(const UserId& id, const FactorId& factor) {
  return request(Method::delete_, {"api", "v1", "users", id.text(), "factors", factor.text()},
                 kUserChange);
}

Request push(const UserId& id, const FactorId& factor, bool with_number) {
  Request made =
      request(Method::post, {"api", "v1", "users", id.text(), "factors", factor.text(), "verify"},
              kUserChange);
  if (with_number) made.body = R"({"useNumberMatchingChallenge":true})";
  return made;
}

Request push_result(const UserId& id, const FactorId& factor, const TransactionId& push) {
  return request(
      Method::get,
      {"api", "v1", "users", id.text(), "factors", factor.text(), "transactions", push.text()},
      kUserChange);
}

// Documented as the link "cancel" of the answer, not as an operation of its own.
Request push_withdrawal(const UserId& id, const FactorId& factor, const TransactionId& push) {
  return request(
      Method::delete_,
      {"api", "v1", "users", id.text(), "factors", factor.text(), "transactions", push.text()},
      kUserChange);
}

// Okta's defaults differ between its two engines, so both choices are always said.
Request sessions(const UserId& id, bool oauth_tokens, bool forget_devices) {
  return request(Method::delete_, {"api", "v1", "users", id.text(), "sessions"}, kUserChange,
                 {{"oauthTokens", word(oauth_tokens)}, {"forgetDevices", word(forget_devices)}});
}

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

}  // namespace okta::requests
