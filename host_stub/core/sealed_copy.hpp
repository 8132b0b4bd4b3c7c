// A copy of a file in memory that nobody can change any more, with its SHA-256.
#pragma once

#include <cstdint>
#include <string>

#include "core/trusted_path.hpp"

namespace back::host {

struct SealedCopy {
  Descriptor descriptor;
  std::string sha256;  // lower-case hexadecimal
  std::uint64_t bytes = 0;
};

// name: what the copy is called in the process's memory map. Throws Refused with code too_large or
// unreadable.
SealedCopy sealed_copy(const TrustedFile& file, const std::string& name, std::uint64_t most_bytes);

}  // namespace back::host
