// The dates of HTTP: "Sun, 06 Nov 1994 08:49:37 GMT".
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace back::http {

// Nothing unless the text has exactly this form (RFC 9110, IMF-fixdate) and is a day of the
// calendar.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

}  // namespace back::http
