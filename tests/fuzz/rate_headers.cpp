// The headers of an answer, as lines "Name: value". Advice to wait keeps within bounds, a date is
// read as the C library writes it, and a request whose server talks like that neither waits past
// its deadline nor is sent for ever.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <vector>

#include "http/http_date.hpp"
#include "http/rate_advice.hpp"
#include "http/rate_limit.hpp"
#include "http/testing/fakes.hpp"
#include "lines.hpp"
#include "target.hpp"

namespace back::fuzz {
namespace {

using http::Headers;
using http::NoResponse;
using http::RateAdvice;
using http::Request;
using http::Response;
using http::Scope;
using loop::Task;
using std::chrono::seconds;

constexpr std::int64_t kLargest = 1'000'000'000'000;  // seconds: larger numbers are nonsense
constexpr std::int64_t kYearZero = 62'167'219'200;    // seconds from then to 1970
constexpr seconds kTime{60};                          // of the request

std::string_view without_spaces(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  const std::size_t end = text.find_last_not_of(" \t");
  return end == std::string_view::npos ? std::string_view() : text.substr(begin, end + 1 - begin);
}

Headers headers_in(std::string_view lines) {
  Headers headers;
  while (!lines.empty()) {
    std::string_view line = take_line(lines);
    const std::string_view name = take_until(line, ':');
    headers.add(name, without_spaces(line));
  }
  return headers;
}

// The date, written again by the C library; the name of the day is not looked at.
void check_date(std::string_view text) {
  const auto date = http::parse_http_date(text);
  if (!date) return;
  const std::time_t time = static_cast<std::time_t>(date->time_since_epoch().count());
  std::tm parts{};
  require(gmtime_r(&time, &parts) != nullptr, "a date has its parts");
  const std::string year = std::to_string(10000 + parts.tm_year + 1900).substr(1);
  char rest[32] = {};
  std::strftime(rest, sizeof rest, " %H:%M:%S GMT", &parts);
  char day[32] = {};
  std::strftime(day, sizeof day, ", %d %b ", &parts);
  const bool leap_second = text.substr(23, 2) == "60";  // the same as the second that follows it
  require(leap_second || text.substr(3) == day + year + rest,
          "a date that is read is the date that was written");
}

void check_advice(const Headers& headers) {
  const RateAdvice advice = http::read_rate_advice(headers, {});
  if (advice.kind != RateAdvice::Kind::wait)
    return require(advice.wait == seconds(0), "only advice to wait has a time");
  require(advice.wait >= seconds(1), "a wait is at least a second");
  require(advice.wait <= seconds(kLargest + kYearZero + 1),
          "a wait is no longer than numbers allow");
  const bool by_reset = headers.get("X-Rate-Limit-Reset") && headers.get("Date");
  require(by_reset || headers.get("Retry-After"), "a wait was asked for");
}

using Server = http::FakeTransport;

// The answer to one request through the layer; nothing if its turn did not
// come. co_await must not stand in a handler, so the reason is looked at behind it.
Task<std::optional<Response>> ask(http::RateLimiting& limiting, Scope& scope) {
  Request request;
  request.bucket = "users";
  std::optional<NoResponse> none;
  try {
    co_return co_await limiting.send(request, scope);
  } catch (const NoResponse& thrown) {
    none = thrown;
  }
  require(none->reason() == NoResponse::Reason::timeout && !none->may_have_arrived(),
          "without an answer, the time was used up and nothing was sent");
  co_return std::nullopt;
}

void check_answer(const Response& answer) {
  require(answer.status == 200 || answer.status == 429, "an answer is the server's, or 429");
  require(!answer.retry_after_s || *answer.retry_after_s > 0, "a time to wait is in the future");
  require(answer.status == 429 || !answer.retry_after_s, "only who is refused is asked to wait");
}

// Two requests one after the other through the layer that keeps to budgets; the server's first
// answers have these statuses and headers.
Task<bool> keep_to_budget(const Headers& headers, const std::vector<int>& statuses) {
  auto transport = std::make_unique<Server>();
  Server& server = *transport;
  for (const int status : statuses) server.then(status, {}, headers);
  server.always([](const Request&) { return Response{200, {}, {}, false, {}}; });
  http::FakeClock clock;
  http::RateLimiting limiting(std::move(transport), {}, clock);
  for (const auto priority : {loop::Priority::interactive, loop::Priority::background}) {
    Scope scope;
    scope.deadline = clock.now() + kTime;
    scope.priority = priority;
    const auto answer = co_await ask(limiting, scope);
    require(clock.now() <= scope.deadline, "nobody waits past the deadline");
    if (answer) check_answer(*answer);
  }
  require(server.requests.size() <= statuses.size() + 2, "nothing is sent more often than needed");
  co_return true;
}

// The clock is a fake, so nothing here waits for the loop's: a queue of its own is enough, and fast.
void check_layer(const Headers& headers) {
  boost::asio::io_context queue(1);
  std::exception_ptr problem;
  const auto end = [&](const std::exception_ptr& thrown, bool) {
    if (thrown) problem = thrown;
  };
  const std::vector<int> refused{429, 429};
  const std::vector<int> warned{200, 429};
  boost::asio::co_spawn(queue, keep_to_budget(headers, refused), end);
  boost::asio::co_spawn(queue, keep_to_budget(headers, warned), end);
  queue.run();
  if (problem) std::rethrow_exception(problem);
}

}  // namespace

void rate_headers(std::string_view input) {
  const Headers headers = headers_in(input);
  for (const auto& date : headers.get_all("Date")) check_date(date);
  check_advice(headers);
  check_layer(headers);
}

}  // namespace back::fuzz
