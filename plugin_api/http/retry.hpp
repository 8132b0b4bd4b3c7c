// The outermost layer: tries again what may be tried again, within the deadline, with jittered
// pauses.
#pragma once

#include <chrono>
#include <memory>

#include "http/time.hpp"
#include "http/transport.hpp"

namespace back::http {

struct RetryOptions {
  unsigned attempts = 3;
  std::chrono::milliseconds first_pause{
      250};  // upper bound of a random pause; doubles with each attempt
  std::chrono::milliseconds longest_pause{4000};
};

// Any request again that surely did not arrive; only reads, and changes marked Resend::harmless,
// after a lost answer or one of 500, 502, 503, 504. Says in the result whether an earlier attempt
// may have been executed. Turns loop::Cancelled into NoResponse.
class Retrying : public Transport {
 public:
  Retrying(std::unique_ptr<Transport> next, RetryOptions options, Time& time);
  Task<Response> send(Request& request, Scope& scope) override;

 private:
  Clock::time_point after_a_part_of(std::chrono::milliseconds pause);
  // False if the job was cancelled meanwhile.
  Task<bool> pause_until(Clock::time_point when);

  std::unique_ptr<Transport> next_;
  RetryOptions options_;
  Time& time_;
};

}  // namespace back::http
