#include "sdk/connection.hpp"

#include "sdk/failure.hpp"

namespace back::sdk {

Secret Opening::take_secret(std::string_view field) const {
  for (auto& secret : secrets)
    if (secret.field == field && !secret.value.empty()) return std::move(secret.value);
  throw Failure(BACK_INVALID_CONFIGURATION,
                "The secret \"" + std::string(field) + "\" is missing: enter it again.");
}

}  // namespace back::sdk
