// From the text of a group rule to its tree.
#pragma once

#include <string_view>

#include "okta_emulator/rule_expression.hpp"

namespace okta_emulator {

// Throws std::invalid_argument with a sentence. Depth and length are bounded.
RuleExpression::Node parse_rule(std::string_view text);

}  // namespace okta_emulator
