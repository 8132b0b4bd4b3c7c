// Groups to choose from.
#include <algorithm>

#include "loop/together.hpp"
#include "okta/client/holdings.hpp"
#include "okta/client/readable.hpp"
#include "okta/options/choice.hpp"
#include "okta/rules/lock.hpp"

namespace okta {
namespace {

constexpr std::string_view kMakesAdministrators = "Members of this group are Okta administrators.";

Groups ordinary_on(const Choices& page, const Groups& all) {
  Groups shown;
  for (const Group& group : all) {
    const bool is_shown = std::any_of(
        page.items.begin(), page.items.end(),
        [&](const Choice& choice) { return choice.id == group.id.text() && !choice.against; });
    if (is_shown) shown.push_back(group);
  }
  return shown;
}

void note_holding(Choice& choice, const Holdings& holdings, const Protection& protection) {
  const auto id = GroupId::from(choice.id);
  const auto found = id ? holdings.find(*id) : holdings.end();
  if (found == holdings.end()) return;
  choice.against = lock_of(found->second, protection);
  if (choice.against) return;
  if (const auto caution = caution_of(found->second, protection))
    choice.detail = caution->sentence + ' ' + caution->remedy;
}

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

// What a rule keeps is said before it is chosen; asked only of those shown.
Task<Choices> own_groups(const Wanted& wanted) {
  const auto own = co_await wanted.client.groups_of(wanted.account);
  std::vector<Choice> all;
  for (const Group& group : own.items)
    all.push_back(
        {group.id.text(), group.name, group.description, lock_of(group, group.directory)});
  Choices page = page_of(std::move(all), wanted);
  const auto read = co_await read_holdings(wanted.client, wanted.access, wanted.account,
                                           ordinary_on(page, own.items), own);
  for (Choice& choice : page.items) note_holding(choice, read.of, wanted.access.protection);
  co_return page;
}

}  // namespace okta
