// The eight statuses an Okta user can have.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace okta_emulator {

enum class Status {
  staged,
  provisioned,
  active,
  recovery,
  locked_out,
  password_expired,
  suspended,
  deprovisioned
};

inline constexpr std::array<std::string_view, 8> kStatusNames = {
    "STAGED",     "PROVISIONED",      "ACTIVE",    "RECOVERY",
    "LOCKED_OUT", "PASSWORD_EXPIRED", "SUSPENDED", "DEPROVISIONED"};

constexpr std::string_view status_name(Status status) {
  return kStatusNames[static_cast<std::size_t>(status)];
}

constexpr std::optional<Status> parse_status(std::string_view name) {
  for (std::size_t i = 0; i < kStatusNames.size(); ++i) {
    if (kStatusNames[i] == name) return static_cast<Status>(i);
  }
  return std::nullopt;
}

}  // namespace okta_emulator
