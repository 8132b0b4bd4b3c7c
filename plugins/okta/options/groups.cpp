// Groups to choose from.
#include <algorithm>

#include "loop/together.hpp"
#include "okta/client/readable.hpp"
#include "okta/options/choice.hpp"
#include "okta/rules/lock.hpp"

namespace okta {
namespace {

constexpr std::string_view kMakesAdministrators = "Members of this group are Okta administrators.";

}  // namespace

std::optional<Reason> against_adding(const Group& group, const std::vector<Group>& held,
                                     const Access& access) {
  const auto is_it = [&](const Group& each) { return each.id == group.id; };
  if (std::any_of(held.begin(), held.end(), is_it))
    return Reason{"member", "A member already.", ""};
  if (auto lock = lock_of(group, group.directory)) return lock;
  if (group.carries_roles && !access.protection.allow_administrators)
    return Reason{"administrator_group", std::string(kMakesAdministrators), ""};
  return std::nullopt;
}

// Where the requester's groups cannot be read, the action itself will find out.
Task<Choices> find_groups(const Wanted& wanted) {
  auto [page, own] =
      co_await back::loop::together(wanted.client.find_groups(wanted.text, wanted.cursor),
                                    readable(wanted.client.groups_of(wanted.account)));
  static const std::vector<Group> kNone;
  const auto& held = own.was_read() ? own.value->items : kNone;
  Choices choices{{}, page.next};
  for (const Group& group : page.items) {
    choices.items.push_back({group.id.text(), group.name, group.description,
                             against_adding(group, held, wanted.access)});
  }
  co_return choices;
}

Task<Choices> own_groups(const Wanted& wanted) {
  const auto own = co_await wanted.client.groups_of(wanted.account);
  std::vector<Choice> all;
  for (const Group& group : own.items)
    all.push_back(
        {group.id.text(), group.name, group.description, lock_of(group, group.directory)});
  co_return page_of(std::move(all), wanted);
}

}  // namespace okta
