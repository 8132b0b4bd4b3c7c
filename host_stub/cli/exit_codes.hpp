// How the program ends, for scripts: one table, shown by --help and in README.md.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

namespace back::cli {

enum class Exit {
  kDone = 0,
  kFailed = 1,
  kUsage = 2,
  kRefused = 3,
  kUnknown = 4,
  kInputNeeded = 5,
  kNotConnected = 6,
  kPartly = 7,
  kStopped = 130,  // 128 + SIGINT, as shells have it
};

// For the code of a host::Refused, or of an outcome that failed.
Exit exit_for_code(std::string_view code);

// For the output of an action: outcome.schema.json.
Exit exit_for_outcome(const boost::json::object& outcome);

// One line for each exit code.
std::string exit_code_table();

}  // namespace back::cli
