// The groups that grant an application.
#include <algorithm>
#include <boost/json.hpp>

#include "okta_emulator/app_json.hpp"
#include "okta_emulator/endpoints.hpp"
#include "okta_emulator/paged.hpp"
#include "okta_emulator/text.hpp"
#include "okta_emulator/user_json.hpp"

namespace okta_emulator::endpoint {
namespace json = boost::json;
namespace {

constexpr std::size_t kGroupsPerPage = 20;  // rec 121; the specification's least, too
constexpr std::size_t kMostGroups = 200;

json::object listed(const Call& call, const App& app, const AppGroup& entry) {
  json::object result = app_group_json(app, entry, call.base);
  const auto expand = call.target.parameter("expand");
  if (expand == "group") {
    const Group& group = *call.state.find_group(entry.group);
    result["_embedded"] = json::object{{"group", group_json(group, call.base)}};
  } else if (expand == "metadata") {
    result["_embedded"] = json::object{
        {"metadata", json::object{{"credentials", json::object()}, {"profile", json::object()}}}};
  }
  return result;
}

const AppGroup& entry_of(const App& app, const Group& group) {
  const AppGroup* entry = app.group(group.id);
  if (entry == nullptr) throw not_found(group.id, "GroupAppAssignment");  // the type is inferred
  return *entry;
}

void mark_members(State& state, const Group& group) {
  if (group.type == "BUILT_IN") {
    for (const auto& [id, user] : state.users()) state.mark(user);
  }
  state.marked.insert(group.members.begin(), group.members.end());
}

AppGroup& entry_for(App& app, const Group& group) {
  for (AppGroup& entry : app.groups) {
    if (entry.group == group.id) return entry;
  }
  AppGroup fresh;
  fresh.group = group.id;
  fresh.priority = app.groups.empty() ? 0 : app.groups.back().priority + 1;
  return app.groups.emplace_back(std::move(fresh));
}

}  // namespace

Answer list_app_groups(Call& call) {
  const App& app = call.app();
  Page page = read_page(call, kGroupsPerPage, kMostGroups);
  page.limit = std::max(page.limit, kGroupsPerPage);
  const std::string question(call.target.parameter("q").value_or(""));
  std::vector<const AppGroup*> entries;
  for (const AppGroup& entry : app.groups) {
    if (starts_with_text(call.state.find_group(entry.group)->name, question)) {
      entries.push_back(&entry);
    }
  }
  return paged_as_is(
      call, page, entries, [](const AppGroup* entry) { return entry->group; },
      [&](const AppGroup* entry) { return listed(call, app, *entry); }, {"q"});
}

Answer get_app_group(Call& call) {
  const App& app = call.app();
  return json_answer(listed(call, app, entry_of(app, call.group(1))));
}

Answer assign_app_group(Call& call) {
  App& app = call.app();
  const Group& group = call.group(1);
  const json::object body = call.body();
  AppGroup& entry = entry_for(app, group);
  if (const json::value* priority = body.if_contains("priority");
      priority && priority->is_int64()) {
    entry.priority = priority->get_int64();
  }
  if (const json::value* profile = body.if_contains("profile"); profile && profile->is_object()) {
    entry.profile = profile->get_object();
  }
  entry.last_updated = call.now;
  const json::object answer = app_group_json(app, entry, call.base);
  std::stable_sort(
      app.groups.begin(), app.groups.end(),
      [](const AppGroup& left, const AppGroup& right) { return left.priority < right.priority; });
  mark_members(call.state, group);
  return json_answer(answer);
}

Answer unassign_app_group(Call& call) {
  App& app = call.app();
  const Group& group = call.group(1);
  entry_of(app, group);
  std::erase_if(app.groups, [&](const AppGroup& entry) { return entry.group == group.id; });
  mark_members(call.state, group);
  return no_content();
}

}  // namespace okta_emulator::endpoint
