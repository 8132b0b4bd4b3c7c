// Inside this room: what a byte is, whatever the locale says.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace back::http {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }
constexpr bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
// By byte, because every path that is asked for consists of these.
inline constexpr auto kUnreserved = [] {
  std::array<bool, 256> unreserved{};
  for (std::size_t byte = 0; byte < unreserved.size(); ++byte) {
    const char c = static_cast<char>(byte);
    unreserved[byte] = is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '~' || c == '-';
  }
  return unreserved;
}();
constexpr bool is_unreserved(char c) { return kUnreserved[static_cast<unsigned char>(c)]; }
// Visible ASCII, without the space.
constexpr bool is_visible(char c) { return c > ' ' && c < '\x7f'; }
constexpr bool is_printable(char c) { return c >= ' ' && c < '\x7f'; }
constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

template <typename Predicate>
constexpr bool all_of(std::string_view text, Predicate predicate) {
  for (const char c : text)
    if (!predicate(c)) return false;
  return true;
}

// Without spaces and tabs at both ends.
constexpr std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace back::http
