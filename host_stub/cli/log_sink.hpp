// Where the operator's log goes.
#pragma once

#include <memory>
#include <string>

#include "cli/console.hpp"
#include "core/log.hpp"

namespace back::cli {

// where: empty - warnings and worse as readable lines among the messages; "-" - everything as lines
// of JSON there; else the file that such lines are appended to, made with mode 0600. Throws Refused
// if it cannot be opened. The console must outlive the host.
std::shared_ptr<host::Log> open_log(const std::string& where, Console& console);

// "warning (lamp): The sentence. (status: forbidden)"
std::string readable_line(const host::LogLine& line);

}  // namespace back::cli
