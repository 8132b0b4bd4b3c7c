#include "okta/client/client.hpp"

#include <algorithm>

#include "http/http_date.hpp"
#include "http/paging.hpp"
#include "json/strict_json.hpp"
#include "okta/client/body.hpp"
#include "okta/client/requests.hpp"
#include "okta/model/fields.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

using back::http::NoResponse;
using back::http::Request;
using back::http::Response;
using back::sdk::Failure;

constexpr std::string_view kAccount = "the account";
constexpr std::size_t kLongestEmail = 254;
constexpr std::size_t kSearchPages = 5;
constexpr std::size_t kListPages = 50;  // of 200 each
constexpr std::size_t kRulePages = 10;  // the same; Okta has at most 2000 rules

// The organisation has no such path, or not this feature.
bool is_missing(const OktaError& error) {
  const bool by_code = error.is("E0000008") || error.is("E0000015") || error.is("E0000022");
  return by_code ||
         (error.error_code.empty() && (error.http_status == 404 || error.http_status == 405));
}

void require_email(std::string_view email) {
  const auto plain = [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != '\x7f'; };
  if (email.find('@') == std::string_view::npos || email.size() > kLongestEmail ||
      !std::all_of(email.begin(), email.end(), plain)) {
    throw Failure(BACK_INVALID_INPUT,
                  "The requester has no usable e-mail address, so their Okta account cannot be "
                  "found. Correct the "
                  "address in Back.");
  }
}

// The search is Okta's; whether the answers are the person is decided here. A login is unique, so
// it wins.
std::vector<User> those_who_answer_to(std::string_view email, std::vector<User> users) {
  std::erase_if(users, [&](const User& user) { return !answers_to(user, email); });
  const auto by_login = std::find_if(
      users.begin(), users.end(), [&](const User& user) { return same_folded(user.login, email); });
  if (by_login == users.end()) return users;
  std::vector<User> only;
  only.push_back(std::move(*by_login));
  return only;
}

}  // namespace

Task<Response> Client::send(Request& request) {
  Response response = co_await transport_.send(request, scope_);
  note_time(response);
  co_return response;
}

void Client::note_time(const Response& response) {
  const auto time = back::http::parse_http_date(response.headers.get("Date").value_or(""));
  if (!time) return;
  if (!as_of_) as_of_ = time;
  okta_time_ = std::max(okta_time_.value_or(*time), *time);
}

Task<boost::json::value> Client::read(Request request, std::string_view what) {
  try {
    const Response response = co_await send(request);
    if (!response.ok()) throw failure_of(read_error(response));
    co_return parsed(response.body, what);
  } catch (const NoResponse& none) {
    throw failure_of(none);
  }
}

Task<bool> Client::read_if_any(Request request, std::string_view what, UseValue use) {
  try {
    const Response response = co_await send(request);
    if (response.ok()) {
      use_body(response.body, what, use);
      co_return true;
    }
    const OktaError error = read_error(response);
    if (error.meaning->status == BACK_NOT_FOUND) co_return false;
    throw failure_of(error);
  } catch (const NoResponse& none) {
    throw failure_of(none);
  }
}

Task<std::optional<User>> Client::user(const UserId& id) {
  std::optional<User> user;
  UseValue use = [&user](const boost::json::value& value) { user = User::read(value); };
  co_await read_if_any(requests::user(id), kAccount, std::move(use));
  if (user && user->id != id) throw wrong_answer(kAccount, "id is another account's");
  co_return user;
}

Task<std::optional<UserInFull>> Client::user_in_full(const UserId& id) {
  std::optional<UserInFull> whole;
  UseValue use = [&whole](const boost::json::value& value) { whole = UserInFull::read(value); };
  co_await read_if_any(requests::user(id), kAccount, std::move(use));
  if (whole && whole->user.id != id) throw wrong_answer(kAccount, "id is another account's");
  co_return whole;
}

Task<boost::json::object> Client::profile(const UserId& id) {
  const auto value = co_await read(requests::user(id), kAccount);
  const auto* user = value.if_object();
  const auto* profile = user == nullptr ? nullptr : back::json::object_at(*user, "profile");
  if (profile == nullptr || back::json::string_at(*user, "id") != id.text())
    throw wrong_answer(kAccount, "profile");
  co_return *profile;
}

// Every page of a list, each of its items told to use; returns why there may be more, or an empty
// text.
Task<std::string> Client::each_item(Request first, std::string_view what, std::size_t most_pages,
                                    UseValue use) {
  back::http::Pages pages(transport_, origin_, std::move(first), {.pages = most_pages});
  try {
    std::optional<Response> page = co_await pages.next(scope_);
    while (page) {
      note_time(*page);
      if (!page->ok()) throw failure_of(read_error(*page));
      use_items(page->body, what, use);
      page = co_await pages.next(scope_);
    }
  } catch (const NoResponse& none) {
    throw failure_of(none);
  }
  co_return pages.complete() ? std::string() : pages.partial();
}

