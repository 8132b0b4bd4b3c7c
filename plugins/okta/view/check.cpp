#include "okta/view/check.hpp"

#include <algorithm>

#include "loop/together.hpp"
#include "okta/client/client.hpp"
#include "okta/client/readable.hpp"
#include "okta/model/text.hpp"
#include "okta/view/capabilities.hpp"

namespace okta {
namespace {

namespace json = boost::json;
using back::sdk::Failure;
using back::sdk::Reply;

Failure no_organisation(const std::string& host) {
  Failure failure(BACK_INVALID_CONFIGURATION, "There is no Okta organisation at " + host +
                                                  ". Check the spelling of the domain.");
  failure.with_details({{"pointer", "/domain"}});
  return failure;
}

// The first thing asked, and without the token: whoever answers there must say that it is this
// organisation.
Task<PublicOrganisation> look_up(Client& client, const Access& access) {
  std::optional<PublicOrganisation> found;
  bool nothing_there = false;
  try {
    found = co_await client.public_organisation();
  } catch (const Failure& failure) {
    nothing_there = failure.status() == BACK_UPSTREAM_ERROR || failure.status() == BACK_NOT_FOUND;
    if (!nothing_there) throw;
  }
  const std::string host = access.domain.host();
  if (nothing_there) throw no_organisation(host);
  if (!found->host.empty() && found->host != host) {
    Failure failure(BACK_INVALID_CONFIGURATION, "The Okta organisation at " + host +
                                                    " is now called " + found->host +
                                                    ". Type that domain instead.");
    failure.with_details({{"pointer", "/domain"}});
    throw failure;
  }
  co_return *std::move(found);
}

// Why the connection must not be saved; empty if it may.
std::string objection(const PublicOrganisation& there, const Readable<Organisation>& here,
                      const Probes& probes) {
  if (here.was_read() && here.value->id != there.id) {
    return "The API token belongs to another Okta organisation than the domain. Create a token in "
           "this one.";
  }
  if (!probes.users.was_read())
    return "The API token cannot be used: accounts cannot be read. " + probes.users.why;
  // There is always at least the token's owner: Okta answers with an empty list when a role is
  // missing.
  if (!*probes.users.value) {
    return "The API token cannot be used: Okta shows it no accounts at all. Give its owner an "
           "administrator role, such "
           "as Group Administrator.";
  }
  return {};
}

std::string welcome(const std::string& organisation, const User& owner,
                    const json::array& abilities) {
  std::string text = organisation + " answers, and " + owner.name + " owns the API token.";
  const bool something_missing =
      std::any_of(abilities.begin(), abilities.end(),
                  [](const json::value& each) { return each.at("verdict") == "no"; });
  if (something_missing)
    text += " Some things are not possible with this token; the list says which.";
  return text;
}

// Reads all that tells what the token may do, at once.
Task<Probes> probe(Client& client, const UserId& owner, Readable<Organisation>& here) {
  auto organisation_read = readable(client.organisation());
  auto users_read = readable(client.lists_users());
  auto factors_read = readable(client.factors(owner));
  auto roles_read = readable(client.roles(owner));
  auto groups_read = readable(client.lists_groups());
  auto apps_read = readable(client.lists_apps());
  auto rules_read = readable(client.lists_group_rules());
  auto [organisation, users, factors, roles, groups, apps, rules] = co_await back::loop::together(
      std::move(organisation_read), std::move(users_read), std::move(factors_read),
      std::move(roles_read), std::move(groups_read), std::move(apps_read), std::move(rules_read));
  here = std::move(organisation);
  co_return Probes{std::move(users),  std::move(factors), std::move(roles),
                   std::move(groups), std::move(apps),    std::move(rules)};
}

}  // namespace

// Whatever was learnt of the token before counts no more.
Task<Reply> checked(const Access& access, back::http::Scope& scope) {
  access.memory = Memory();
  Client client(access.transport, access.origin, scope);
  const PublicOrganisation there = co_await look_up(client, access);
  const User owner = co_await client.token_owner();
  access.memory.token_owner = owner.id;

  Readable<Organisation> here;
  const Probes probes = co_await probe(client, owner.id, here);
  if (probes.roles.was_read() || probes.roles.refused)
    access.memory.owner_roles.keep(probes.roles, access.time.now());
  const std::string name =
      here.was_read() && !here.value->name.empty() ? here.value->name : access.domain.label();
  const std::string problem = objection(there, here, probes);

  json::array abilities = capabilities(probes, access.manifest);
  json::object output{{"usable", problem.empty()}};
  output["sentence"] = problem.empty() ? welcome(name, owner, abilities) : problem;
  output["organisation"] = {
      {"id", there.id.text()}, {"name", name}, {"link", "https://" + access.domain.host()}};
  output["credential"] = {
      {"account", owner.id.text()}, {"name", owner.name}, {"login", shown(owner.login)}};
  output["capabilities"] = std::move(abilities);
  co_return Reply{std::move(output), {}};
}

}  // namespace okta
