// Waits where the server asks for it, by the server's own clock, and keeps the number of requests
// in flight below a ceiling. A 429 was not executed, so any method is sent again.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "http/time.hpp"
#include "http/transport.hpp"
#include "loop/semaphore.hpp"

namespace back::http {

struct RateOptions {
  std::size_t in_flight =
      16;  // ceiling of requests in flight; halved when the server refuses so many at once
  std::size_t max_waiting = 20'000;  // more waiting requests are refused as overloaded
  std::string service;               // in sentences; Client fills in its own
  std::string limit_header = "X-Rate-Limit-Limit";
  std::string remaining_header = "X-Rate-Limit-Remaining";
  std::string reset_header = "X-Rate-Limit-Reset";  // seconds since 1970, by the server's clock
  std::chrono::seconds longest_wait{
      120};  // a server that asks for more is answered with the 429 itself
  unsigned attempts = 4;
};

// What the headers of a 429 say.
struct RateAdvice {
  enum class Kind { wait, too_many_at_once, unknown };
  Kind kind = Kind::unknown;
  std::chrono::seconds wait{};  // of wait: reset - Date + 1 s, at least 1 s
};
RateAdvice read_rate_advice(const Headers& headers, const RateOptions& options);

class RateLimiting : public Transport {
 public:
  RateLimiting(std::unique_ptr<Transport> next, RateOptions options, Time& time);
  Task<Response> send(const Request& request, Scope& scope) override;

 private:
  std::unique_ptr<Transport> next_;
  RateOptions options_;
  Time& time_;
  loop::Semaphore permits_;
};

}  // namespace back::http
