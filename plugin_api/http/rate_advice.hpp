// What the headers of a "too many requests" say, read as sceptically as any other input.
#pragma once

#include <chrono>
#include <string>

#include "http/response.hpp"

namespace back::http {

struct RateHeaders {
  std::string limit = "X-Rate-Limit-Limit";
  std::string remaining = "X-Rate-Limit-Remaining";
  std::string reset = "X-Rate-Limit-Reset";  // seconds since 1970, by the server's clock
};

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

// Headers that come twice, repeated or joined by a comma, count with their lowest value.
// Retry-After in seconds stands in for a missing reset.
RateAdvice read_rate_advice(const Headers& headers, const RateHeaders& names);

}  // namespace back::http
