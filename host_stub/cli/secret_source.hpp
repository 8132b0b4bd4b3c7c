// Secrets from a file or an open descriptor: never from an argument or the environment, where other
// programs and users could see them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/named_secret.hpp"

namespace back::cli {

// As typed: "FIELD=FILE" and "FIELD=N".
struct SecretSources {
  std::vector<std::string> files;
  std::vector<std::string> descriptors;

  bool empty() const { return files.empty() && descriptors.empty(); }
};

// One line end at the end does not belong to the secret. A file must belong to this user or root,
// and nobody else may read or write it. Throws Refused: "usage", or "unsafe_file".
std::vector<host::NamedSecret> read_secrets(const SecretSources& sources);

}  // namespace back::cli
