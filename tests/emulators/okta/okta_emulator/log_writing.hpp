// What a request leaves in the System Log: the event of its route, with the token's owner as actor
// and what the path names as targets.
#pragma once

#include <string_view>

#include "okta_emulator/router.hpp"

namespace okta_emulator {

// Before the endpoint runs, while what the path names is still there: fills Call::targets.
void name_targets(Call& call, const Route& route);
// After it ran without a refusal.
void write_event(Call& call, const Route& route);

}  // namespace okta_emulator
