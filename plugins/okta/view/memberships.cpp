#include "okta/view/memberships.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "okta/model/text.hpp"
#include "okta/rules/lock.hpp"

namespace okta::view {
namespace {

namespace json = boost::json;

json::object told(const Reason& why) {
  json::object reason{{"code", why.code}, {"sentence", why.sentence}};
  if (!why.remedy.empty()) reason["remedy"] = why.remedy;
  return reason;
}

json::object item(std::string_view id, std::string_view name, const std::optional<Reason>& lock) {
  json::object object{{"id", id}, {"name", name}, {"locked", lock.has_value()}};
  if (lock) object["lock"] = told(*lock);
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

json::object group_item(const Group& group, const Memberships& memberships) {
  static const Holding kNotOrdinary{Holding::Kind::manual};
  const auto found = memberships.holdings.of.find(group.id);
  const Holding& holding = found == memberships.holdings.of.end() ? kNotOrdinary : found->second;
  auto lock = lock_of(group, source_of(group, memberships.apps));
  if (!lock) lock = lock_of(holding, memberships.protection);
  json::object object = item(group.id.text(), group.name, lock);
  if (!group.description.empty()) object["detail"] = group.description;
  if (const auto caution = lock ? std::nullopt : caution_of(holding, memberships.protection))
    object["caution"] = told(*caution);
  return object;
}

json::object app_item(const App& app, const Memberships& memberships) {
  json::object object = item(app.id.text(), app.label, lock_of(app, memberships.grants));
  const std::string_view name = app.assignment ? app.assignment->user_name : std::string_view();
  if (!name.empty() && !same_folded(name, memberships.login))
    object["detail"] = "as " + std::string(name);
  return object;
}

// As people look for names: letters in either case are the same.
template <typename T>
std::vector<const T*> by_name(const std::vector<T>& items, std::string T::*name) {
  std::vector<std::pair<std::string, const T*>> keyed;
  keyed.reserve(items.size());
  for (const T& each : items) keyed.emplace_back(folded(each.*name), &each);
  std::stable_sort(keyed.begin(), keyed.end(),
                   [](const auto& left, const auto& right) { return left.first < right.first; });
  std::vector<const T*> sorted;
  sorted.reserve(keyed.size());
  for (const auto& [key, each] : keyed) sorted.push_back(each);
  return sorted;
}

struct ListShape {
  std::string_view id, title, add, remove;  // add, remove: actions
};
constexpr ListShape kGroupList{"groups", "Groups", "add_groups", "remove_groups"};
constexpr ListShape kAppList{"apps", "Apps", "assign_apps", "unassign_apps"};

json::object list(const ListShape& shape, json::array items) {
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
    for (const Group* group : by_name(memberships.groups.value->items, &Group::name))
      items.push_back(group_item(*group, memberships));
    lists.push_back(list(kGroupList, std::move(items)));
  }
  if (memberships.apps.was_read()) {
    json::array items;
    for (const App* app : by_name(memberships.apps.value->items, &App::label))
      items.push_back(app_item(*app, memberships));
    lists.push_back(list(kAppList, std::move(items)));
  }
}

void add_not_looked_up(const Memberships& memberships, json::array& notices) {
  if (!memberships.grants.too_many) return;
  notices.push_back(json::object{
      {"tone", "neutral"},
      {"sentence",
       "With so many groups, whether a directly assigned app would stay through one of them is "
       "looked up only when the app is to be removed."}});
}

void add_unread(const Memberships& memberships, json::array& partial) {
  add_unread_list("Groups", memberships.groups, partial);
  add_unread_list("Apps", memberships.apps, partial);
  const auto add = [&](std::string_view what, const std::string& why, std::string_view so) {
    if (!why.empty())
      partial.push_back(json::object{{"what", what}, {"why", why + std::string(so)}});
  };
  add("Group rules", memberships.holdings.why,
      " So it cannot be told which memberships a rule manages; whoever is removed from such a "
      "group "
      "is left out by the rule for good.");
  add("Apps of the groups", memberships.grants.why,
      " So it cannot be told which directly assigned apps would stay through a group.");
}

}  // namespace okta::view
