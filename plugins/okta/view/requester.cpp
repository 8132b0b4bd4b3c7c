#include "okta/view/requester.hpp"

#include <chrono>

#include "loop/together.hpp"
#include "okta/change/read_back.hpp"
#include "okta/client/readable.hpp"
#include "okta/client/standing.hpp"
#include "okta/client/subject.hpp"
#include "okta/model/text.hpp"
#include "okta/rules/snapshot.hpp"
#include "okta/view/account.hpp"
#include "okta/view/memberships.hpp"

namespace okta {
namespace {

namespace json = boost::json;
using back::sdk::Call;
using back::sdk::Reply;

// By Okta's clock; by ours only if Okta gave no date.
std::string as_of(const Client& client) {
  if (!client.as_of().empty()) return client.as_of();
  return rfc3339(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
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

json::object whole(const Client& client, const Situation& now, const Guarding& guarding,
                   const view::Memberships& memberships, const Access& access) {
  json::object view{{"as_of", as_of(client)}, {"found", "one"}};
  view["account"] = view::account(now.user, access.domain);
  view["seen"] = Snapshot::of(now).to_json();
  view["fields"] = view::fields(now.user);
  view["lists"] = view::lists(now);
  view::add_memberships(memberships, view["lists"].as_array());
  view["actions"] = view::actions(now, guarding);
  view["notices"] = view::notices(now, guarding);
  view["partial"] = view::partial(now, guarding.roles);
  view::add_unread(memberships, view["partial"].as_array());
  return view;
}

}  // namespace

Task<Reply> requester_view(Call& call, const Access& access, back::http::Scope& scope) {
  Client client(access.transport, access.origin, scope);
  const auto& context = call.context();
  const Subject subject = co_await find_subject(client, context);
  if (subject.kind == Subject::Kind::none)
    co_return Reply{no_account(client, context, subject.partial), {}};
  if (subject.kind == Subject::Kind::several)
    co_return Reply{to_pick(client, subject, access, context), {}};

  const UserId& id = *subject.id;
  auto situation = read_situation(client, id, true);
  auto roles_read = read_roles_of(client, access, id);
  auto owner_read = token_owner(client, access);
  auto groups_read = readable(client.groups_of(id));
  auto apps_read = readable(client.apps_of(id));
  auto [now, roles, owner, groups, apps] = co_await back::loop::together(
      std::move(situation), std::move(roles_read), std::move(owner_read), std::move(groups_read),
      std::move(apps_read));
  if (!now) co_return Reply{no_account(client, context, {}), {}};
  const Guarding guarding{context.actor.email, owner, roles, access.protection};
  const view::Memberships memberships{groups, apps};
  co_return Reply{whole(client, *now, guarding, memberships, access), {}};
}

}  // namespace okta