Task<Found> Client::find_by_email(std::string_view email) {
  require_email(email);
  std::vector<User> users;
  UseValue use = [&users](const boost::json::value& each) { users.push_back(User::read(each)); };
  std::string partial =
      co_await each_item(requests::users_by_email(email), "accounts", kSearchPages, std::move(use));
  co_return Found{those_who_answer_to(email, std::move(users)), std::move(partial)};
}

Task<Listed<Group>> Client::groups_of(const UserId& id) {
  Listed<Group> groups;
  UseValue use = [&groups](const boost::json::value& each) {
    groups.items.push_back(Group::read(each));
  };
  groups.partial =
      co_await each_item(requests::groups_of(id), "the groups", kListPages, std::move(use));
  co_return groups;
}

Task<Listed<App>> Client::apps_of(const UserId& id) {
  Listed<App> apps;
  UseValue use = [&apps, &id](const boost::json::value& each) {
    App app = App::read(each);
    if (app.assignment && app.assignment->user != id)
      throw wrong_answer("an app", "its account is another one");
    apps.items.push_back(std::move(app));
  };
  apps.partial = co_await each_item(requests::apps_of(id), "the apps", kListPages, std::move(use));
  co_return apps;
}

Task<Listed<AppId>> Client::apps_of_group(const GroupId& group) {
  Listed<AppId> apps;
  UseValue use = [&apps](const boost::json::value& each) {
    auto id = AppId::from(Fields(each, "an app").text("id"));
    if (!id) throw wrong_answer("an app", "id");
    apps.items.push_back(*std::move(id));
  };
  apps.partial = co_await each_item(requests::apps_of_group(group), "the apps of a group",
                                    kListPages, std::move(use));
  co_return apps;
}

Task<bool> Client::lists_apps() {
  const auto value = co_await read(requests::any_app(), "apps");
  co_return !read_list<App, Apps>(value, "apps").empty();
}

Task<bool> Client::lists_groups() {
  const auto value = co_await read(requests::any_group(), "groups");
  co_return value.is_array();
}

Task<bool> Client::lists_group_rules() {
  const auto value = co_await read(requests::any_group_rule(), "the group rules");
  co_return value.is_array();
}

Task<Listed<GroupRule>> Client::group_rules() {
  Listed<GroupRule> rules;
  UseValue use = [&rules](const boost::json::value& each) {
    rules.items.push_back(GroupRule::read(each));
  };
  rules.partial =
      co_await each_item(requests::group_rules(), "the group rules", kRulePages, std::move(use));
  co_return rules;
}

Task<std::optional<std::vector<HoldingRule>>> Client::rules_holding(const GroupId& group,
                                                                    const UserId& id) {
  Request request = requests::rules_holding(group, id);
  constexpr std::string_view kWhat = "the rules behind a membership";
  try {
    const Response response = co_await send(request);
    if (response.ok()) {
      const auto value = parsed(response.body, kWhat);
      co_return read_list<HoldingRule, std::vector<HoldingRule>>(value, kWhat);
    }
    const OktaError error = read_error(response);
    if (is_missing(error)) co_return std::nullopt;
    throw failure_of(error);
  } catch (const NoResponse& none) {
    throw failure_of(none);
  }
}

Task<Factors> Client::factors(const UserId& id) {
  const auto value = co_await read(requests::factors(id), "the factors");
  co_return read_factors(value);
}

Task<Roles> Client::roles(const UserId& id) {
  const auto value = co_await read(requests::roles(id), "the administrator roles");
  co_return read_roles(value);
}

Task<Listed<LogEvent>> Client::log_of(const UserId& id, std::chrono::sys_seconds since,
                                      std::chrono::sys_seconds until) {
  const auto value = co_await read(requests::log_of(id, since, until), "the log");
  Listed<LogEvent> log{read_list<LogEvent, LogEvents>(value, "the log"), {}};
  if (log.items.size() >= requests::kLogLimit)
    log.partial = "Only the latest " + std::to_string(log.items.size()) + " entries are shown.";
  co_return log;
}

Task<User> Client::token_owner() {
  const auto value = co_await read(requests::me(), "the owner of the API token");
  co_return User::read(value);
}

Task<bool> Client::lists_users() {
  const auto value = co_await read(requests::any_user(), "accounts");
  co_return !read_list<User, std::vector<User>>(value, "accounts").empty();
}

Task<Organisation> Client::organisation() {
  const auto value = co_await read(requests::organisation(), "the organisation");
  co_return Organisation::read(value);
}

Task<PublicOrganisation> Client::public_organisation() {
  const auto value = co_await read(requests::public_organisation(), "the organisation");
  co_return PublicOrganisation::read(value);
}

}  // namespace okta
