// An integration becomes a connection: the steps to follow at the vendor, the form, the check.
#include <algorithm>
#include <sstream>

#include "cli/commands.hpp"
#include "cli/form.hpp"
#include "cli/json_shapes.hpp"
#include "cli/json_text.hpp"
#include "cli/perform.hpp"
#include "cli/problem.hpp"
#include "core/printable.hpp"

namespace back::cli {
namespace {

bool is_known(const host::Host& host, const std::string& id) {
  const auto& lines = host.plugins();
  return std::any_of(lines.begin(), lines.end(), [&](const host::PluginLine& line) {
    return line.plugin == nullptr ? line.path.ends_with("/" + id + ".so") : line.plugin->id == id;
  });
}

std::string installed(const host::Host& host) {
  std::string ids;
  for (const auto& line : host.plugins())
    if (line.plugin != nullptr) ids += (ids.empty() ? "" : ", ") + line.plugin->id;
  return ids.empty() ? "none" : ids;
}

// Refused before anything is asked.
host::PluginPtr plugin_to_connect(host::Host& host, const std::string& actor,
                                  const std::string& id) {
  (void)host.connections(actor);
  if (!is_known(host, id))
    refuse_usage("There is no integration " + host::printable(id) +
                 ". Installed: " + host::printable(installed(host)) + ".");
  host::PluginPtr plugin = host.plugin(id);
  if (plugin == nullptr) (void)host.connect(actor, {id, {}, {}});  // throws, and says why
  return plugin;
}

void show_steps(const contract::Manifest& manifest, Console& console) {
  std::ostringstream text;
  render_setup_steps(text, console.err_style, console.width, manifest);
  std::string steps = text.str();
  steps.pop_back();  // the last line end is line()'s
  console.err.line(steps);
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
