#include "okta/client/requests.hpp"

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
constexpr std::string_view kLogs = "logs";
constexpr std::string_view kOther = "other";
constexpr std::string_view kPublic = "public";

// A search returns at most a page of accounts with one address; more follow by "next".
constexpr std::string_view kSearchLimit = "50";
constexpr std::string_view kListLimit = "200";  // the most that these lists give in one page

Request request(Method method, Path path, std::string_view bucket, Query query = {}) {
  Request made;
  made.method = method;
  made.path = std::move(path);
  made.query = std::move(query);
  made.bucket = bucket;
  return made;
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
                 {{"filter", "user.id eq " + quoted(id.text())},
                  {"expand", "user/" + id.text()},
                  {"limit", kListLimit}});
}

// Both bounds make it a bounded query, which may run backwards.
Request log_of(const UserId& id, std::chrono::sys_seconds since, std::chrono::sys_seconds until) {
  const std::string own = quoted(id.text());
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
  const std::string value = quoted(email);
  const std::string search = "profile.login eq " + value + " or profile.email eq " + value;
  return request(Method::get, {"api", "v1", "users"}, kUserList,
                 {{"search", search}, {"limit", kSearchLimit}});
}

Request any_user() {
  return request(Method::get, {"api", "v1", "users"}, kUserList, {{"limit", "1"}});
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

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

}  // namespace okta::requests
