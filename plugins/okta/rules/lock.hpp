// What of an account's groups and apps cannot be edited here, why, and what would change it. Pure;
// the rows stand in two tables.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okta/model/app.hpp"
#include "okta/model/group.hpp"
#include "okta/rules/guard.hpp"
#include "okta/rules/holding.hpp"
#include "okta/rules/situation.hpp"

namespace okta {

// source: where an imported group comes from, as people call it; empty: not known.
std::optional<Reason> lock_of(const Group& group, std::string_view source);
std::optional<Reason> lock_of(const App& app);
// Of an app that is assigned directly, and would stay through these groups of the account.
std::optional<Reason> lock_of_kept(const std::vector<std::string>& groups);

// Of being in an ordinary group, which a rule may keep somebody in.
std::optional<Reason> lock_of(const Holding& holding, const Protection& protection);
// What to know before taking somebody out of a group whose membership is not locked.
std::optional<Reason> caution_of(const Holding& holding, const Protection& protection);

}  // namespace okta
