// How a user gets from one status to another, by the rows of data/transitions.json.
#pragma once

#include <string_view>

#include "okta_emulator/call.hpp"
#include "okta_emulator/state.hpp"

namespace okta_emulator {

// Sets the status and what goes with it: sessions end on suspension and deactivation, a deactivated
// user has no password.
void move_to(User& user, Status status, Time now);

// One read of a user in transition; the last of the counted ones completes it.
void count_read(User& user, Time now);

// Completes a transition now.
void settle(User& user, Time now);

// Looks the row up and moves the user, or holds him in transition; throws what the row refuses
// with.
void apply_transition(Call& call, User& user, std::string_view operation);

}  // namespace okta_emulator
