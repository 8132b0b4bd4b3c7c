// The command line, read.
#pragma once

#include <string>
#include <variant>

#include "cli/commands.hpp"
#include "cli/globals.hpp"

namespace back::cli {

struct Arguments {
  Globals globals;
  Command command;
};

// Nothing more to do than to say this: help, the version, or what is wrong.
struct Said {
  Exit exit = Exit::kDone;
  std::string text;
  bool json = false;  // as was asked
};

std::variant<Arguments, Said> read_arguments(int count, const char* const* arguments);

}  // namespace back::cli
