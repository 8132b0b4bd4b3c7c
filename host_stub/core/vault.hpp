// Seals secrets at rest. The key lies in a file of its own, mode 0600, made when it is first
// needed. What is sealed opens only together with what it was bound to.
#pragma once

#include <string>
#include <string_view>

#include "secret/secret.hpp"

namespace back::host {

class Vault {
 public:
  // A key of this process alone, for tests and hosts that keep nothing.
  static Vault temporary();
  // Throws Refused with code unsafe_file if the file is not this user's alone, damaged_key if it
  // holds no key.
  static Vault from_key_file(const std::string& path);

  std::string seal(std::string_view plain, std::string_view binding) const;
  // Throws Refused with code sealed_otherwise if the key, the binding or a byte has changed.
  Secret open(std::string_view sealed, std::string_view binding) const;

 private:
  explicit Vault(Secret key) : key_(std::move(key)) {}
  Secret key_;
};

}  // namespace back::host
