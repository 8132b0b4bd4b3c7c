// What a plugin's result says, copied inside done.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/listener.hpp"

namespace back::host {

// Fields the result does not have count as empty; an output beyond max_output is left out.
Answer copy_of(const back_result& result, std::uint64_t max_output);

// Sentences are short; the rest of a long one is lost.
std::string short_copy(std::string_view text);

}  // namespace back::host
