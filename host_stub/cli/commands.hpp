// The commands, one struct each: what the command line says, and what it does with a session.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "cli/console.hpp"
#include "cli/exit_codes.hpp"
#include "cli/secret_source.hpp"
#include "cli/session.hpp"

namespace back::cli {

struct PluginsCommand {};

struct ConnectCommand {
  std::string plugin;
  std::vector<std::string> set;
  SecretSources secrets;
  bool advanced = false;
};

struct ConnectionsCommand {};

struct CheckCommand {
  std::string connection;
};

struct EditCommand {
  std::string connection;
  std::string teams;
  bool has_teams = false;
  bool new_secrets = false;
  SecretSources secrets;
};

struct DisconnectCommand {
  std::string connection;
  bool yes = false;
};

struct RequesterCommand {
  std::string connection;
  std::string pick;
  bool forget = false;
  std::string section;
};

struct OptionsCommand {
  std::string source;
  std::string text;
  std::string cursor;
  std::string connection;
  std::vector<std::string> set;
};

struct ActionsCommand {};

struct RunCommand {
  std::string action;
  std::vector<std::string> set;
  SecretSources secrets;
  bool yes = false;
  std::string connection;
  std::string key;
  bool advanced = false;
};

struct TimelineCommand {};
struct SettleCommand {};

using Command = std::variant<PluginsCommand, ConnectCommand, ConnectionsCommand, CheckCommand,
                             EditCommand, DisconnectCommand, RequesterCommand, OptionsCommand,
                             ActionsCommand, RunCommand, TimelineCommand, SettleCommand>;

// Each throws Refused.
Exit perform(const PluginsCommand& command, Session& session, Console& console);
Exit perform(const ConnectCommand& command, Session& session, Console& console);
Exit perform(const ConnectionsCommand& command, Session& session, Console& console);
Exit perform(const CheckCommand& command, Session& session, Console& console);
Exit perform(const EditCommand& command, Session& session, Console& console);
Exit perform(const DisconnectCommand& command, Session& session, Console& console);
Exit perform(const RequesterCommand& command, Session& session, Console& console);
Exit perform(const OptionsCommand& command, Session& session, Console& console);
Exit perform(const ActionsCommand& command, Session& session, Console& console);
Exit perform(const RunCommand& command, Session& session, Console& console);
Exit perform(const TimelineCommand& command, Session& session, Console& console);
Exit perform(const SettleCommand& command, Session& session, Console& console);

}  // namespace back::cli
