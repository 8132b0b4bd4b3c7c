// The control interface's view of groups, apps, rules, the log and push challenges.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okta_emulator/organisation.hpp"

namespace okta_emulator {

// `words`: the path. Nothing when the order is about something else. Throws std::invalid_argument
// for a body it cannot use.
std::optional<Answer> access_order(Organisation& organisation, std::string_view method,
                                   const std::vector<std::string>& words, const std::string& body);

}  // namespace okta_emulator
