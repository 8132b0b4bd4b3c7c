#include "http/rate_advice.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace back::http {
namespace {

using Kind = RateAdvice::Kind;

constexpr const char* kDate = "Sun, 06 Nov 1994 08:49:37 GMT";  // 784111777

struct Case {
  const char* name;
  std::vector<std::pair<std::string_view, std::string_view>> headers;
  Kind kind;
  int wait;
};

const Case kCases[] = {
    {"the usual",
     {{"Date", kDate},
      {"X-Rate-Limit-Limit", "600"},
      {"X-Rate-Limit-Remaining", "0"},
      {"X-Rate-Limit-Reset", "784111787"}},
     Kind::wait,
     11},
    {"lower case", {{"date", kDate}, {"x-rate-limit-reset", "784111787"}}, Kind::wait, 11},
    {"reset is now", {{"Date", kDate}, {"X-Rate-Limit-Reset", "784111777"}}, Kind::wait, 1},
    {"reset has passed", {{"Date", kDate}, {"X-Rate-Limit-Reset", "784111700"}}, Kind::wait, 1},
    {"reset is 1970", {{"Date", kDate}, {"X-Rate-Limit-Reset", "0"}}, Kind::wait, 1},
    {"reset in a year",
     {{"Date", kDate}, {"X-Rate-Limit-Reset", "815647777"}},
     Kind::wait,
     31536001},
    {"reset twice, the same",
     {{"Date", kDate}, {"X-Rate-Limit-Reset", "784111787"}, {"X-Rate-Limit-Reset", "784111787"}},
     Kind::wait,
     11},
    {"reset twice, the lower counts",
     {{"Date", kDate}, {"X-Rate-Limit-Reset", "784111797"}, {"X-Rate-Limit-Reset", "784111787"}},
     Kind::wait,
     11},
    {"reset joined by a comma",
     {{"Date", kDate}, {"X-Rate-Limit-Reset", "784111797, 784111787"}},
     Kind::wait,
     11},
    {"one of two is nonsense",
     {{"Date", kDate}, {"X-Rate-Limit-Reset", "soon,784111787"}},
     Kind::wait,
     11},
    {"spaces around", {{"Date", kDate}, {"X-Rate-Limit-Reset", "  784111787\t"}}, Kind::wait, 11},
    {"no Date", {{"X-Rate-Limit-Reset", "784111787"}}, Kind::unknown, 0},
    {"a Date that is none",
     {{"Date", "yesterday"}, {"X-Rate-Limit-Reset", "784111787"}},
     Kind::unknown,
     0},
    {"no reset", {{"Date", kDate}}, Kind::unknown, 0},
    {"nothing", {}, Kind::unknown, 0},
    {"negative", {{"Date", kDate}, {"X-Rate-Limit-Reset", "-5"}}, Kind::unknown, 0},
    {"a float", {{"Date", kDate}, {"X-Rate-Limit-Reset", "784111787.5"}}, Kind::unknown, 0},
    {"hexadecimal", {{"Date", kDate}, {"X-Rate-Limit-Reset", "0x2EBC8E0B"}}, Kind::unknown, 0},
    {"an exponent", {{"Date", kDate}, {"X-Rate-Limit-Reset", "7e8"}}, Kind::unknown, 0},
    {"two to the 64th",
     {{"Date", kDate}, {"X-Rate-Limit-Reset", "18446744073709551616"}},
     Kind::unknown,
     0},
    {"empty", {{"Date", kDate}, {"X-Rate-Limit-Reset", ""}}, Kind::unknown, 0},
    {"commas only", {{"Date", kDate}, {"X-Rate-Limit-Reset", ",,,"}}, Kind::unknown, 0},
    {"too many at once",
     {{"Date", kDate},
      {"X-Rate-Limit-Limit", "0"},
      {"X-Rate-Limit-Remaining", "0"},
      {"X-Rate-Limit-Reset", "784111917"}},
     Kind::too_many_at_once,
     0},
    {"too many at once, without a reset",
     {{"X-Rate-Limit-Limit", "0"}, {"X-Rate-Limit-Remaining", "0"}},
     Kind::too_many_at_once,
     0},
    {"limit 0 alone",
     {{"Date", kDate}, {"X-Rate-Limit-Limit", "0"}, {"X-Rate-Limit-Reset", "784111787"}},
     Kind::wait,
     11},
    {"remaining 0 alone",
     {{"Date", kDate}, {"X-Rate-Limit-Remaining", "0"}, {"X-Rate-Limit-Reset", "784111787"}},
     Kind::wait,
     11},
    {"Retry-After", {{"Retry-After", "7"}}, Kind::wait, 8},
    {"Retry-After beside a reset",
     {{"Date", kDate}, {"Retry-After", "700"}, {"X-Rate-Limit-Reset", "784111787"}},
     Kind::wait,
     11},
    {"Retry-After as a date", {{"Retry-After", kDate}}, Kind::unknown, 0},
    {"Retry-After with a reset but no Date",
     {{"Retry-After", "7"}, {"X-Rate-Limit-Reset", "784111787"}},
     Kind::wait,
     8},
};

TEST(RateAdvice, ReadsEveryShapeOfHeaders) {
  for (const Case& c : kCases) {
    Headers headers;
    for (const auto& [name, value] : c.headers) headers.add(name, value);
    const RateAdvice advice = read_rate_advice(headers, RateHeaders{});
    EXPECT_EQ(advice.kind, c.kind) << c.name;
    EXPECT_EQ(advice.wait.count(), c.wait) << c.name;
  }
}

TEST(RateAdvice, DependsOnTheServersClockOnly) {
  // Whatever the server thinks the time is, only the difference counts.
  for (const char* year : {"1984", "2094", "2204"}) {
    const std::string date = std::string("Sun, 06 Nov ") + year + " 08:49:37 GMT";
    Headers headers{{"Date", date}};
    const std::int64_t now = year == std::string("1984")   ? 468578977
                             : year == std::string("2094") ? 3939871777
                                                           : 7411078177;
    headers.add("X-Rate-Limit-Reset", std::to_string(now + 30));
    EXPECT_EQ(read_rate_advice(headers, RateHeaders{}).wait.count(), 31) << year;
  }
}

}  // namespace
}  // namespace back::http
