// What is connected: listing, checking again, editing, removing.
#include <algorithm>

#include "cli/commands.hpp"
#include "cli/form.hpp"
#include "cli/json_shapes.hpp"
#include "cli/json_text.hpp"
#include "cli/perform.hpp"
#include "cli/problem.hpp"
#include "cli/question.hpp"
#include "core/printable.hpp"

namespace back::cli {
namespace {

using host::printable;

contract::Field teams_field(const host::PluginPtr& plugin) {
  if (plugin != nullptr && plugin->manifest.teams_field() != nullptr)
    return *plugin->manifest.teams_field();
  contract::Field field;
  field.id = "teams";
  field.title = "Teams";
  field.type = contract::FieldType::kTeams;
  field.required = true;
  return field;
}

std::vector<std::string> team_ids(const EditCommand& command, const host::PluginPtr& plugin,
                                  const host::Directory& directory) {
  std::vector<std::string> ids;
  const auto value = value_of(teams_field(plugin), command.teams, directory.teams());
  for (const auto& id : value.as_array()) ids.emplace_back(id.as_string());
  return ids;
}

std::vector<host::NamedSecret> new_secrets(const EditCommand& command,
                                           const contract::Manifest& manifest, Console& console) {
  std::vector<contract::Field> fields;
  for (const auto& field : manifest.connection)
    if (field.is_secret()) fields.push_back(field);
  Form form;
  form.fields = fields;
  form.secrets = read_secrets(command.secrets);
  return fill(std::move(form), console).secrets;
}

host::Connected replace_secrets(const EditCommand& command, const host::PluginPtr& plugin,
                                Session& session, Console& console) {
  if (plugin == nullptr)
    throw host::Refused("plugin_missing",
                        "The integration of this connection is not installed, or could not be "
                        "loaded; see: back-host plugins");
  const auto secrets = new_secrets(command, plugin->manifest, console);
  return wait_for("Checking the connection", session, console, [&](const host::Progress& progress) {
    return session.host().replace_secrets(session.actor(), command.connection, secrets, progress,
                                          session.stop());
  });
}

void report_edit(const host::Connected& result, const boost::json::array& edited, Session& session,
                 Console& console) {
  if (console.json) {
    auto document = shape_of(result);
    document["edited"] = edited;
    print_json(console.out, document);
    return;
  }
  const Page page = page_for(session, console);
  if (result.sentence.empty()) {
    console.out << page.style.good("Saved") << ". The connection is now:\n";
    render_connections(page, {result.connection});
  } else {
    render_connected(page, result, "Saved");
  }
}

void ask_before_disconnect(const DisconnectCommand& command, const host::ConnectionView& view,
                           Console& console) {
  if (command.yes) return;
  if (!console.interactive)
    refuse_without_input(
        "Disconnecting forgets the saved secrets and needs your agreement: run it "
        "on a terminal, or add --yes.");
  tell(console, "Disconnect " + view.title + ", " + view.id +
                    "? Its saved secrets are erased, and experts no longer see the integration in "
                    "their requests. Nothing changes at the vendor.");
  if (!ask_to_agree(console, "disconnect")) refuse_without_agreement("Nothing was disconnected.");
}

}  // namespace

Exit perform(const ConnectionsCommand&, Session& session, Console& console) {
  const auto connections = session.host().connections(session.actor());
  if (console.json)
    print_json(console.out, {{"connections", shapes_of(connections)}});
  else
    render_connections(page_for(session, console), connections);
  return Exit::kDone;
}

Exit perform(const CheckCommand& command, Session& session, Console& console) {
  const auto checked =
      wait_for("Checking the connection", session, console, [&](const host::Progress& progress) {
        return session.host().check(session.actor(), command.connection, progress, session.stop());
      });
  if (console.json)
    print_json(console.out, shape_of(checked));
  else
    render_connected(page_for(session, console), checked, "Connected");
  return checked.usable ? Exit::kDone : Exit::kNotConnected;
}

Exit perform(const EditCommand& command, Session& session, Console& console) {
  const bool secrets = command.new_secrets || !command.secrets.empty();
  if (!secrets && !command.has_teams)
    refuse_usage(
        "Say what to edit: --teams TEAM[,TEAM] or --token (or --secret-file, --secret-fd).");
  host::Host& host = session.host();
  const auto before = host.connection(session.actor(), command.connection);
  const auto plugin = host.plugin(before.plugin);
  std::vector<std::string> teams;
  if (command.has_teams) teams = team_ids(command, plugin, session.directory());
  boost::json::array edited;
  host::Connected result;
  result.usable = true;
  if (secrets) {
    result = replace_secrets(command, plugin, session, console);
    if (result.usable) edited.emplace_back("secrets");
  }
  if (command.has_teams && result.usable) {
    host.edit_teams(session.actor(), command.connection, teams);
    edited.emplace_back("teams");
  }
  result.connection = host.connection(session.actor(), command.connection);
  report_edit(result, edited, session, console);
  return result.usable ? Exit::kDone : Exit::kNotConnected;
}

Exit perform(const DisconnectCommand& command, Session& session, Console& console) {
  host::Host& host = session.host();
  const auto view = host.connection(session.actor(), command.connection);
  ask_before_disconnect(command, view, console);
  wait_for("Disconnecting", session, console, [&](const host::Progress&) {
    host.disconnect(session.actor(), command.connection, session.stop());
    return true;
  });
  if (console.json)
    print_json(console.out, {{"disconnected", command.connection}});
  else
    console.out << "Disconnected: " << printable(view.title) << ", " << printable(view.id)
                << ". Its secrets are erased here; delete the credential at the vendor as well.\n";
  return Exit::kDone;
}

}  // namespace back::cli
