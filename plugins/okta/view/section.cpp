#include "okta/view/section.hpp"

#include "okta/client/client.hpp"
#include "okta/client/readable.hpp"
#include "okta/client/subject.hpp"
#include "okta/model/text.hpp"
#include "okta/view/account.hpp"
#include "okta/view/activity.hpp"
#include "okta/view/requester.hpp"
#include "sdk/failure.hpp"

namespace okta {
namespace {

namespace json = boost::json;
using back::sdk::Failure;
using back::sdk::Reply;

constexpr std::chrono::days kLookedBack{30};

json::object without_lists(const User& user, const Access& access, const std::string& as_of) {
  return {{"as_of", as_of},
          {"found", "one"},
          {"account", view::account(user, access.domain)},
          {"fields", json::array()},
          {"lists", json::array()},
          {"actions", json::array()},
          {"notices", json::array()},
          {"partial", json::array()}};
}

void add_activity(const Readable<Listed<LogEvent>>& log, const User& user,
                  std::chrono::sys_seconds now, json::object& view) {
  const std::string& why = log.was_read() ? log.value->partial : log.why;
  if (!why.empty())
    view["partial"].as_array().push_back(json::object{{"what", "Recent activity"}, {"why", why}});
  if (!log.was_read()) return;
  json::object list{{"id", "activity"}, {"title", "The last 30 days"}, {"section", "activity"}};
  list["items"] = view::activity(log.value->items, user.id, now);
  view["lists"].as_array().push_back(std::move(list));
}

}  // namespace

Task<Reply> section_view(back::sdk::Call& call, const Access& access, back::http::Scope& scope,
                         std::string_view section) {
  if (section != "activity")
    throw Failure(BACK_UNSUPPORTED, "The Okta integration has no such section.");
  Client client(access.transport, access.origin, scope);
  const Subject subject = co_await find_subject(client, call.context());
  std::optional<User> user;
  if (subject.id) user = co_await client.user(*subject.id);
  if (!user) co_return co_await requester_view(call, access, scope);  // which says what to do
  // By Okta's clock, which the reads before have told.
  const auto now = client.okta_time().value_or(
      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  const auto log =
      co_await readable(client.log_of(user->id, now - kLookedBack, now + std::chrono::seconds(1)));
  auto view = without_lists(*user, access, rfc3339(now));
  add_activity(log, *user, now, view);
  co_return Reply{std::move(view), {}};
}

}  // namespace okta
