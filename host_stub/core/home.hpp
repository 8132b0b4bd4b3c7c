// The folder in which a host keeps its state: made with mode 0700 if absent, and refused if others
// could write to it.
#pragma once

#include <string>

namespace back::host {

// The folder must be named by its full path. Throws Refused.
void prepare_home(const std::string& folder);

// Makes the file with mode 0600 if absent; refuses one that belongs to others or that others may
// read or write. Throws Refused with code unsafe_file.
void prepare_private_file(const std::string& path);

}  // namespace back::host
