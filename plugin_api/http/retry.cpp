#include "http/retry.hpp"

#include <algorithm>
#include <utility>

namespace back::http {
namespace {

using Reason = NoResponse::Reason;

bool is_server_error(int status) {
  return status == 500 || status == 502 || status == 503 || status == 504;
}

// What could go better the next time. Limits and nonsense will not.
bool is_passing(const NoResponse& failure) {
  if (failure.is_lasting()) return false;
  switch (failure.reason()) {
    case Reason::resolve:
    case Reason::connect:
    case Reason::tls:
    case Reason::timeout:
    case Reason::lost:
      return true;
    default:
      return false;
  }
}

// How one attempt ended.
struct Attempt {
  std::optional<Response> response;
  std::optional<NoResponse> failure;

  bool may_have_been_executed() const {
    return failure ? failure->may_have_arrived() : is_server_error(response->status);
  }
  bool wants_another(const Request& request) const {
    if (response && !is_server_error(response->status)) return false;
    if (failure && !is_passing(*failure)) return false;
    return !may_have_been_executed() || request.may_be_sent_again();
  }
};

NoResponse cancelled(const char* sentence) { return {Reason::cancelled, false, sentence}; }

Response conclude(Attempt attempt, bool earlier_may_have_arrived) {
  if (attempt.failure)
    throw earlier_may_have_arrived ? attempt.failure->after_earlier_attempt() : *attempt.failure;
  attempt.response->repeated = attempt.response->repeated || earlier_may_have_arrived;
  return std::move(*attempt.response);
}

}  // namespace

Retrying::Retrying(std::unique_ptr<Transport> next, RetryOptions options, Time& time)
    : next_(std::move(next)), options_(options), time_(time) {}

Task<Response> Retrying::send(const Request& request, Scope& scope) {
  bool earlier_may_have_arrived = false;
  auto longest_pause = options_.first_pause;
  std::unique_ptr<Request> again;  // apart, as it is rarely there
  for (;;) {
    const Request& current = again ? *again : request;
    Attempt attempt;
    try {
      attempt.response = co_await next_->send(current, scope);
    } catch (const NoResponse& failure) {
      attempt.failure = failure;
    } catch (const loop::Cancelled&) {
      attempt.failure = cancelled("The request was cancelled before it was sent.");
    }
    const bool is_last = !attempt.wants_another(request) || current.attempt >= options_.attempts;
    const Clock::time_point next_begin = is_last ? loop::kNever : after_a_part_of(longest_pause);
    if (next_begin >= scope.deadline)
      co_return conclude(std::move(attempt), earlier_may_have_arrived);

    earlier_may_have_arrived = earlier_may_have_arrived || attempt.may_have_been_executed();
    const bool paused = co_await pause_until(next_begin);
    if (!paused)
      co_return conclude({{}, cancelled("The request was cancelled.")}, earlier_may_have_arrived);
    longest_pause = std::min(longest_pause * 2, options_.longest_pause);
    if (!again) again = std::make_unique<Request>(request);
    ++again->attempt;
  }
}

// A random part, so that those who failed together do not come back together.
Clock::time_point Retrying::after_a_part_of(std::chrono::milliseconds pause) {
  return time_.now() + std::chrono::duration_cast<Clock::duration>(pause * time_.chance());
}

Task<bool> Retrying::pause_until(Clock::time_point when) {
  try {
    co_await time_.sleep_until(when);
  } catch (const loop::Cancelled&) {
    co_return false;
  }
  co_return true;
}

}  // namespace back::http
