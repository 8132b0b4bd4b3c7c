#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>
#include <functional>

#include "back/plugin.h"
#include "cli/help_text.hpp"
#include "core/printable.hpp"

namespace back::cli {
namespace {

std::string version_text() {
  return "back-host " BACK_HOST_VERSION ", plugin interface " + std::to_string(BACK_ABI_MAJOR) +
         "." + std::to_string(BACK_ABI_MINOR);
}

// The commands as they are being read.
class Reader {
 public:
  explicit Reader(Globals& globals);

  CLI::App& app() { return app_; }
  Command command() const;

 private:
  template <typename Draft>
  CLI::App& add(const char* name, const char* about, const char* group, Draft& draft) {
    CLI::App* command = app_.add_subcommand(name, about);
    command->group(group);
    command->footer(command_footer(name));
    made_.emplace_back(command, [&draft] { return Command(draft); });
    return *command;
  }
  void add_globals(Globals& globals);
  void add_for_admins();
  void add_for_experts();
  void add_run();
  static void add_list(CLI::App& command, const char* option, std::vector<std::string>& list,
                       const char* shape, const char* about);
  static void add_secrets(CLI::App& command, SecretSources& secrets);

  CLI::App app_{std::string(kAbout), "back-host"};
  PluginsCommand plugins_;
  ConnectCommand connect_;
  ConnectionsCommand connections_;
  CheckCommand check_;
  EditCommand edit_;
  DisconnectCommand disconnect_;
  RequesterCommand requester_;
  OptionsCommand options_;
  ActionsCommand actions_;
  RunCommand run_;
  TimelineCommand timeline_;
  SettleCommand settle_;
  std::vector<std::pair<CLI::App*, std::function<Command()>>> made_;
};

Reader::Reader(Globals& globals) {
  app_.fallthrough();
  app_.require_subcommand(1);
  app_.set_help_flag("-h,--help", "Show this and exit");
  app_.set_version_flag("--version", version_text());
  app_.get_formatter()->column_width(30);
  app_.get_formatter()->label("REQUIRED", "");
  app_.footer(program_footer());
  add_globals(globals);
  add("plugins", "List the plugins that are installed, or why one was not loaded", "Anybody",
      plugins_);
  add_for_admins();
  add_for_experts();
  add_run();
  add("timeline", "What was done on the request: who, what, on whom, how it ended", "Experts",
      timeline_);
  add("settle", "Find out how interrupted changes ended", "The operator", settle_);
}

void Reader::add_globals(Globals& globals) {
  const auto option = [&](const char* name, std::string& value, const char* shape,
                          const char* about) {
    app_.add_option(name, value, about)->type_name(shape);
  };
  option("--as", globals.actor, "EXPERT", "Who acts: id or e-mail address");
  option("--request", globals.request, "ID", "The request that is worked on");
  option("--directory", globals.directory, "FILE", "Organisation, teams, experts and requests");
  option("--network", globals.network, "FILE",
         "How connections leave this machine: CA, proxy, connect-to map");
  option("--home", globals.home, "DIR",
         "Connections and timelines [$XDG_STATE_HOME/back-host or ~/.local/state/back-host]");
  option("--plugins", globals.plugins, "DIR", "Where plugins are [../plugins beside this program]");
  option("--log", globals.log, "FILE",
         "The operator's log as lines of JSON; - is standard error [warnings, readable]");
  app_.add_flag("--json", globals.json, "Results as one JSON document")->disable_flag_override();
}

void Reader::add_list(CLI::App& command, const char* option, std::vector<std::string>& list,
                      const char* shape, const char* about) {
  command.add_option(option, list, about)->type_name(shape)->allow_extra_args(false);
}

void Reader::add_secrets(CLI::App& command, SecretSources& secrets) {
  add_list(command, "--secret-file", secrets.files, "FIELD=FILE",
           "Read a secret field from a file that only you can read");
  add_list(command, "--secret-fd", secrets.descriptors, "FIELD=N",
           "Read a secret field from an open descriptor");
}

void Reader::add_for_admins() {
  constexpr const char* kGroup = "Admins";
  auto& connect = add("connect", "Connect an integration", kGroup, connect_);
  connect.add_option("PLUGIN", connect_.plugin, "Id of a plugin: see plugins")
      ->required()
      ->type_name(" ");
  add_list(connect, "--set", connect_.set, "FIELD=VALUE", "Answer a field of the form");
  add_secrets(connect, connect_.secrets);
  connect.add_flag("--advanced", connect_.advanced, "Ask for advanced fields as well")
      ->disable_flag_override();
  add("connections", "List what is connected, with its status", kGroup, connections_);
  auto& check = add("check", "Check a connection again, and what it may do", kGroup, check_);
  check.add_option("CONNECTION", check_.connection, "Id: see connections")
      ->required()
      ->type_name(" ");
  auto& edit = add("edit", "Change a connection's teams, or replace its secrets", kGroup, edit_);
  edit.add_option("CONNECTION", edit_.connection, "Id: see connections")
      ->required()
      ->type_name(" ");
  edit.add_option_function<std::string>(
          "--teams",
          [this](const std::string& teams) {
            edit_.teams = teams;
            edit_.has_teams = true;
          },
          "The teams whose experts may use it, all of them")
      ->type_name("TEAM[,TEAM]");
  edit.add_flag("--token,--replace-secrets", edit_.new_secrets, "Ask for new secrets")
      ->disable_flag_override();
  add_secrets(edit, edit_.secrets);
  auto& disconnect = add("disconnect", "Remove a connection", kGroup, disconnect_);
  disconnect.add_option("CONNECTION", disconnect_.connection, "Id: see connections")
      ->required()
      ->type_name(" ");
  disconnect.add_flag("--yes", disconnect_.yes, "Do not ask")->disable_flag_override();
}

void Reader::add_for_experts() {
  constexpr const char* kGroup = "Experts";
  auto& requester = add("requester", "Show the requester's accounts", kGroup, requester_);
  requester.add_option("--pick", requester_.pick, "This account is the requester's")
      ->type_name("ACCOUNT");
  requester.add_flag("--forget", requester_.forget, "Forget which account was picked")
      ->disable_flag_override();
  requester.add_option("--section", requester_.section, "Only this section, read on demand")
      ->type_name("SECTION");
  requester.add_option("--connection", requester_.connection, "For --pick and --forget")
      ->type_name("ID");
  add("actions", "List what may be done for the requester now", kGroup, actions_);
  auto& options = add("options", "Look up what may be put into a field", kGroup, options_);
  options.add_option("SOURCE", options_.source, "Which list, as the plugin calls it")
      ->required()
      ->type_name(" ");
  options.add_option("TEXT", options_.text, "Part of a name; left out: all")->type_name(" ");
  add_list(options, "--set", options_.set, "FIELD=VALUE",
           "What the form holds so far, for a field that depends on another");
  options.add_option("--cursor", options_.cursor, "Go on where the last answer ended")
      ->type_name("CURSOR");
  options.add_option("--connection", options_.connection, "If several apply")->type_name("ID");
}

void Reader::add_run() {
  auto& run = add("run", "Run an action on the requester's account", "Experts", run_);
  run.add_option("ACTION", run_.action, "Id: see actions")->required()->type_name(" ");
  add_list(run, "--set", run_.set, "FIELD=VALUE", "Answer a field of the action");
  add_secrets(run, run_.secrets);
  run.add_flag("--advanced", run_.advanced, "Ask for advanced fields as well")
      ->disable_flag_override();
  run.add_flag("--yes", run_.yes, "Agreed: do not ask before it disrupts or destroys")
      ->disable_flag_override();
  run.add_option("--connection", run_.connection, "If several have the action")->type_name("ID");
  run.add_option("--key", run_.key, "Idempotency key of your own")->type_name("KEY");
}

Command Reader::command() const {
  for (const auto& [app, make] : made_)
    if (app->parsed()) return make();
  return PluginsCommand{};  // not reached: one command is required
}

bool looks_like_a_command(const std::string& word) {
  constexpr std::size_t kLongest = 16;
  return word.size() <= kLongest && !word.starts_with('-') &&
         word.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos;
}

// Of the words nothing was made of. Says no value: it might be a secret that was typed in the
// wrong place.
std::string sentence_of_extras(const std::vector<std::string>& extras, const char* otherwise) {
  for (const auto& extra : extras)
    if (extra.starts_with("-"))
      return "There is no option " + host::printable(extra.substr(0, extra.find('='))) + " here.";
  return otherwise;
}

std::string sentence_without_command(const std::vector<std::string>& extras) {
  if (extras.empty()) return "Say what to do.";
  if (looks_like_a_command(extras.front())) return "There is no command " + extras.front() + ".";
  return sentence_of_extras(extras, "The first word is not a command.");
}

std::string sentence_of(const CLI::ParseError& error, const CLI::App& app) {
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr)
    return sentence_of_extras(app.remaining(true), "There is an argument too many.");
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && app.get_subcommands().empty())
    return sentence_without_command(app.remaining());
  std::string sentence = host::printable(error.what());
  if (!sentence.ends_with('.')) sentence += '.';
  return sentence;
}

