// What has been done, and what is not known yet.
#include "cli/commands.hpp"
#include "cli/json_shapes.hpp"
#include "cli/json_text.hpp"
#include "cli/perform.hpp"

namespace back::cli {

Exit perform(const TimelineCommand&, Session& session, Console& console) {
  const auto lines = session.host().timeline(session.actor(), session.request());
  if (!console.json) {
    render_timeline(page_for(session, console), lines);
    return Exit::kDone;
  }
  boost::json::array all;
  for (const auto& line : lines) all.push_back(host::to_json(line));
  print_json(console.out, {{"request", session.request()}, {"lines", std::move(all)}});
  return Exit::kDone;
}

Exit perform(const SettleCommand&, Session& session, Console& console) {
  host::Host& host = session.host_without_people();
  const auto settled =
      wait_for("Reading back", session, console, [&](const host::Progress& progress) {
        return host.settle_pending(progress, session.stop());
      });
  const std::size_t pending = host.pending();
  if (console.json)
    print_json(console.out, {{"settled", shapes_of(settled)}, {"pending", pending}});
  else
    render_settled(page_for(session, console), settled, pending);
  return pending == 0 ? Exit::kDone : Exit::kUnknown;
}

}  // namespace back::cli
