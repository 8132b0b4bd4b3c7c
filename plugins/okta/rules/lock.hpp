// What of an account's groups and apps cannot be edited here, why, and what would change it. Pure;
// the rows stand in two tables.
#pragma once

#include <optional>
#include <string_view>

#include "okta/model/app.hpp"
#include "okta/model/group.hpp"
#include "okta/rules/situation.hpp"

namespace okta {

// source: where an imported group comes from, as people call it; empty: not known.
std::optional<Reason> lock_of(const Group& group, std::string_view source);
std::optional<Reason> lock_of(const App& app);

}  // namespace okta
