// The expert's look at the requester, and which account is his.
#include "cli/commands.hpp"
#include "cli/field_text.hpp"
#include "cli/json_shapes.hpp"
#include "cli/json_text.hpp"
#include "cli/perform.hpp"
#include "cli/problem.hpp"
#include "core/printable.hpp"

namespace back::cli {
namespace {

void pick_or_forget(const RequesterCommand& command, Session& session, Console& console) {
  host::Host& host = session.host();
  if (command.forget) host.forget_pick(session.actor(), session.request(), command.connection);
  if (command.pick.empty()) return;
  wait_for("Reading the accounts", session, console, [&](const host::Progress&) {
    host.pick(session.actor(), session.request(), command.connection, command.pick);
    return true;
  });
}

void render_header(const Page& page, Session& session) {
  const auto request = session.directory().request(session.request());
  if (!request) return;
  page.out << "Request " << host::printable(request->id);
  if (!request->title.empty()) page.out << ": " << host::printable(request->title);
  page.out << "\nRequester " << host::printable(request->requester.name) << " <"
           << host::printable(request->requester.email) << ">\n";
}

// What was read at all counts; if nothing was, the first reason does.
Exit exit_for(const std::vector<host::RequesterView>& views, const Session& session) {
  for (const auto& view : views)
    if (view.code.empty()) return Exit::kDone;
  if (session.stop().stop_requested()) return Exit::kStopped;
  return views.empty() ? Exit::kNotConnected : exit_for_code(views.front().code);
}

}  // namespace

Exit perform(const RequesterCommand& command, Session& session, Console& console) {
  if (command.forget && !command.pick.empty()) refuse_usage("Give --pick or --forget, not both.");
  pick_or_forget(command, session, console);
  host::Host& host = session.host();
  const auto views =
      wait_for("Reading the account", session, console, [&](const host::Progress& progress) {
        if (!command.section.empty())
          return host.section(session.actor(), session.request(), command.section, progress,
                              session.stop());
        return host.requester(session.actor(), session.request(), progress, session.stop());
      });
  if (console.json) {
    print_json(console.out, {{"request", session.request()}, {"views", shapes_of(views)}});
    return exit_for(views, session);
  }
  const Page page = page_for(session, console);
  render_header(page, session);
  for (const auto& view : views) {
    console.out << '\n';
    const auto plugin = host.plugin(view.plugin);
    render_requester(page, view, plugin == nullptr ? nullptr : &plugin->manifest);
  }
  return exit_for(views, session);
}

Exit perform(const OptionsCommand& command, Session& session, Console& console) {
  boost::json::object input;
  for (const auto& given : read_given(command.set)) input[given.field] = given.text;
  const auto options = wait_for("Searching", session, console, [&](const host::Progress&) {
    return session.host().options(
        session.actor(), session.request(),
        {command.connection, command.source, command.text, command.cursor, input}, session.stop());
  });
  if (console.json)
    print_json(console.out, options);
  else
    render_options(page_for(session, console), options, command.source, command.text);
  return Exit::kDone;
}

Exit perform(const ActionsCommand&, Session& session, Console& console) {
  const auto offers =
      wait_for("Reading the account", session, console, [&](const host::Progress& progress) {
        return session.host().actions(session.actor(), session.request(), progress, session.stop());
      });
  if (console.json)
    print_json(console.out, {{"request", session.request()}, {"actions", shapes_of(offers)}});
  else
    render_actions(page_for(session, console), offers);
  return Exit::kDone;
}

}  // namespace back::cli
