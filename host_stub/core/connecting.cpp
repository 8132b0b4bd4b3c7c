// How connections come to be, change and go. Everything is checked with the vendor before it is
// saved.
#include <algorithm>
#include <set>

#include "core/answers.hpp"
#include "core/changes.hpp"
#include "core/connections.hpp"
#include "core/crypto.hpp"
#include "core/form.hpp"
#include "core/people.hpp"
#include "core/printable.hpp"
#include "core/refused.hpp"
#include "core/saved_connection.hpp"
#include "core/sealing.hpp"
#include "core/wall_clock.hpp"
#include "json/strict_json.hpp"

namespace back::host {
namespace {

std::string sentence_of(const boost::json::object& check) {
  return std::string(json::string_at(check, "sentence").value_or(""));
}

void require_known_teams(const Directory& directory, const std::vector<std::string>& teams) {
  const auto known = directory.teams();
  for (const auto& team : teams) {
    const auto found =
        std::find_if(known.begin(), known.end(), [&](const Team& one) { return one.id == team; });
    if (found == known.end())
      throw Refused("invalid_input", "There is no team " + printable(team) + ".");
  }
}

// Takes the teams out of what was filled in: they are the host's, and may change.
std::vector<std::string> take_teams(const contract::Manifest& manifest,
                                    boost::json::object& fields) {
  std::vector<std::string> teams;
  const auto* field = manifest.teams_field();
  if (field == nullptr) return teams;
  if (const auto* list = json::array_at(fields, field->id))
    for (const auto& team : *list) teams.emplace_back(team.as_string());
  fields.erase(field->id);
  return teams;
}

// Asks the plugin to check an open connection.
boost::json::object check_open(State& state, const contract::Context& context, OpenConnection& open,
                               const Progress& progress, const std::stop_token& stop) {
  Question question;
  question.kind = BACK_KIND_CHECK;
  question.context = contract::to_text(context);
  question.correlation = random_name("");
  question.time = call_time(state, *open.stage().plugin);
  question.grace = state.options.grace;
  const Answer answer = ask(state, open, std::move(question), progress, stop);
  return output_of(answer, Shape::kCheck, open.stage().table);
}

// Opens with these secrets and checks. What is open belongs to the caller if usable, and is closed
// otherwise.
struct Tried {
  OpenPtr open;
  boost::json::object check;
  bool usable = false;
};

Tried try_out(State& state, const contract::Context& context, const ConnectionRecord& record,
              const std::vector<NamedSecret>& secrets, const Progress& progress,
              const std::stop_token& stop) {
  const auto& manifest = state.links.plugin(record.plugin)->manifest;
  Tried tried;
  tried.open = state.links.open(record.plugin, open_config(manifest, record), secrets);
  try {
    tried.check = check_open(state, context, *tried.open, progress, stop);
  } catch (const Refused&) {
    state.links.close(tried.open);
    throw;
  }
  tried.usable = json::bool_at(tried.check, "usable").value_or(false);
  if (!tried.usable) state.links.close(tried.open);
  return tried;
}

ConnectionRecord new_record(const contract::Context& context, const Plugin& plugin,
                            boost::json::object fields) {
  ConnectionRecord record;
  record.id = random_name("c-").substr(0, 14);
  record.organisation = context.organisation.id;
  record.plugin = plugin.id;
  record.teams = take_teams(plugin.manifest, fields);
  record.config = json::canonical(fields);
  record.created_by = context.actor.id;
  record.created_at = wall_clock_now();
  return record;
}

// Saves what is open. If that fails nobody has use for it.
template <typename Save>
void save_or_close(State& state, const OpenPtr& open, const Save& save) {
  try {
    save();
  } catch (const Refused&) {
    state.links.close(open);
    throw;
  }
}

PluginPtr plugin_named(const State& state, const std::string& id) {
  if (PluginPtr plugin = state.links.plugin(id)) return plugin;
  for (const auto& line : state.plugins)
    if (line.plugin == nullptr && line.path.ends_with("/" + id + ".so"))
      throw Refused("plugin_missing",
                    "The integration " + printable(id) + " could not be loaded: " + line.sentence);
  throw Refused("plugin_missing", "There is no integration " + printable(id) + ".");
}

}  // namespace

Connected connect(State& state, const std::string& actor, const NewConnection& what,
                  const Progress& progress, const std::stop_token& stop) {
  const contract::Context context = admin_context(*state.directory, actor);
  const PluginPtr plugin = plugin_named(state, what.plugin);
  boost::json::object fields = filled_configuration(plugin->manifest, what.fields, what.secrets);
  ConnectionRecord record = new_record(context, *plugin, std::move(fields));
  require_known_teams(*state.directory, record.teams);
  Tried tried = try_out(state, context, record, what.secrets, progress, stop);
  if (!tried.usable) return {false, sentence_of(tried.check), {}, tried.check};
  record.check = json::canonical(tried.check);
  save_or_close(state, tried.open,
                [&] { state.store.add(record, seal_all(state.vault, record, what.secrets)); });
  state.links.adopt(record.id, record.revision, std::move(tried.open));
  return {true, sentence_of(tried.check), view_connection(state, actor, record.id), tried.check};
}

Connected check_connection(State& state, const std::string& actor, const std::string& id,
                           const Progress& progress, const std::stop_token& stop) {
  const contract::Context context = admin_context(*state.directory, actor);
  const ConnectionRecord record = record_for_admin(state, actor, id);
  Connected result;
  try {
    const OpenPtr open = open_saved(state, record);
    result.check = check_open(state, context, *open, progress, stop);
    result.usable = json::bool_at(result.check, "usable").value_or(false);
    result.sentence = sentence_of(result.check);
  } catch (const Refused& refused) {
    note_health(state, record, refused.code(), refused.sentence());
    throw;
  }
  state.store.set_status(
      id, result.usable ? ConnectionStatus::kConnected : ConnectionStatus::kReconnectNeeded,
      result.usable ? "" : result.sentence, json::canonical(result.check));
  result.connection = view_connection(state, actor, id);
  return result;
}

void edit_teams(State& state, const std::string& actor, const std::string& id,
                const std::vector<std::string>& teams) {
  ConnectionRecord record = record_for_admin(state, actor, id);
  require_known_teams(*state.directory, teams);
  const std::size_t distinct = std::set<std::string>(teams.begin(), teams.end()).size();
  if (teams.empty() || distinct != teams.size())
    throw Refused("invalid_input", "A connection needs at least one team, and each only once.");
  state.store.set_teams(id, teams);
}

Connected replace_secrets(State& state, const std::string& actor, const std::string& id,
                          const std::vector<NamedSecret>& secrets, const Progress& progress,
                          const std::stop_token& stop) {
  const contract::Context context = admin_context(*state.directory, actor);
  const ConnectionRecord record = record_for_admin(state, actor, id);
  const PluginPtr plugin = plugin_named(state, record.plugin);
  check_secrets(plugin->manifest, secrets);
  Tried tried = try_out(state, context, record, secrets, progress, stop);
  if (!tried.usable)
    return {false, sentence_of(tried.check), view_connection(state, actor, id), tried.check};
  save_or_close(state, tried.open, [&] {
    state.store.set_secrets(id, seal_all(state.vault, record, secrets));
    state.store.set_status(id, ConnectionStatus::kConnected, "", json::canonical(tried.check));
  });
  if (const auto now = state.store.connection(id))
    state.links.adopt(id, now->revision, std::move(tried.open));
  else
    state.links.close(tried.open);
  return {true, sentence_of(tried.check), view_connection(state, actor, id), tried.check};
}

void disconnect(State& state, const std::string& actor, const std::string& id,
                const std::stop_token& stop) {
  const ConnectionRecord record = record_for_admin(state, actor, id);
  settle_before_disconnect(state, record, stop);
  state.store.remove(id);
  state.links.close(id);
}

}  // namespace back::host
