// Answers no Okta gives: what stands between (a portal, a proxy) or a broken server says instead of
// the right answer.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "okta_emulator/message.hpp"

namespace okta_emulator {

enum class Content {
  own,             // Okta's own answer, as it is
  empty,           // its headers, no body
  captive_portal,  // 200, a page of HTML that asks for a login
  wrong_type,      // its body, called text/plain
  half_json,       // the first half of its body, as if that were all
  not_utf8,        // its body with bytes that are no UTF-8
  wrong_types,     // its body; each value below the first level is of another type
  deep_json,       // `size` lists within each other
  big_body,        // a body of `size` bytes, which is JSON
  big_header,      // one more header, of `size` bytes
  many_headers     // `size` more headers
};

// `size` 0: 100,000 lists or headers, 64 MiB of body, 1 MiB of header.
void spoil(Answer& answer, Content content, std::size_t size);

inline constexpr std::size_t kLargestSpoil = std::size_t{1} << 30U;

std::optional<Content> parse_content(std::string_view name);
std::string_view content_name(Content content);

}  // namespace okta_emulator
