#include "core/people.hpp"

#include "contract/who_may.hpp"
#include "core/printable.hpp"
#include "core/refused.hpp"

namespace back::host {
namespace {

void require(const contract::Verdict& verdict) {
  if (!verdict.allowed) throw Refused(std::string(verdict.code), verdict.sentence);
}

contract::Context context_of(const Directory& directory, const std::string& actor) {
  if (actor.empty()) throw Refused("unknown_expert", "Nobody was named who acts.");
  auto expert = directory.expert(actor);
  if (!expert.has_value())
    throw Refused("unknown_expert", printable(actor) + " is not an expert of this organisation.");
  contract::Context context;
  context.organisation = directory.organisation();
  context.actor = {std::move(expert->id), std::move(expert->name), std::move(expert->email),
                   std::move(expert->teams), expert->admin};
  return context;
}

}  // namespace

contract::Context admin_context(const Directory& directory, const std::string& actor) {
  contract::Context context = context_of(directory, actor);
  require(contract::may_configure(context));
  return context;
}

contract::Context request_context(const Directory& directory, const std::string& actor,
                                  const std::string& request) {
  contract::Context context = context_of(directory, actor);
  auto found = directory.request(request);
  if (!found.has_value())
    throw Refused("unknown_request", "There is no request " + printable(request) + ".");
  context.request = contract::RequestRef{std::move(found->id), std::move(found->team)};
  context.requester = std::move(found->requester);
  return context;
}

void require_may_act(const ConnectionRecord& connection, const contract::Context& context) {
  require(contract::may_act(connection.teams, context));
}

std::vector<ConnectionRecord> connections_for(const Store& store,
                                              const contract::Context& context) {
  std::vector<ConnectionRecord> open_to_actor;
  std::optional<contract::Verdict> refusal;
  for (auto& connection : store.connections(context.organisation.id)) {
    contract::Verdict verdict = contract::may_act(connection.teams, context);
    if (verdict.allowed)
      open_to_actor.push_back(std::move(connection));
    else if (verdict.code != "foreign_team")
      refusal = std::move(verdict);  // the team has it, so the reason lies with the actor
  }
  if (!open_to_actor.empty()) return open_to_actor;
  if (refusal.has_value()) throw Refused(std::string(refusal->code), refusal->sentence);
  throw Refused("not_connected",
                "No integration is connected for the team of this request: an admin can connect "
                "one, or add the team to a connection.");
}

ConnectionPtr one_connection(const Store& store, const contract::Context& context,
                             const std::string& named) {
  if (!named.empty()) {
    auto connection = store.connection(named);
    // One of another organisation is none.
    if (connection == nullptr || connection->organisation != context.organisation.id)
      throw Refused("unknown_connection", "There is no connection " + printable(named) + ".");
    require_may_act(*connection, context);
    return connection;
  }
  auto all = connections_for(store, context);
  if (all.size() > 1)
    throw Refused("ambiguous_connection",
                  "Several connections apply to this request; say which one.");
  return std::make_shared<ConnectionRecord>(std::move(all.front()));
}

}  // namespace back::host
