#include "http/rate_limit.hpp"

#include <algorithm>
#include <utility>

#include "http/party.hpp"

namespace back::http {
namespace {

using Kind = RateAdvice::Kind;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kShortPause{500};  // upper bound of the first random pause; doubles
constexpr milliseconds kLongestShortPause{8000};

// Rounded up, at least one, and at most a day: more is nonsense.
int whole_seconds(Clock::duration duration) {
  return static_cast<int>(
      std::clamp(std::chrono::ceil<seconds>(duration), seconds(1), seconds(86400)).count());
}

}  // namespace

RateLimiting::RateLimiting(std::unique_ptr<Transport> next, RateOptions options, Time& time)
    : next_(std::move(next)),
      options_(std::move(options)),
      time_(time),
      turns_(options_.turns ? options_.turns
                            : std::make_shared<Turns>(options_.in_flight, options_.longest_wait)),
      party_(std::make_unique<Party>(turns_, options_.account)) {}

RateLimiting::~RateLimiting() = default;

Task<Response> RateLimiting::send(Request& request, Scope& scope) {
  Lane& lane = party_->lane(request.bucket);
  std::unique_ptr<Response> refusal;  // the last 429: apart, as it is rarely there
  for (unsigned attempt = 1;; ++attempt, ++request.attempt) {
    std::optional<Turn> turn;
    if (!refusal) {
      std::optional<Turn> at_once = turns_->take(lane, scope.priority, time_);
      if (at_once) turn.emplace(std::move(*at_once));
    }
    if (!turn) {
      Waited waited = co_await wait_for_turn(lane, scope, refusal != nullptr);
      if (!waited.turn) co_return too_late(waited, std::move(refusal));
      turn.emplace(std::move(*waited.turn));
    }
    const Clock::time_point sent = time_.now();
    Response response = co_await next_->send(request, scope);
    if (response.status != 429) {
      turn->learn(read_rate(response.headers, options_.headers), sent);
      turns_->ceiling().note_success();
      co_return response;
    }
    const auto next_try = heed(response, *turn, attempt, sent, scope);
    if (!next_try) co_return response;
    turn.reset();
    if (*next_try > time_.now()) co_await time_.sleep_until(*next_try);
    refusal = std::make_unique<Response>(std::move(response));
  }
}

Task<Waited> RateLimiting::wait_for_turn(Lane& lane, const Scope& scope, bool again) {
  if (turns_->waiting() >= options_.max_waiting)
    throw NoResponse(
        NoResponse::Reason::overloaded, false,
        "Too many requests to " + options_.service + " are waiting already. Try again later.");
  const Wish wish{scope, options_.service, again};
  return turns_->wait(lane, wish, time_);
}

std::optional<Clock::time_point> RateLimiting::heed(Response& refusal, Turn& turn, unsigned attempt,
                                                    Clock::time_point sent, const Scope& scope) {
  const RateReading reading = read_rate(refusal.headers, options_.headers);
  const RateAdvice advice = advice_of(reading);
  const Clock::time_point now = time_.now();
  if (advice.kind == Kind::wait) {
    turn.refuse(reading, advice.wait, sent);
    if (attempt < options_.attempts && advice.wait <= options_.longest_wait) return now;
    refusal.retry_after_s = whole_seconds(std::min(advice.wait, seconds(86400)));
    return std::nullopt;
  }
  if (advice.kind == Kind::too_many_at_once) turns_->ceiling().too_many(sent, now);
  const Clock::time_point next_try = now + short_pause(attempt);
  if (attempt >= options_.attempts || next_try >= scope.deadline) return std::nullopt;
  return next_try;
}

milliseconds RateLimiting::short_pause(unsigned attempt) {
  const milliseconds longest =
      std::min(kShortPause * (1u << std::min(attempt - 1, 10u)), kLongestShortPause);
  return milliseconds(static_cast<milliseconds::rep>(static_cast<double>(longest.count()) *
                                                     (0.2 + 0.8 * time_.chance())));
}

Response RateLimiting::too_late(const Waited& waited, std::unique_ptr<Response> refusal) {
  if (!waited.opens)
    throw NoResponse(
        NoResponse::Reason::timeout, false,
        "The request waited for its turn until its time was used up; it was not sent.");
  Response answer;
  if (refusal) answer = std::move(*refusal);
  answer.status = 429;
  answer.retry_after_s = whole_seconds(*waited.opens - time_.now());
  return answer;
}

}  // namespace back::http
