// What the command line itself cannot go on with. The code is for programs (see exit_codes.hpp),
// the sentence for people.
#pragma once

#include <string>
#include <string_view>

#include "core/refused.hpp"

namespace back::cli {

// Wrong usage: the sentence says what to type instead.
[[noreturn]] inline void refuse_usage(const std::string& sentence) {
  throw host::Refused("usage", sentence);
}

// A person would have to be asked, and cannot be, or did not answer.
[[noreturn]] inline void refuse_without_input(const std::string& sentence) {
  throw host::Refused("input_needed", sentence);
}

// It disrupts or destroys, and nobody has agreed.
[[noreturn]] inline void refuse_without_agreement(const std::string& sentence) {
  throw host::Refused("confirmation_needed", sentence);
}

// Ctrl-C at a prompt.
[[noreturn]] inline void stop_here() {
  throw host::Refused("stopped", "Stopped; nothing was done.");
}

}  // namespace back::cli
