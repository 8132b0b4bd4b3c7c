// Running an action: what it needs, whether it is really wanted, what came of it.
#include "cli/commands.hpp"
#include "cli/form.hpp"
#include "cli/json_shapes.hpp"
#include "cli/json_text.hpp"
#include "cli/perform.hpp"
#include "cli/problem.hpp"
#include "cli/question.hpp"
#include "cli/words.hpp"
#include "core/printable.hpp"
#include "json/strict_json.hpp"

namespace back::cli {
namespace {

using host::printable;
using host::Refused;

// An action that asks first is about one account that the person has seen: if this expert has not
// seen it yet, it is read now.
host::ActionPlan seen_plan(const RunCommand& command, Session& session, Console& console) {
  host::Host& host = session.host();
  const auto plan = [&] {
    return host.plan(session.actor(), session.request(), command.connection, command.action);
  };
  host::ActionPlan known = plan();
  const bool asks = known.action->asks_first() && !command.yes;
  if (!asks || !console.interactive || !known.account_login.empty()) return known;
  const auto views =
      wait_for("Reading the account", session, console, [&](const host::Progress& progress) {
        return host.requester(session.actor(), session.request(), progress, session.stop());
      });
  for (const auto& view : views) {
    if (view.connection != known.connection) continue;
    if (!view.code.empty()) throw Refused(view.code, view.sentence);
    const auto found = json::string_at(view.view, "found").value_or("");
    if (found == "several")
      throw Refused("several_accounts",
                    "Several accounts may be the requester's. Pick one first: back-host requester");
    if (found == "none")
      throw Refused("no_account", "No account of the requester was found; nothing was done.");
  }
  return plan();
}

Filled fill_input(const RunCommand& command, const host::ActionPlan& plan, Session& session,
                  Console& console) {
  Form form;
  form.fields = plan.action->input;
  form.given = read_given(command.set);
  form.secrets = read_secrets(command.secrets);
  form.advanced = command.advanced;
  form.search = [&](const std::string& source, const std::string& text,
                    const boost::json::object& values) {
    return session.host().options(session.actor(), session.request(),
                                  {plan.connection, source, text, "", values}, session.stop());
  };
  return fill(std::move(form), console);
}

void show_what_is_asked(const host::ActionPlan& plan, const Filled& input, const Session& session,
                        Console& console) {
  console.err.line("");
  console.err.line(console.err_style.bold(printable(plan.action->title)) + " in " +
                   printable(plan.plugin->manifest.title) + ", for request " +
                   printable(session.globals().request));
  if (!plan.account_login.empty())
    console.err.line("  On whom: " + console.err_style.bold(printable(plan.account_name)) + " (" +
                     printable(plan.account_login) + ")");
  for (const auto& field : plan.action->input)
    if (const auto* value = input.values.if_contains(field.id))
      console.err.line("  " + printable(field.title) + ": " + printable(text_of(*value)));
  tell(console, plan.confirmation, 2);
}

// Only who has seen what will happen, on whom, and typed yes has agreed.
void require_agreement(const RunCommand& command, const host::ActionPlan& plan, const Filled& input,
                       const Session& session, Console& console) {
  if (command.yes || !plan.action->asks_first()) return;
  if (!console.interactive)
    refuse_without_agreement(
        "\"" + printable(plan.action->title) +
        "\" needs your agreement: run it on a terminal, or add --yes. It asks: " +
        printable(plan.confirmation));
  show_what_is_asked(plan, input, session, console);
  if (!ask_to_agree(console, "go ahead, anything else to leave it"))
    refuse_without_agreement("Nothing was done.");
}

std::vector<SecretMember> members_of(const host::Ran& ran, const contract::Action& action) {
  std::vector<SecretMember> members;
  for (const auto& secret : ran.one_time) {
    std::string_view title = secret.field;
    for (const auto& result : action.results)
      if (result.id == secret.field) title = result.title;
    members.push_back({secret.field, title, secret.value.reveal()});
  }
  return members;
}

void report(const host::Ran& ran, const host::ActionPlan& plan, Session& session,
            Console& console) {
  if (console.json) {
    const auto document = shape_of(ran, undo_command(session.globals(), ran));
    print_json_with_secrets(console.out, document, members_of(ran, *plan.action));
    return;
  }
  const Page page = page_for(session, console);
  render_outcome(page, ran, plan.plugin);
  render_one_time(page, ran, plan.action);
}

}  // namespace

Exit perform(const RunCommand& command, Session& session, Console& console) {
  host::Host& host = session.host();
  const host::ActionPlan plan = seen_plan(command, session, console);
  Filled input = fill_input(command, plan, session, console);
  require_agreement(command, plan, input, session, console);
  host::Run what;
  what.actor = session.actor();
  what.request = session.request();
  what.connection = plan.connection;
  what.action = command.action;
  what.input = std::move(input.values);
  what.secrets = std::move(input.secrets);
  what.confirmed = true;
  what.key = command.key;
  const auto ran =
      wait_for(plan.action->title, session, console, [&](const host::Progress& progress) {
        return host.run(std::move(what), progress, session.stop());
      });
  report(ran, plan, session, console);
  return exit_for_outcome(ran.output());
}

}  // namespace back::cli
