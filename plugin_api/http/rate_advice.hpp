// What the rate headers of an answer say, read as sceptically as any other input.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "http/response.hpp"

namespace back::http {

struct RateHeaders {
  std::string limit = "X-Rate-Limit-Limit";
  std::string remaining = "X-Rate-Limit-Remaining";
  std::string reset = "X-Rate-Limit-Reset";  // seconds since 1970, by the server's clock
};

// Headers that come twice, repeated or joined by a comma, count with their lowest value; what is
// not a plain whole number is absent.
struct RateReading {
  std::optional<std::int64_t> limit;
  std::optional<std::int64_t> remaining;
  std::optional<std::int64_t> reset;
  // reset - Date + 1 s, so by the server's clock alone, and at least 1 s: the fractions that both
  // leave out could add up to that. Absent without either.
  std::optional<std::chrono::seconds> until_reset;
  std::optional<std::int64_t> retry_after_s;  // the header Retry-After, if in seconds
};

// One pass over the headers, no allocation: every answer is read.
RateReading read_rate(const Headers& headers, const RateHeaders& names);

struct RateAdvice {
  enum class Kind {
    wait,              // until the budget is full again
    too_many_at_once,  // limit and remaining are both 0: the reset means nothing, a short pause is
                       // right
    unknown,           // the headers are missing or make no sense
  };
  Kind kind = Kind::unknown;
  std::chrono::seconds
      wait{};  // of Kind::wait: reset - Date + 1 s by the server's clock, at least 1 s
};

// What a "too many requests" advises. Retry-After in seconds stands in for a missing reset.
RateAdvice advice_of(const RateReading& reading);
RateAdvice read_rate_advice(const Headers& headers, const RateHeaders& names);

}  // namespace back::http
