#include "core/clearing.hpp"

#include <algorithm>

#include "core/changes.hpp"
#include "core/people.hpp"
#include "core/printable.hpp"
#include "core/refused.hpp"
#include "core/views.hpp"
#include "json/strict_json.hpp"

namespace back::host {
namespace {

bool has_action(const State& state, const ConnectionRecord& record, const std::string& action) {
  const PluginPtr plugin = state.links.plugin(record.plugin);
  return plugin != nullptr && plugin->manifest.action(action) != nullptr;
}

// The connection meant: the one that is named, or the only one that has the action.
ConnectionPtr connection_for(const State& state, const contract::Context& context,
                             const std::string& named, const std::string& action) {
  if (!named.empty()) return one_connection(state.store, context, named);
  auto all = connections_for(state.store, context);
  const auto end = std::remove_if(all.begin(), all.end(), [&](const ConnectionRecord& record) {
    return !has_action(state, record, action);
  });
  const auto count = std::distance(all.begin(), end);
  if (count == 0)
    throw Refused("unknown_action",
                  "No integration of this request has an action " + printable(action) + ".");
  if (count > 1)
    throw Refused("ambiguous_connection", "Several connections have this action; say which one.");
  return std::make_shared<ConnectionRecord>(std::move(all.front()));
}

}  // namespace

Cleared clear(const State& state, const std::string& actor, const std::string& request,
              const std::string& connection, const std::string& action) {
  Cleared cleared;
  cleared.context = request_context(*state.directory, actor, request);
  cleared.record = connection_for(state, cleared.context, connection, action);
  cleared.plugin = state.links.plugin(cleared.record->plugin);
  if (cleared.plugin == nullptr)
    throw Refused("plugin_missing", "The integration " + printable(cleared.record->plugin) +
                                        " is not installed, or could not be loaded.");
  cleared.action = cleared.plugin->manifest.action(action);
  if (cleared.action == nullptr)
    throw Refused("unknown_action", "The integration has no action " + printable(action) + ".");
  apply_pick(state, *cleared.record, cleared.context);
  return cleared;
}

std::string question_before(const contract::Action& action, const boost::json::object& last_view) {
  if (!action.asks_first()) return "";
  std::string question = action.confirmation;
  const auto* offers = json::array_at(last_view, "actions");
  if (offers == nullptr) return question;
  for (const auto& offer : *offers) {
    if (json::string_at(offer.as_object(), "id") != action.id) continue;
    if (const auto more = json::string_at(offer.as_object(), "confirmation"))
      question += " " + std::string(*more);
  }
  return question;
}

ActionPlan plan_action(const State& state, const std::string& actor, const std::string& request,
                       const std::string& connection, const std::string& action) {
  Cleared cleared = clear(state, actor, request, connection, action);
  const auto view = last_view(state, cleared.context, cleared.record->id);
  ActionPlan plan;
  plan.connection = cleared.record->id;
  plan.plugin = cleared.plugin;
  plan.action = cleared.action;
  plan.confirmation = question_before(*cleared.action, view);
  if (const auto* account = json::object_at(view, "account")) {
    plan.account_name = json::string_at(*account, "name").value_or("");
    plan.account_login = json::string_at(*account, "login").value_or("");
  }
  return plan;
}

}  // namespace back::host
