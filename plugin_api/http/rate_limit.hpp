// Sends each request in its turn: below the organisation's ceiling, and while its budget lasts, as
// answers tell it by the server's own clock. A 429 was not executed, so any method is sent again.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "http/rate_advice.hpp"
#include "http/time.hpp"
#include "http/transport.hpp"
#include "http/turns.hpp"

namespace back::http {

struct RateOptions {
  std::size_t in_flight =
      16;  // ceiling of requests in flight; halved when the server refuses so many at once
  std::shared_ptr<Turns> turns;      // shared with other clients; none: some of its own
  std::uint64_t account = 0;         // whose budgets; Client takes the credential's
  std::size_t max_waiting = 20'000;  // further requests are refused as overloaded
  std::string service;               // in sentences; Client fills in its own
  RateHeaders headers;
  std::chrono::seconds longest_wait{120};  // when the server asks for more, its 429 is the answer
  unsigned attempts = 4;  // how often one request may be answered 429 before that is the answer
};

// When the budget will not allow a request before its deadline, the answer is a 429 with
// retry_after_s at once: the server's own, or, if nothing was sent, one of this layer without a
// body.
class RateLimiting : public Transport {
 public:
  RateLimiting(std::unique_ptr<Transport> next, RateOptions options, Time& time);
  ~RateLimiting() override;
  Task<Response> send(Request& request, Scope& scope) override;

  std::size_t ceiling() const { return turns_->ceiling().height(); }

 private:
  Task<Waited> wait_for_turn(Lane& lane, const Scope& scope, bool again);
  // Until when to wait before the next attempt; nothing if the refusal is the answer.
  std::optional<Clock::time_point> heed(Response& refusal, Turn& turn, unsigned attempt,
                                        Clock::time_point sent, const Scope& scope);
  std::chrono::milliseconds short_pause(unsigned attempt);
  Response too_late(const Waited& waited, std::unique_ptr<Response> refusal);

  std::unique_ptr<Transport> next_;
  RateOptions options_;
  Time& time_;
  std::shared_ptr<Turns> turns_;
  std::unique_ptr<Party> party_;
};

}  // namespace back::http
