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

Task<Attempt> try_once(Transport& next, const Request& request, Scope& scope) {
  Attempt attempt;
  try {
    attempt.response = co_await next.send(request, scope);
  } catch (const NoResponse& failure) {
    attempt.failure = failure;
  } catch (const loop::Cancelled&) {
    attempt.failure =
        NoResponse(Reason::cancelled, false, "The request was cancelled before it was sent.");
  }
  co_return attempt;
}

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
  Attempt attempt = co_await try_once(*next_, request, scope);
  if (!attempt.wants_another(request)) co_return conclude(std::move(attempt), false);

  bool earlier_may_have_arrived = false;
  auto longest_pause = options_.first_pause;
  Request again = request;
  while (attempt.wants_another(request) && again.attempt < options_.attempts) {
    const auto pause = std::chrono::duration_cast<Clock::duration>(longest_pause * time_.chance());
    const Clock::time_point next_begin = time_.now() + pause;
    if (next_begin >= scope.deadline) break;
    earlier_may_have_arrived = earlier_may_have_arrived || attempt.may_have_been_executed();
    const bool paused = co_await pause_until(next_begin);
    if (!paused) {
      attempt = Attempt{};
      attempt.failure = NoResponse(Reason::cancelled, false, "The request was cancelled.");
      break;
    }
    longest_pause = std::min(longest_pause * 2, options_.longest_pause);
    ++again.attempt;
    attempt = co_await try_once(*next_, again, scope);
  }
  co_return conclude(std::move(attempt), earlier_may_have_arrived);
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
