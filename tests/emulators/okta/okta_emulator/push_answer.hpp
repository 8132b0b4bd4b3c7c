// How a push challenge ends: by its owner's phone, or by time.
#pragma once

#include <string_view>

#include "okta_emulator/state.hpp"

namespace okta_emulator {

// "approve", "reject", "timeout" → SUCCESS, REJECTED, TIMEOUT; empty for another word.
std::string push_result(std::string_view answer);
std::string_view push_word(std::string_view result);  // the way back

// Ends one that waits, and writes what the person did into the log.
void answer_push(State& state, PushTransaction& push, std::string_view result, Time now);
// All of that person's that wait; says how many.
std::size_t answer_pushes(State& state, const User& user, std::string_view result, Time now);
// One look at it: the person's habit and the clock may end it.
void count_poll(State& state, PushTransaction& push, Time now);

}  // namespace okta_emulator
