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

NoResponse cancelled(const char* sentence) { return {Reason::cancelled, false, sentence}; }

// An attempt that went wrong: with a server error, or without an answer.
struct Trouble {
  std::optional<Response> response;
  std::optional<NoResponse> failure;

  bool may_have_been_executed() const { return !failure || failure->may_have_arrived(); }
  bool wants_another(const Request& request) const {
    if (failure && !is_passing(*failure)) return false;
    return !may_have_been_executed() || request.may_be_sent_again();
  }
};
using TroublePtr = std::unique_ptr<Trouble>;  // apart from the frame, as it is rarely there

TroublePtr without_answer(const NoResponse& failure) {
  return std::make_unique<Trouble>(Trouble{{}, failure});
}

Response concluded(Response response, bool earlier_may_have_arrived) {
  response.repeated = response.repeated || earlier_may_have_arrived;
  return response;
}

Response concluded(Trouble& last, bool earlier_may_have_arrived) {
  if (last.failure)
    throw earlier_may_have_arrived ? last.failure->after_earlier_attempt() : *last.failure;
  return concluded(std::move(*last.response), earlier_may_have_arrived);
}

}  // namespace

Retrying::Retrying(std::unique_ptr<Transport> next, RetryOptions options, Time& time)
    : next_(std::move(next)), options_(options), time_(time) {}

Task<Response> Retrying::send(Request& request, Scope& scope) {
  bool earlier_may_have_arrived = false;
  auto longest_pause = options_.first_pause;
  for (unsigned number = 1;; ++number) {
    request.attempt = number;
    TroublePtr trouble;
    try {
      Response response = co_await next_->send(request, scope);
      if (!is_server_error(response.status))
        co_return concluded(std::move(response), earlier_may_have_arrived);
      trouble = std::make_unique<Trouble>(Trouble{std::move(response), {}});
    } catch (const NoResponse& failure) {
      trouble = without_answer(failure);
    } catch (const loop::Cancelled&) {
      trouble = without_answer(cancelled("The request was cancelled before it was sent."));
    }
    const bool is_last = !trouble->wants_another(request) || number >= options_.attempts;
    const Clock::time_point next_begin = is_last ? loop::kNever : after_a_part_of(longest_pause);
    if (next_begin >= scope.deadline) co_return concluded(*trouble, earlier_may_have_arrived);

    earlier_may_have_arrived = earlier_may_have_arrived || trouble->may_have_been_executed();
    const bool paused = co_await pause_until(next_begin);
    if (!paused) {
      trouble = without_answer(cancelled("The request was cancelled."));
      co_return concluded(*trouble, earlier_may_have_arrived);
    }
    longest_pause = std::min(longest_pause * 2, options_.longest_pause);
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
