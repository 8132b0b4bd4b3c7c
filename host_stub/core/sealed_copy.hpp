// A copy of a file in memory that nobody can change any more, with its SHA-256.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "core/trusted_path.hpp"

namespace back::host {

struct SealedCopy {
  Descriptor descriptor;
  std::string sha256;  // lower-case hexadecimal
  std::uint64_t bytes = 0;
};

// Adds seals to a file in memory; 0, or -1 with errno, as fcntl does.
using AddSeals = std::function<int(int descriptor, int seals)>;
int add_seals(int descriptor, int seals);

// name: what the copy is called in the process's memory map. Throws Refused with code too_large or
// unreadable.
SealedCopy sealed_copy(const TrustedFile& file, const std::string& name, std::uint64_t most_bytes,
                       const AddSeals& add = &add_seals);

}  // namespace back::host
