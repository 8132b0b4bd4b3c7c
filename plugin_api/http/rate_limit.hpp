// Waits where the server asks for it, by the server's own clock, and keeps the number of requests
// in flight below a ceiling. A 429 was not executed, so any method is sent again.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "http/ceiling.hpp"
#include "http/rate_advice.hpp"
#include "http/time.hpp"
#include "http/transport.hpp"

namespace back::http {

struct RateOptions {
  std::size_t in_flight =
      16;  // ceiling of requests in flight; halved when the server refuses so many at once
  std::shared_ptr<Ceiling> ceiling;  // shared with other clients; none: one of its own
  std::size_t max_waiting = 20'000;  // further requests are refused as overloaded
  std::string service;               // in sentences; Client fills in its own
  RateHeaders headers;
  std::chrono::seconds longest_wait{120};  // when the server asks for more, its 429 is the answer
  unsigned attempts = 4;  // how often one request may be answered 429 before that is the answer
};

class RateLimiting : public Transport {
 public:
  RateLimiting(std::unique_ptr<Transport> next, RateOptions options, Time& time);
  Task<Response> send(const Request& request, Scope& scope) override;

  std::size_t ceiling() const { return ceiling_->height(); }

 private:
  // A bucket that the server has closed for a while, and the answer that said so.
  struct Pause {
    Clock::time_point until;
    Response refusal;
  };

  Task<Response> send_in_turn(const Request& request, Scope& scope);
  Task<std::optional<Response>> wait_for_bucket(const Request& request, Scope& scope);
  Task<loop::Permit> acquire_permit(Scope& scope);
  void note_refusal(const std::string& bucket, const RateAdvice& advice, const Response& refusal);
  std::chrono::milliseconds short_pause(unsigned attempt);
  Response refusal_of(const Pause& pause);

  std::unique_ptr<Transport> next_;
  RateOptions options_;
  Time& time_;
  std::shared_ptr<Ceiling> ceiling_;
  std::map<std::string, Pause, std::less<>> pauses_;
};

}  // namespace back::http
