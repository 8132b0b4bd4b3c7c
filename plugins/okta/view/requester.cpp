#include "okta/view/requester.hpp"

#include <algorithm>
#include <chrono>

#include "loop/together.hpp"
#include "okta/client/holdings.hpp"
#include "okta/client/readable.hpp"
#include "okta/client/standing.hpp"
#include "okta/client/subject.hpp"
#include "okta/model/text.hpp"
#include "okta/rules/lock.hpp"
#include "okta/rules/snapshot.hpp"
#include "okta/view/account.hpp"
#include "okta/view/memberships.hpp"

namespace okta {
namespace {

namespace json = boost::json;
constexpr std::chrono::seconds kPatience{5};

using back::sdk::Call;
using back::sdk::Reply;

// By Okta's clock; by ours only if Okta gave no date.
std::string as_of(const Client& client) {
  const auto ours = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return rfc3339(client.as_of().value_or(ours));
}

json::object without_account(const Client& client, std::string_view found) {
  return {{"as_of", as_of(client)},  {"found", found},           {"fields", json::array()},
          {"lists", json::array()},  {"actions", json::array()}, {"notices", json::array()},
          {"partial", json::array()}};
}

void add_partial(json::object& view, const std::string& why) {
  if (why.empty()) return;
  view["partial"].as_array().push_back(json::object{{"what", "Accounts"}, {"why", why}});
}

json::object no_account(const Client& client, const back::contract::Context& context,
                        const std::string& partial) {
  auto view = without_account(client, "none");
  json::array searched;
  if (context.account.empty()) {
    searched.emplace_back(searched_for(context));
  } else {
    searched.emplace_back("Okta, for the account that was picked earlier");
  }
  view["searched"] = std::move(searched);
  add_partial(view, partial);
  return view;
}

json::object to_pick(const Client& client, const Subject& subject, const Access& access,
                     const back::contract::Context& context) {
  auto view = without_account(client, "several");
  json::array candidates;
  for (const User& user : subject.candidates)
    candidates.push_back(view::account(user, access.domain));
  view["candidates"] = std::move(candidates);
  view["searched"] = json::array{searched_for(context)};
  add_partial(view, subject.partial);
  return view;
}

json::object whole(const Client& client, const UserInFull& user, Readable<Factors> factors,
                   const Guarding& guarding, const view::Memberships& memberships,
                   const Access& access) {
  const Situation now{user.user, std::move(factors)};
  json::object view{{"as_of", as_of(client)}, {"found", "one"}};
  view["account"] = view::account(now.user, access.domain);
  view["seen"] = Snapshot::of(now).to_json();
  view["fields"] = view::fields(user);
  view["lists"] = view::lists(now);
  view::add_memberships(memberships, view["lists"].as_array());
  view["actions"] = view::actions(now, guarding, token_power(access));
  view["notices"] = view::notices(now, guarding);
  view::add_not_looked_up(memberships, view["notices"].as_array());
  view["partial"] = view::partial(now, guarding.roles);
  view::add_unread(memberships, view["partial"].as_array());
  return view;
}

// For what explains the view and must not hold it up: it yields to everything else, and comes soon
// or is told to be missing.
back::http::Scope beside(const back::http::Scope& scope, back::http::Clock::time_point now) {
  back::http::Scope extra = scope;
  extra.priority = back::http::Priority::background;
  extra.deadline = std::min(scope.deadline, now + kPatience);
  extra.progress = nullptr;
  return extra;
}

Task<UserId> owner_and_power(Client& client, Client& extras, const Access& access) {
  UserId owner = co_await token_owner(client, access);
  co_await learn_owner_roles(extras, access, owner);
  co_return owner;
}

Task<HoldingsRead> holdings_of(Client& client, const Access& access, const UserId& id,
                               const Readable<Listed<Group>>& groups) {
  if (!groups.was_read()) co_return HoldingsRead{};
  co_return co_await read_holdings(client, access, id, groups.value->items, *groups.value);
}

// Asked only if there is an app that nothing else locks.
Task<GrantsRead> grants_of(Client& client, const Access& access,
                           const Readable<Listed<Group>>& groups,
                           const Readable<Listed<App>>& apps) {
  if (!groups.was_read() || !apps.was_read()) co_return GrantsRead{};
  const auto& all = apps.value->items;
  const bool any =
      std::any_of(all.begin(), all.end(), [](const App& app) { return !lock_of(app).has_value(); });
  if (!any) co_return GrantsRead{};
  co_return co_await read_grants(client, access, *groups.value);
}

// A list that is empty because the token may not see apps, as Okta does not say itself; empty if it
// is not so.
Task<std::string> why_no_apps(Client& client, const Access& access,
                              const Readable<Listed<App>>& apps) {
  if (!apps.was_read() || !apps.value->items.empty()) co_return std::string();
  const auto sees = co_await sees_apps(client, access);
  if (!sees.was_read() || *sees.value) co_return std::string();
  co_return std::string(
      "Okta shows this API token no apps at all, so the requester may well have some. It takes the "
      "scope okta.apps.read and a role that may see apps, such as Application Administrator or "
      "Read-only Administrator.");
}

}  // namespace

Task<Reply> requester_view(Call& call, const Access& access, back::http::Scope& scope) {
  Client client(access.transport, access.origin, scope);
  auto unhurried = beside(scope, access.time.now());
  Client extras(access.transport, access.origin, unhurried);
  const auto& context = call.context();
  const Subject subject = co_await find_subject(client, context);
  if (subject.kind == Subject::Kind::none)
    co_return Reply{no_account(client, context, subject.partial), {}};
  if (subject.kind == Subject::Kind::several)
    co_return Reply{to_pick(client, subject, access, context), {}};

  const UserId& id = *subject.id;
  auto user_read = client.user_in_full(id);
  auto factors_read = readable(client.factors(id));
  auto roles_read = read_roles_of(client, access, id);
  auto owner_read = owner_and_power(client, extras, access);
  auto groups_read = readable(client.groups_of(id));
  auto apps_read = readable(client.apps_of(id));
  auto rules_read = group_rules(extras, access);
  auto [user, factors, roles, owner, groups, apps, rules] = co_await back::loop::together(
      std::move(user_read), std::move(factors_read), std::move(roles_read), std::move(owner_read),
      std::move(groups_read), std::move(apps_read), std::move(rules_read));
  if (!user) co_return Reply{no_account(client, context, {}), {}};
  auto holdings_read = holdings_of(extras, access, id, groups);
  auto grants_read = grants_of(extras, access, groups, apps);
  auto unseen_read = why_no_apps(extras, access, apps);
  auto [holdings, grants, unseen] = co_await back::loop::together(
      std::move(holdings_read), std::move(grants_read), std::move(unseen_read));
  if (!unseen.empty()) apps = {std::nullopt, unseen};
  const Guarding guarding{context.actor.email, owner, roles, access.protection};
  const view::Memberships memberships{groups,          apps, holdings, grants, access.protection,
                                      user->user.login};
  co_return Reply{whole(client, *user, std::move(factors), guarding, memberships, access), {}};
}

}  // namespace okta
