#include "cli/commands.hpp"
#include "cli/json_shapes.hpp"
#include "cli/json_text.hpp"
#include "cli/perform.hpp"

namespace back::cli {

Exit perform(const PluginsCommand&, Session& session, Console& console) {
  const auto& lines = session.host_without_state().plugins();
  if (console.json)
    print_json(console.out, {{"plugins", shapes_of(lines)}});
  else
    render_plugins(page_for(session, console), lines);
  return Exit::kDone;
}

}  // namespace back::cli
