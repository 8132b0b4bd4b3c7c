// An integration becomes a connection: the steps to follow at the vendor, the form, the check.
#include <sstream>

#include "cli/commands.hpp"
#include "cli/form.hpp"
#include "cli/json_shapes.hpp"
#include "cli/json_text.hpp"
#include "cli/perform.hpp"

namespace back::cli {
namespace {

// Refused before anything is asked.
host::PluginPtr plugin_to_connect(host::Host& host, const std::string& actor,
                                  const std::string& id) {
  (void)host.connections(actor);
  const host::PluginPtr plugin = host.plugin(id);
  if (plugin == nullptr) (void)host.connect(actor, {id, {}, {}});  // throws, and says why
  return plugin;
}

void show_steps(const contract::Manifest& manifest, Console& console) {
  std::ostringstream text;
  render_setup_steps(text, console.err_style, console.width, manifest);
  console.err.ask(text.str());
}

}  // namespace

Exit perform(const ConnectCommand& command, Session& session, Console& console) {
  host::Host& host = session.host();
  const auto plugin = plugin_to_connect(host, session.actor(), command.plugin);
  Form form;
  form.fields = plugin->manifest.connection;
  form.given = read_given(command.set);
  form.secrets = read_secrets(command.secrets);
  form.teams = session.directory().teams();
  form.advanced = command.advanced;
  if (console.interactive && !is_complete(form)) show_steps(plugin->manifest, console);
  Filled filled = fill(std::move(form), console);
  const host::NewConnection connection{command.plugin, std::move(filled.values),
                                       std::move(filled.secrets)};
  const auto connected =
      wait_for("Checking the connection", session, console, [&](const host::Progress& progress) {
        return host.connect(session.actor(), connection, progress, session.stop());
      });
  if (console.json)
    print_json(console.out, shape_of(connected));
  else
    render_connected(page_for(session, console), connected, "Connected");
  return connected.usable ? Exit::kDone : Exit::kNotConnected;
}

}  // namespace back::cli
