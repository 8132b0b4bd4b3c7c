// back-host: one face of host core, wired.
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "cli/arguments.hpp"
#include "cli/interrupt.hpp"
#include "cli/json_text.hpp"
#include "cli/secret_prompt.hpp"
#include "cli/terminal.hpp"
#include "core/printable.hpp"
#include "core/refused.hpp"

namespace back::cli {
namespace {

constexpr const char* kLeft =
    "back-host: Left without waiting. What was sent may have been done: back-host settle finds "
    "out.";

int code_of(Exit exit) { return static_cast<int>(exit); }

Exit report_error(const std::string& code, const std::string& sentence, bool json,
                  Messages& messages) {
  if (json)
    print_json(std::cout, {{"error", boost::json::object{{"code", code}, {"sentence", sentence}}}});
  else
    messages.line("back-host: " + host::printable(sentence));
  return exit_for_code(code);
}

// What to type on this command line, where core can only say what is missing.
std::string with_remedy(const host::Refused& refused) {
  if (refused.code() != "ambiguous_connection") return refused.sentence();
  return refused.sentence() + " Add --connection ID; back-host requester shows the ids.";
}

// A call that was given up because the person asked to stop ended as wished, not as an error.
Exit report_refused(const host::Refused& refused, bool json, bool stopping, Messages& messages) {
  const bool stopped = stopping && refused.code() == "cancelled";
  return report_error(stopped ? "stopped" : refused.code(), with_remedy(refused), json, messages);
}

Exit say(const Said& said, Messages& messages) {
  if (said.exit != Exit::kDone) return report_error("usage", said.text, said.json, messages);
  std::cout << said.text << std::flush;
  return Exit::kDone;
}

bool wants_colours(int descriptor) {
  const char* none = std::getenv("NO_COLOR");
  return is_terminal(descriptor) && (none == nullptr || *none == '\0');
}

// What goes wrong is told as well.
Exit perform_told(const Command& command, Session& session, Console& console) {
  const auto perform_it = [&](const auto& what) { return perform(what, session, console); };
  try {
    return std::visit(perform_it, command);
  } catch (const host::Refused& refused) {
    session.flush_log();
    return report_refused(refused, console.json, session.stop().stop_requested(), console.err);
  } catch (const std::exception& error) {
    return report_error("internal", std::string("This is a defect of back-host: ") + error.what(),
                        console.json, console.err);
  }
}

Exit run(const Arguments& arguments, Messages& messages, const Interrupts& interrupts) {
  DescriptorKeyboard keyboard(STDIN_FILENO, interrupts);
  Console console{std::cout, messages, keyboard};
  console.interactive = is_terminal(STDIN_FILENO) && messages.terminal();
  console.json = arguments.globals.json;
  console.out_style = Style(wants_colours(STDOUT_FILENO));
  console.err_style = Style(wants_colours(STDERR_FILENO));
  console.width = prose_width(STDOUT_FILENO);
  Session session(arguments.globals, console, interrupts.token());
  const Exit exit = perform_told(arguments.command, session, console);
  if (session.has_stuck_calls()) {
    session.flush_log();
    std::cout.flush();
    ::_exit(code_of(exit));
  }
  return exit;
}

Exit main_of(int count, const char* const* arguments) {
  forbid_core_files();
  Messages messages(std::cerr, is_terminal(STDERR_FILENO));
  const auto read = read_arguments(count, arguments);
  if (const auto* said = std::get_if<Said>(&read)) return say(*said, messages);
  const Interrupts interrupts([&messages] {
    restore_echo();
    messages.line(kLeft);
    ::_exit(code_of(Exit::kStopped));
  });
  const Exit exit = run(std::get<Arguments>(read), messages, interrupts);
  if (std::cout.flush()) return exit;
  messages.line("back-host: The result could not be written to standard output.");
  return exit == Exit::kDone ? Exit::kFailed : exit;
}

}  // namespace
}  // namespace back::cli

int main(int count, char** arguments) {
  return back::cli::code_of(back::cli::main_of(count, arguments));
}
