#include "cli/hint.hpp"

#include <algorithm>

#include "core/printable.hpp"

namespace back::cli {

std::string shell_quoted(std::string_view word) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:@,+%";
  if (!word.empty() && word.find_first_not_of(kPlain) == word.npos) return std::string(word);
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string command_to_type(const Globals& globals, const std::vector<std::string>& words,
                            bool with_request) {
  std::string command = shell_quoted(globals.program);
  const auto add = [&](std::string_view option, const std::string& value) {
    if (!value.empty()) command += " " + std::string(option) + " " + shell_quoted(value);
  };
  add("--home", globals.home);
  add("--plugins", globals.plugins);
  add("--directory", globals.directory);
  add("--network", globals.network);
  add("--as", globals.actor);
  if (with_request) add("--request", globals.request);
  for (const auto& word : words) command += " " + shell_quoted(word);
  return host::printable(command);
}

}  // namespace back::cli
