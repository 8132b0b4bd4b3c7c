// What the host needs of cryptography, and nothing more: hashes, random names, sealing, wiping.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "secret/secret.hpp"

namespace back::host {

// SHA-256 of bytes given piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(std::span<const char> bytes);
  std::string hex();  // ends it

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256_hex(std::string_view bytes);

// A name nobody can guess or meet twice: prefix and 128 random bits in lower-case hexadecimal.
std::string random_name(std::string_view prefix);

inline constexpr std::size_t kKeyBytes = 32;
Secret random_key();

// XChaCha20-Poly1305: bytes that only the key opens, and only together with the same binding.
std::string seal(const Secret& key, std::string_view plain, std::string_view binding);
std::optional<Secret> unseal(const Secret& key, std::string_view sealed, std::string_view binding);

}  // namespace back::host
