// The parts of running an action, in their order: begun, asked of the plugin, ended.
#pragma once

#include <memory>
#include <optional>
#include <variant>

#include "core/clearing.hpp"
#include "core/listener.hpp"
#include "core/refused.hpp"
#include "core/settling.hpp"

namespace back::host {

// An action that is written down as begun.
struct Begun {
  Cleared cleared;
  ChangePtr change;
  OpenPtr open;
};

struct Asking {
  Begun begun;
  Question question;
};

// Past the gate and written down; or, if its key was used before, how it ended then. Throws Refused,
// and nothing was begun.
std::variant<Asking, Ran> begin_action(State& state, Run what);

// What a refusal says of how it ended, if nothing was sent.
Truth nothing_sent(const Refused& refused);
// What the plugin's answer says of how it ended; none if that has to be read back.
std::optional<Truth> truth_of(State& state, const Begun& begun, Answer answer, bool stopped);

// Reads back how an action ended whose answer did not tell.
Truth found_out(State& state, const Begun& begun, const Progress& progress,
                const std::stop_token& stop);

// Writes down how it ended, and tells.
Ran end_action(State& state, const Begun& begun, Truth truth);

}  // namespace back::host
