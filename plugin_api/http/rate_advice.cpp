#include "http/rate_advice.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "http/characters.hpp"
#include "http/http_date.hpp"

namespace back::http {
namespace {

constexpr std::size_t kMostDigits = 12;  // seconds since 1970 for the next 30,000 years
constexpr std::chrono::seconds kMargin{1};

std::optional<std::int64_t> parse_count(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.size() > kMostDigits || !all_of(text, is_digit)) return std::nullopt;
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<std::int64_t> lowest(const Headers& headers, std::string_view name) {
  std::optional<std::int64_t> found;
  for (std::string_view line : headers.get_all(name)) {
    while (true) {
      const std::size_t comma = line.find(',');
      const auto value = parse_count(line.substr(0, comma));
      if (value && (!found || *value < *found)) found = value;
      if (comma == std::string_view::npos) break;
      line.remove_prefix(comma + 1);
    }
  }
  return found;
}

}  // namespace

RateAdvice read_rate_advice(const Headers& headers, const RateHeaders& names) {
  using Kind = RateAdvice::Kind;
  if (lowest(headers, names.limit) == 0 && lowest(headers, names.remaining) == 0)
    return {Kind::too_many_at_once, {}};

  const auto reset = lowest(headers, names.reset);
  const auto date = parse_http_date(headers.get("Date").value_or(""));
  std::optional<std::chrono::seconds> wait;
  if (reset && date) {
    wait = std::chrono::seconds(*reset) - date->time_since_epoch() + kMargin;
  } else if (const auto after = lowest(headers, "Retry-After")) {
    wait = std::chrono::seconds(*after) + kMargin;
  }
  if (!wait) return {};
  return {Kind::wait, std::max(*wait, kMargin)};
}

}  // namespace back::http