std::string help_hint(const CLI::App& app) {
  const auto commands = app.get_subcommands();
  return " See: back-host " + (commands.empty() ? "" : commands.front()->get_name() + " ") +
         "--help";
}

bool asks_for_json(int count, const char* const* arguments) {
  for (int i = 1; i < count; ++i)
    if (std::string_view(arguments[i]) == "--json") return true;
  return false;
}

}  // namespace

std::variant<Arguments, Said> read_arguments(int count, const char* const* arguments) {
  Globals globals;
  Reader reader(globals);
  if (count > 0 && arguments[0] != nullptr) globals.program = arguments[0];
  try {
    reader.app().parse(count, arguments);
  } catch (const CLI::CallForVersion&) {
    return Said{Exit::kDone, version_text() + "\n"};
  } catch (const CLI::CallForHelp&) {
    const auto commands = reader.app().get_subcommands();
    const CLI::App& about = commands.empty() ? reader.app() : *commands.front();
    return Said{Exit::kDone, about.help(commands.empty() ? "" : "back-host")};
  } catch (const CLI::ParseError& error) {
    return Said{Exit::kUsage, sentence_of(error, reader.app()) + help_hint(reader.app()),
                asks_for_json(count, arguments)};
  }
  return Arguments{std::move(globals), reader.command()};
}

}  // namespace back::cli
