// Saved connections: how they are opened, shown and kept healthy. See connecting.cpp for how they
// come to be.
#include "contract/status.hpp"
#include "core/connections.hpp"
#include "core/people.hpp"
#include "core/printable.hpp"
#include "core/refused.hpp"
#include "core/saved_connection.hpp"
#include "core/sealing.hpp"
#include "json/strict_json.hpp"

namespace back::host {
namespace {

boost::json::object object_of(const std::string& text) {
  if (text.empty()) return {};
  try {
    return json::parse(text).as_object();
  } catch (const std::exception&) {
    throw Refused("store", "What the host keeps of a connection is damaged.");
  }
}

ConnectionView view_of(const State& state, const ConnectionRecord& record) {
  const PluginPtr plugin = state.links.plugin(record.plugin);
  return {.id = record.id,
          .plugin = record.plugin,
          .title = plugin == nullptr ? record.plugin : plugin->manifest.title,
          .plugin_loaded = plugin != nullptr,
          .fields = object_of(record.config),
          .teams = record.teams,
          .status = record.status,
          .reason = record.reason,
          .check = object_of(record.check),
          .created_by = record.created_by,
          .created_at = record.created_at};
}

// It may be removed at any moment, and its secrets with it.
void require_still_there(const State& state, const ConnectionRecord& record) {
  if (state.store.connection(record.id) == nullptr)
    throw Refused("unknown_connection", "The connection has just been removed.");
}

}  // namespace

std::string open_config(const contract::Manifest& manifest, const ConnectionRecord& record) {
  boost::json::object config = object_of(record.config);
  boost::json::array teams;
  for (const auto& team : record.teams) teams.emplace_back(team);
  if (const auto* field = manifest.teams_field()) config[field->id] = std::move(teams);
  return json::canonical(config);
}

ConnectionRecord record_for_admin(const State& state, const std::string& actor,
                                  const std::string& id) {
  const contract::Context context = admin_context(*state.directory, actor);
  const auto record = state.store.connection(id);
  if (record == nullptr || record->organisation != context.organisation.id)
    throw Refused("unknown_connection", "There is no connection " + printable(id) + ".");
  return *record;
}

OpenPtr open_saved(State& state, const ConnectionRecord& record) {
  if (OpenPtr open = state.links.find(record.id, record.revision)) return open;
  const PluginPtr plugin = state.links.plugin(record.plugin);
  if (plugin == nullptr)
    throw Refused("plugin_missing", "The integration " + printable(record.plugin) +
                                        " is not installed, or could not be loaded.");
  const auto secrets = unseal_all(state.vault, record, state.store.secrets(record.id));
  require_still_there(state, record);
  OpenPtr open = state.links.open(record.plugin, open_config(plugin->manifest, record), secrets);
  open = state.links.adopt(record.id, record.revision, std::move(open));
  try {
    require_still_there(state, record);
  } catch (const Refused&) {
    state.links.close(record.id);
    throw;
  }
  return open;
}

void note_health(State& state, const ConnectionRecord& record, const std::string& code,
                 const std::string& sentence) {
  const bool rejected = code == contract::status_name(BACK_UNAUTHENTICATED);
  if (rejected && record.status == ConnectionStatus::kConnected)
    state.store.set_status(record.id, ConnectionStatus::kReconnectNeeded, sentence);
  if (code.empty() && record.status == ConnectionStatus::kReconnectNeeded)
    state.store.set_status(record.id, ConnectionStatus::kConnected, "");
}

std::vector<ConnectionView> list_connections(const State& state, const std::string& actor) {
  const contract::Context context = admin_context(*state.directory, actor);
  std::vector<ConnectionView> views;
  for (const auto& record : state.store.connections(context.organisation.id))
    views.push_back(view_of(state, record));
  return views;
}

ConnectionView view_connection(const State& state, const std::string& actor,
                               const std::string& id) {
  return view_of(state, record_for_admin(state, actor, id));
}

}  // namespace back::host
