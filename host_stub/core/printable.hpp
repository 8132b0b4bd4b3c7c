// Text from outside, made safe to print: one line of valid UTF-8 without control characters or
// bidirectional overrides.
#pragma once

#include <string>
#include <string_view>

namespace back::host {

// Line breaks and tabs become spaces; other control characters, overrides and bytes that are no
// UTF-8 become U+FFFD.
std::string printable(std::string_view text);

// How many columns the text takes on a terminal, near enough for tables: one per code point.
std::size_t columns(std::string_view text);

}  // namespace back::host
