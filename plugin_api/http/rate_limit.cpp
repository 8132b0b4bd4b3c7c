#include "http/rate_limit.hpp"

#include <algorithm>
#include <utility>

namespace back::http {
namespace {

using Kind = RateAdvice::Kind;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kShortPause{500};  // upper bound of the first random pause; doubles
constexpr milliseconds kLongestShortPause{8000};

// Rounded up, and at most a day: more is nonsense.
int whole_seconds(Clock::duration duration) {
  return static_cast<int>(std::min(std::chrono::ceil<seconds>(duration), seconds(86400)).count());
}

}  // namespace

RateLimiting::RateLimiting(std::unique_ptr<Transport> next, RateOptions options, Time& time)
    : next_(std::move(next)),
      options_(std::move(options)),
      time_(time),
      ceiling_(options_.ceiling ? options_.ceiling
                                : std::make_shared<Ceiling>(options_.in_flight)) {}

Task<Response> RateLimiting::send(const Request& request, Scope& scope) {
  std::optional<Request> again;
  for (unsigned attempt = 1;; ++attempt) {
    const Request& current = again ? *again : request;
    Response response = co_await send_in_turn(current, scope);
    if (response.status != 429 || response.retry_after_s) {
      if (response.status != 429) ceiling_->note_success();
      co_return response;
    }
    const RateAdvice advice = read_rate_advice(response.headers, options_.headers);
    note_refusal(request.bucket, advice, response);
    if (advice.kind == Kind::wait) {
      if (attempt >= options_.attempts || advice.wait > options_.longest_wait) {
        response.retry_after_s = whole_seconds(advice.wait);
        co_return response;
      }
    } else {
      const Clock::time_point next_try = time_.now() + short_pause(attempt);
      if (attempt >= options_.attempts || next_try >= scope.deadline) co_return response;
      co_await time_.sleep_until(next_try);
    }
    again = request;
    again->attempt = request.attempt + attempt;
  }
}

// Sends as soon as the bucket is open and a permit is free; or answers 429 itself, with
// retry_after_s, when the bucket will not open in time.
Task<Response> RateLimiting::send_in_turn(const Request& request, Scope& scope) {
  while (true) {
    std::optional<Response> refusal = co_await wait_for_bucket(request, scope);
    if (refusal) co_return std::move(*refusal);
    const loop::Permit permit = co_await acquire_permit(scope);
    // It may have been closed while this request waited for its permit.
    if (!pauses_.contains(request.bucket)) co_return co_await next_->send(request, scope);
  }
}

// Nothing when the bucket is open; an answer when it will not be in time.
Task<std::optional<Response>> RateLimiting::wait_for_bucket(const Request& request, Scope& scope) {
  while (true) {
    const auto found = pauses_.find(request.bucket);
    if (found == pauses_.end()) co_return std::nullopt;
    const Clock::time_point now = time_.now();
    const Clock::time_point until = found->second.until;
    if (until <= now) {
      pauses_.erase(found);
      co_return std::nullopt;
    }
    if (until >= scope.deadline) co_return refusal_of(found->second);
    if (scope.progress)
      scope.progress(options_.service + " asks us to wait " +
                     std::to_string(whole_seconds(until - now)) + " s.");
    co_await time_.sleep_until(until);
  }
}

Task<loop::Permit> RateLimiting::acquire_permit(Scope& scope) {
  using Reason = NoResponse::Reason;
  if (ceiling_->permits().waiting() >= options_.max_waiting)
    throw NoResponse(
        Reason::overloaded, false,
        "Too many requests to " + options_.service + " are waiting already. Try again later.");
  std::optional<loop::Permit> permit =
      co_await ceiling_->permits().acquire(scope.priority, scope.deadline);
  if (!permit)
    throw NoResponse(
        Reason::timeout, false,
        "The request waited for its turn until its time was used up; it was not sent.");
  co_return std::move(*permit);
}

void RateLimiting::note_refusal(const std::string& bucket, const RateAdvice& advice,
                                const Response& refusal) {
  if (advice.kind == Kind::too_many_at_once) {
    ceiling_->too_many();
  } else if (advice.kind == Kind::wait) {
    const Clock::time_point until = time_.now() + std::min(advice.wait, options_.longest_wait);
    Pause& pause = pauses_[bucket];
    if (until > pause.until) pause = Pause{until, refusal};
  }
}

milliseconds RateLimiting::short_pause(unsigned attempt) {
  const milliseconds longest =
      std::min(kShortPause * (1u << std::min(attempt - 1, 10u)), kLongestShortPause);
  return milliseconds(static_cast<milliseconds::rep>(static_cast<double>(longest.count()) *
                                                     (0.2 + 0.8 * time_.chance())));
}

Response RateLimiting::refusal_of(const Pause& pause) {
  Response response = pause.refusal;
  response.retry_after_s = whole_seconds(pause.until - time_.now());
  return response;
}

}  // namespace back::http
