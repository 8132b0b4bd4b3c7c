// The form of an Okta API token. A token that breaks it is refused without being repeated anywhere.
#pragma once

#include <optional>
#include <string_view>

#include "okta/refusal.hpp"

namespace okta {

// 20 to 200 letters, digits, hyphens and underscores; nothing that could end a header line.
std::optional<Refusal> wrong_token(std::string_view token);

}  // namespace okta
