// Commands to type next: complete, and quoted for a shell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/globals.hpp"

namespace back::cli {

// In single quotes unless it is plain.
std::string shell_quoted(std::string_view word);

// The program with the options that this call was given, and these words behind them. The request
// is left out where it plays no part.
std::string command_to_type(const Globals& globals, const std::vector<std::string>& words,
                            bool with_request = true);

}  // namespace back::cli
