// Inputs that are made of lines.
#pragma once

#include <algorithm>
#include <string_view>

namespace back::fuzz {

// Takes the text up to the separator, and the separator, away from rest.
inline std::string_view take_until(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return taken;
}

inline std::string_view take_line(std::string_view& rest) { return take_until(rest, '\n'); }

// The first byte, or NUL.
inline char take_byte(std::string_view& rest) {
  const char first = rest.empty() ? '\0' : rest.front();
  rest.remove_prefix(std::min<std::size_t>(1, rest.size()));
  return first;
}

}  // namespace back::fuzz
