// Where things are, unless the command line says.
#pragma once

#include <string>

namespace back::cli {

// $XDG_STATE_HOME/back-host, or ~/.local/state/back-host. Throws Refused "usage" if there is none.
std::string default_home();

// ../plugins beside this program.
std::string default_plugins();

// The path from the root, without "." and ".." and a slash at the end; symbolic links stay.
std::string full_path(const std::string& path);

}  // namespace back::cli
