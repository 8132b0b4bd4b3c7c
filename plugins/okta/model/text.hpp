// Text that came from outside: compared without any locale, and made harmless before a person sees
// it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace okta {

constexpr bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// A to Z become a to z; every other byte stays.
std::string folded(std::string_view text);
bool same_folded(std::string_view left, std::string_view right);

// For people: control characters and those that turn the writing direction around or are invisible
// become nothing, line breaks and tabs a space; cut after `longest` characters, with an ellipsis.
std::string shown(std::string_view text, std::size_t longest = 200);

// "2021-06-14T22:08:35.000Z" as "2021-06-14 22:08 UTC"; empty unless the text has exactly that
// form.
std::string shown_time(std::string_view rfc3339);

// The same as a time; nothing unless it is one.
std::optional<std::chrono::sys_seconds> time_of(std::string_view rfc3339);

// "just now", "5 min ago", "2 h ago", "3 days ago"; then lies a little ahead where clocks differ.
std::string ago(std::chrono::sys_seconds then, std::chrono::sys_seconds now);

// "2026-11-23T08:01:02Z"
std::string rfc3339(std::chrono::sys_seconds time);

// The items with ", " between them, and " and " before the last one.
template <typename Items>
std::string listed(const Items& items) {
  std::string text;
  std::size_t position = 0;
  for (const auto& item : items) {
    if (position > 0) text += position + 1 == items.size() ? " and " : ", ";
    text += item;
    ++position;
  }
  return text;
}

}  // namespace okta
