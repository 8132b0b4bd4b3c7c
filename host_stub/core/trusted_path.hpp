// Opens a file that nobody but root and the user of this process can change, replace or move: every
// part of the path is looked at on the way, and no symbolic link is followed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/descriptor.hpp"

namespace back::host {

struct TrustedFile {
  Descriptor descriptor;  // read-only
  std::uint64_t bytes = 0;
};

// what: how a sentence names the file, "plugin" or "network file". root: the folder it must lie in;
// empty: anywhere. Throws Refused with code not_absolute, outside_root, not_found, symbolic_link,
// not_regular, foreign_owner, writable, parent_foreign_owner, parent_writable or unreadable.
TrustedFile open_trusted(std::string_view what, const std::string& path,
                         const std::string& root = {});

// The same judgement of a folder and all above it, opened with O_PATH.
Descriptor open_trusted_folder(std::string_view what, const std::string& path);

}  // namespace back::host
