// Colleagues, and what they have: the preview of a copy.
#include "json/strict_json.hpp"
#include "loop/together.hpp"
#include "okta/membership/memberships.hpp"
#include "okta/model/text.hpp"
#include "okta/options/choice.hpp"

namespace okta {
namespace {

using back::sdk::Failure;

UserId colleague_in(const Wanted& wanted) {
  const auto id = UserId::from(back::json::string_at(wanted.form, "colleague").value_or(""));
  if (!id) throw Failure(BACK_INVALID_INPUT, "Choose the colleague first.");
  return *id;
}

std::string detail_of(const User& user) {
  std::string text = shown(user.login);
  if (user.status != Status::active) text += ", " + user.status_label();
  return text;
}

// What comes through a group is copied with the group.
std::optional<Reason> against_copying(const App& app, const std::vector<App>& own) {
  if (auto reason = against_assigning(app, own)) return reason;
  if (app.assignment && app.assignment->scope == Assignment::Scope::direct) return std::nullopt;
  return Reason{"inherited", "The colleague has it " + assignment_text(app.assignment) + '.',
                "Copy the group instead."};
}

}  // namespace

Task<Choices> find_colleagues(const Wanted& wanted) {
  const auto page = co_await wanted.client.find_users(wanted.text, wanted.cursor);
  Choices choices{{}, page.next};
  for (const User& user : page.items) {
    std::optional<Reason> against;
    if (user.id == wanted.account) against = Reason{"own", "This is the requester.", ""};
    choices.items.push_back({user.id.text(), user.name, detail_of(user), std::move(against)});
  }
  co_return choices;
}

Task<Choices> groups_of_colleague(const Wanted& wanted) {
  const UserId colleague = colleague_in(wanted);
  auto [theirs, own] = co_await back::loop::together(wanted.client.groups_of(colleague),
                                                     wanted.client.groups_of(wanted.account));
  std::vector<Choice> all;
  for (const Group& group : theirs.items) {
    all.push_back({group.id.text(), group.name, group.description,
                   against_adding(group, own.items, wanted.access)});
  }
  co_return page_of(std::move(all), wanted);
}

Task<Choices> apps_of_colleague(const Wanted& wanted) {
  const UserId colleague = colleague_in(wanted);
  auto [theirs, own] = co_await back::loop::together(wanted.client.apps_of(colleague),
                                                     wanted.client.apps_of(wanted.account));
  std::vector<Choice> all;
  for (const App& app : theirs.items)
    all.push_back({app.id.text(), app.label, "", against_copying(app, own.items)});
  co_return page_of(std::move(all), wanted);
}

}  // namespace okta
