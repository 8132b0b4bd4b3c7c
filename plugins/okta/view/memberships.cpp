#include "okta/view/memberships.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "okta/model/text.hpp"
#include "okta/rules/lock.hpp"

namespace okta::view {
namespace {

namespace json = boost::json;

json::object item(std::string_view id, std::string_view name, const std::optional<Reason>& lock) {
  json::object object{{"id", id}, {"name", name}, {"locked", lock.has_value()}};
  if (!lock) return object;
  json::object reason{{"code", lock->code}, {"sentence", lock->sentence}};
  if (!lock->remedy.empty()) reason["remedy"] = lock->remedy;
  object["lock"] = std::move(reason);
  return object;
}

// The label of the app that a group comes from, where the requester has that app too.
std::string_view source_of(const Group& group, const Readable<Listed<App>>& apps) {
  if (!group.directory.empty() || !group.source || !apps.was_read()) return group.directory;
  const auto& all = apps.value->items;
  const auto app = std::find_if(all.begin(), all.end(),
                                [&](const App& each) { return each.id == *group.source; });
  return app == all.end() ? std::string_view() : app->label;
}

json::object group_item(const Group& group, const Readable<Listed<App>>& apps) {
  json::object object = item(group.id.text(), group.name, lock_of(group, source_of(group, apps)));
  if (!group.description.empty()) object["detail"] = group.description;
  return object;
}

json::object app_item(const App& app) {
  json::object object = item(app.id.text(), app.label, lock_of(app));
  if (app.assignment && !app.assignment->user_name.empty())
    object["detail"] = "as " + app.assignment->user_name;
  return object;
}

void sort_by_name(json::array& items) {
  std::stable_sort(items.begin(), items.end(), [](const json::value& a, const json::value& b) {
    return folded(a.at("name").as_string()) < folded(b.at("name").as_string());
  });
}

struct ListShape {
  std::string_view id, title, add, remove;  // add, remove: actions
};
constexpr ListShape kGroupList{"groups", "Groups", "add_groups", "remove_groups"};
constexpr ListShape kAppList{"apps", "Apps", "assign_apps", "unassign_apps"};

json::object list(const ListShape& shape, json::array items) {
  sort_by_name(items);
  json::object object{{"id", shape.id},
                      {"title", shape.title},
                      {"section", shape.id},
                      {"add", shape.add},
                      {"remove", shape.remove}};
  object["items"] = std::move(items);
  return object;
}

template <typename T>
void add_unread_list(std::string_view what, const Readable<Listed<T>>& read, json::array& partial) {
  const std::string& why = read.was_read() ? read.value->partial : read.why;
  if (!why.empty()) partial.push_back(json::object{{"what", what}, {"why", why}});
}

}  // namespace

void add_memberships(const Memberships& memberships, json::array& lists) {
  if (memberships.groups.was_read()) {
    json::array items;
    for (const Group& group : memberships.groups.value->items)
      items.push_back(group_item(group, memberships.apps));
    lists.push_back(list(kGroupList, std::move(items)));
  }
  if (memberships.apps.was_read()) {
    json::array items;
    for (const App& app : memberships.apps.value->items) items.push_back(app_item(app));
    lists.push_back(list(kAppList, std::move(items)));
  }
}

void add_unread(const Memberships& memberships, json::array& partial) {
  add_unread_list("Groups", memberships.groups, partial);
  add_unread_list("Apps", memberships.apps, partial);
}

}  // namespace okta::view
