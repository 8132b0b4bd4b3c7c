// Groups and apps: one by one, and found by a part of the name.
#include <stdexcept>
#include <utility>
#include <variant>

#include "http/paging.hpp"
#include "okta/client/body.hpp"
#include "okta/client/client.hpp"
#include "okta/client/requests.hpp"
#include "okta/model/fields.hpp"

namespace okta {
namespace {

using back::http::NoResponse;
using back::http::Request;
using back::http::Response;
using back::sdk::Failure;

constexpr std::size_t kGroupPages = 50;  // of 200 groups that have one app

template <typename Find>
Request found_from(Find find, std::string_view text, std::string_view cursor) {
  try {
    return find(text, cursor);
  } catch (const std::invalid_argument&) {
    throw Failure(BACK_INVALID_INPUT, "This search cannot be continued. Begin it anew.");
  }
}

}  // namespace

template <typename T>
Task<PageOf<T>> Client::page(Request request, std::string_view what) {
  try {
    const Response response = co_await send(request);
    if (!response.ok()) throw failure_of(read_error(response));
    PageOf<T> page;
    use_items(response.body, what,
              [&](const boost::json::value& each) { page.items.push_back(T::read(each)); });
    auto next = back::http::next_page(response.headers, origin_, request.path, "after");
    if (auto* found = std::get_if<back::http::NextPage>(&next))
      page.next = std::move(found->cursor);
    co_return page;
  } catch (const NoResponse& none) {
    throw failure_of(none);
  }
}

Task<std::optional<Group>> Client::group(const GroupId& id) {
  std::optional<Group> group;
  UseValue use = [&group](const boost::json::value& value) { group = Group::read(value); };
  co_await read_if_any(requests::group(id), "a group", std::move(use));
  if (group && group->id != id) throw wrong_answer("a group", "id is another group's");
  co_return group;
}

Task<Roles> Client::group_roles(const GroupId& id) {
  const auto value = co_await read(requests::group_roles(id), "the roles of a group");
  co_return read_roles(value);
}

Task<std::optional<App>> Client::app(const AppId& id) {
  std::optional<App> app;
  UseValue use = [&app](const boost::json::value& value) { app = App::read(value); };
  co_await read_if_any(requests::app(id), "an app", std::move(use));
  if (app && app->id != id) throw wrong_answer("an app", "id is another app's");
  co_return app;
}

Task<std::optional<Assignment>> Client::assignment(const AppId& app, const UserId& user) {
  std::optional<Assignment> found;
  UseValue use = [&found](const boost::json::value& value) { found = Assignment::read(value); };
  co_await read_if_any(requests::app_user(app, user), "an assignment", std::move(use));
  if (found && found->user != user)
    throw wrong_answer("an assignment", "its account is another one");
  co_return found;
}

Task<Listed<GroupId>> Client::groups_of_app(const AppId& app) {
  Listed<GroupId> groups;
  UseValue use = [&groups](const boost::json::value& each) {
    const Fields fields(each, "a group of an app");
    auto id = GroupId::from(fields.text("id"));
    if (!id) throw wrong_answer("a group of an app", "id");
    groups.items.push_back(*std::move(id));
  };
  groups.partial = co_await each_item(requests::groups_of_app(app), "the groups of an app",
                                      kGroupPages, std::move(use));
  co_return groups;
}

Task<AppSchema> Client::app_schema(const AppId& app) {
  const auto value = co_await read(requests::app_schema(app), "the attributes of an app");
  co_return AppSchema::read(value);
}

Task<PageOf<Group>> Client::find_groups(std::string_view text, std::string_view cursor) {
  return page<Group>(found_from(requests::find_groups, text, cursor), "groups");
}

Task<PageOf<App>> Client::find_apps(std::string_view text, std::string_view cursor) {
  return page<App>(found_from(requests::find_apps, text, cursor), "apps");
}

Task<PageOf<User>> Client::find_users(std::string_view text, std::string_view cursor) {
  return page<User>(found_from(requests::find_users, text, cursor), "accounts");
}

}  // namespace okta
