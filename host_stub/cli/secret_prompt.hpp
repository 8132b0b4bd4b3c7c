// A line typed without echo.
#pragma once

#include <functional>
#include <optional>

#include "cli/interrupt.hpp"
#include "secret/secret.hpp"

namespace back::cli {

// ask is called when the echo is off. Nothing at the end of the input. The terminal is as before
// whenever this is left, also by an exception. Throws Refused: "stopped" on Ctrl-C, "input_needed"
// if the line is too long or the echo cannot be switched off.
std::optional<Secret> read_without_echo(int terminal, const Interrupts& interrupts,
                                        const std::function<void()>& ask);

// [any thread] The same terminal as before, for whoever ends the process in the middle of a prompt.
void restore_echo() noexcept;

}  // namespace back::cli
