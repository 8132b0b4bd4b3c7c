#include "cli/exit_codes.hpp"

#include <array>

#include "contract/outcome.hpp"
#include "json/strict_json.hpp"

namespace back::cli {
namespace {

struct Meaning {
  Exit exit;
  std::string_view text;
};

constexpr std::array kMeanings = {
    Meaning{Exit::kDone, "done, or nothing was left to do"},
    Meaning{Exit::kFailed, "failed: surely not applied, or an error of host, network or vendor"},
    Meaning{Exit::kUsage, "the command line is wrong, or names something that does not exist"},
    Meaning{Exit::kRefused, "refused: by a rule of the host or by the vendor; nothing was changed"},
    Meaning{Exit::kUnknown,
            "unknown how it ended: see what is said about it, and back-host settle"},
    Meaning{Exit::kInputNeeded, "a person's input or agreement is needed and was not given"},
    Meaning{Exit::kNotConnected, "not connected: no usable connection, or it must be renewed"},
    Meaning{Exit::kPartly,
            "partly done: some of several items were changed, the others say why not"},
    Meaning{Exit::kStopped, "stopped by Ctrl-C or a signal before there was an answer"},
};

struct Entry {
  std::string_view code;
  Exit exit;
};

// Codes of the host (core/), of the rules (contract/who_may) and of calls (contract/status). All
// others end with kFailed.
constexpr std::array kCodes = {
    Entry{"usage", Exit::kUsage},
    Entry{"invalid_input", Exit::kUsage},
    Entry{"invalid_configuration", Exit::kUsage},
    Entry{"unknown_expert", Exit::kRefused},
    Entry{"unknown_request", Exit::kUsage},
    Entry{"unknown_connection", Exit::kUsage},
    Entry{"unknown_action", Exit::kUsage},
    Entry{"unknown_account", Exit::kUsage},
    Entry{"not_found", Exit::kUsage},
    Entry{"key_used", Exit::kUsage},
    Entry{"no_request", Exit::kUsage},
    Entry{"not_admin", Exit::kRefused},
    Entry{"foreign_team", Exit::kRefused},
    Entry{"not_member", Exit::kRefused},
    Entry{"own_request", Exit::kRefused},
    Entry{"forbidden", Exit::kRefused},
    Entry{"no_account", Exit::kRefused},
    Entry{"unsupported", Exit::kRefused},
    Entry{"confirmation_needed", Exit::kInputNeeded},
    Entry{"ambiguous_connection", Exit::kInputNeeded},
    Entry{"input_needed", Exit::kInputNeeded},
    Entry{"several_accounts", Exit::kInputNeeded},
    Entry{"unauthenticated", Exit::kNotConnected},
    Entry{"not_connected", Exit::kNotConnected},
    Entry{"disconnected", Exit::kNotConnected},
    Entry{"stopped", Exit::kStopped},
};

}  // namespace

Exit exit_for_code(std::string_view code) {
  for (const Entry& entry : kCodes)
    if (entry.code == code) return entry.exit;
  return Exit::kFailed;
}

Exit exit_for_outcome(const boost::json::object& outcome) {
  using contract::Outcome;
  const bool changed = json::bool_at(outcome, "changed").value_or(false);
  const auto how = contract::outcome_named(json::string_at(outcome, "outcome").value_or(""));
  switch (how.value_or(Outcome::kUnknown)) {
    case Outcome::kDone:
    case Outcome::kAlready:
      return Exit::kDone;
    case Outcome::kRefused:
      return changed ? Exit::kPartly : Exit::kRefused;
    case Outcome::kFailed:
      if (changed) return Exit::kPartly;
      break;
    case Outcome::kUnknown:
      return Exit::kUnknown;
  }
  const bool dead =
      exit_for_code(json::string_at(outcome, "code").value_or("")) == Exit::kNotConnected;
  return dead ? Exit::kNotConnected : Exit::kFailed;
}

std::string exit_code_table() {
  std::string table;
  for (const Meaning& meaning : kMeanings) {
    const std::string number = std::to_string(static_cast<int>(meaning.exit));
    table += "  " + number + std::string(5 - number.size(), ' ') + std::string(meaning.text) + "\n";
  }
  return table;
}

}  // namespace back::cli
