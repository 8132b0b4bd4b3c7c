// Apps to choose from.
#include <algorithm>

#include "loop/together.hpp"
#include "okta/client/grants.hpp"
#include "okta/client/readable.hpp"
#include "okta/membership/memberships.hpp"
#include "okta/options/choice.hpp"

namespace okta {
namespace {

std::string detail_of(const App& app) {
  return app.provisions ? "Okta makes an account in it" : "";
}

}  // namespace

std::optional<Reason> against_assigning(const App& app, const std::vector<App>& held) {
  const auto own =
      std::find_if(held.begin(), held.end(), [&](const App& each) { return each.id == app.id; });
  if (own != held.end()) {
    const std::string how = assignment_text(own->assignment);
    return Reason{"assigned", "They have it already: " + how + '.', ""};
  }
  return closed(app);
}

// Where the requester's apps cannot be read, the action itself will find out.
Task<Choices> find_apps(const Wanted& wanted) {
  auto [page, own] =
      co_await back::loop::together(wanted.client.find_apps(wanted.text, wanted.cursor),
                                    readable(wanted.client.apps_of(wanted.account)));
  static const std::vector<App> kNone;
  const auto& held = own.was_read() ? own.value->items : kNone;
  Choices choices{{}, page.next};
  for (const App& app : page.items) {
    choices.items.push_back(
        {app.id.text(), app.label, detail_of(app), against_assigning(app, held)});
  }
  co_return choices;
}

// What would stay through a group is said before it is chosen.
Task<Choices> own_apps(const Wanted& wanted) {
  auto [own, groups] = co_await back::loop::together(
      wanted.client.apps_of(wanted.account), readable(wanted.client.groups_of(wanted.account)));
  GrantsRead grants;
  if (groups.was_read()) grants = co_await read_grants(wanted.client, wanted.access, *groups.value);
  std::vector<Choice> all;
  for (const App& app : own.items)
    all.push_back(
        {app.id.text(), app.label, assignment_text(app.assignment), lock_of(app, grants)});
  co_return page_of(std::move(all), wanted);
}

}  // namespace okta
