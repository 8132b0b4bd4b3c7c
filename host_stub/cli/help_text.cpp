#include "cli/help_text.hpp"

#include <array>

#include "cli/exit_codes.hpp"

namespace back::cli {
namespace {

constexpr std::string_view kHowTo = R"(
Options may stand before or after the command. Team and requester follow from the request.

A first walk:
  back-host plugins
  back-host connect PLUGIN --directory FILE --as ADMIN
  back-host requester --directory FILE --as EXPERT --request ID
  back-host run ACTION --directory FILE --as EXPERT --request ID
  back-host COMMAND --help          what a command does, with its options

Secrets are typed at a prompt that does not show them, or come from --secret-file FIELD=FILE (a file
of yours that nobody else may read) or --secret-fd FIELD=N (an open descriptor); never from an
argument or the environment.

With --json, standard output is one JSON document and nothing else; an error is
{"error": {"code": ..., "sentence": ...}}. Messages, questions and progress go to standard error.

Exit codes:
)";

struct Footer {
  std::string_view command;
  std::string_view text;
};

constexpr std::array kFooters = {
    Footer{"plugins", R"(
Needs neither --as nor --directory. A plugin that was not loaded is listed with the reason.)"},
    Footer{"connect", R"(
Shows the steps to follow at the vendor, asks for each field of the plugin's form, checks the
connection, and saves it only if it can be used. Fields given with --set are not asked for; without a
terminal all that is required must be given.

  back-host connect lamp --as ada --directory FILE --set teams=it,hr
  back-host connect PLUGIN ... --set FIELD=VALUE --secret-file FIELD=FILE)"},
    Footer{"edit", R"(
New secrets are checked first: if they do not work the old ones stay. Fields other than teams and
secrets cannot be changed; disconnect and connect again.

  back-host edit c-0123456789ab --as ada --directory FILE --teams it,hr
  back-host edit c-0123456789ab --as ada --directory FILE --token)"},
    Footer{"disconnect", R"(
Erases the saved secrets. Changes that are still unknown are read back first. Asks, unless --yes.)"},
    Footer{"requester", R"(
Shows what each integration of the request's team knows about the requester, with what may be done
now. Where several accounts may be the requester's, --pick says which one is; it is remembered for
this requester and connection until --forget. --section reads one of the sections that are not read
with the rest; the view names them.)"},
    Footer{"options", R"(
Looks up what may be put into a field of an action. SOURCE is what the plugin calls the list, TEXT the
beginning of a name.)"},
    Footer{"run", R"(
Asks for what the action needs, and before an action that disrupts or destroys says what will happen
and on whom: only the typed word yes goes ahead. Without a terminal give --set for each required field,
and --yes. Ctrl-C asks to stop; what was sent already is followed to its end and told truthfully.

The same --key never acts twice: repeating a call with it tells how the first one ended.

  back-host run ACTION --as EXPERT --request ID --directory FILE
  back-host run ACTION ... --set FIELD=VALUE --yes --json)"},
    Footer{"settle", R"(
Reads back how changes ended that were interrupted by a crash, a lost answer or Ctrl-C. Sends nothing
that changes anything. Needs neither --as nor --directory.)"},
};

}  // namespace

std::string program_footer() { return std::string(kHowTo) + exit_code_table(); }

std::string command_footer(std::string_view command) {
  std::string text;
  for (const Footer& footer : kFooters)
    if (footer.command == command) text = std::string(footer.text) + "\n";
  return text + "\nOptions of every command, and exit codes: back-host --help";
}

}  // namespace back::cli
