#include "http/rate_advice.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "http/characters.hpp"
#include "http/http_date.hpp"

namespace back::http {
namespace {

constexpr std::size_t kMostDigits = 12;  // seconds since 1970 for the next 30,000 years
constexpr std::chrono::seconds kMargin{1};

std::optional<std::int64_t> parse_count(std::string_view text) {
  text = trimmed(text);
  if (text.size() > kMostDigits) return std::nullopt;
  std::uint64_t value = 0;  // without a sign
  const char* const end = text.data() + text.size();
  const auto [read, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || read != end) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

void keep_lowest(std::optional<std::int64_t>& lowest, std::string_view line) {
  while (true) {
    const std::size_t comma = line.find(',');
    const auto value = parse_count(line.substr(0, comma));
    if (value && (!lowest || *value < *lowest)) lowest = value;
    if (comma == std::string_view::npos) return;
    line.remove_prefix(comma + 1);
  }
}

}  // namespace

RateReading read_rate(const Headers& headers, const RateHeaders& names) {
  RateReading reading;
  std::string_view date;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const auto [name, value] = headers[i];
    if (equal_ignoring_case(name, names.limit)) {
      keep_lowest(reading.limit, value);
    } else if (equal_ignoring_case(name, names.remaining)) {
      keep_lowest(reading.remaining, value);
    } else if (equal_ignoring_case(name, names.reset)) {
      keep_lowest(reading.reset, value);
    } else if (equal_ignoring_case(name, "Retry-After")) {
      keep_lowest(reading.retry_after_s, value);
    } else if (date.empty() && equal_ignoring_case(name, "Date")) {
      date = value;
    }
  }
  if (!reading.reset) return reading;
  if (const auto now = parse_http_date(date)) {
    const auto wait = std::chrono::seconds(*reading.reset) - now->time_since_epoch() + kMargin;
    reading.until_reset = std::max<std::chrono::seconds>(wait, kMargin);
  }
  return reading;
}

RateAdvice advice_of(const RateReading& reading) {
  using Kind = RateAdvice::Kind;
  if (reading.limit == 0 && reading.remaining == 0) return {Kind::too_many_at_once, {}};
  if (reading.until_reset) return {Kind::wait, *reading.until_reset};
  if (reading.retry_after_s)
    return {Kind::wait, std::chrono::seconds(*reading.retry_after_s) + kMargin};
  return {};
}

RateAdvice read_rate_advice(const Headers& headers, const RateHeaders& names) {
  return advice_of(read_rate(headers, names));
}

}  // namespace back::http
