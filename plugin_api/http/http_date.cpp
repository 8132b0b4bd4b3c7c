#include "http/http_date.hpp"

#include <array>
#include <string>

#include "http/characters.hpp"

namespace back::http {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

unsigned month_of(std::string_view name) {
  for (unsigned i = 0; i < kMonths.size(); ++i)
    if (kMonths[i] == name) return i + 1;
  return 0;
}

bool has_the_form(std::string_view text) {
  //                           "Sun, 06 Nov 1994 08:49:37 GMT"
  static constexpr std::string_view kForm = "aaa, 00 aaa 0000 00:00:00 GMT";
  if (text.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    const bool fits = kForm[i] == 'a'   ? is_letter(text[i])
                      : kForm[i] == '0' ? is_digit(text[i])
                                        : text[i] == kForm[i];
    if (!fits) return false;
  }
  return true;
}

std::optional<std::chrono::sys_seconds> read_date(std::string_view text) {
  if (!has_the_form(text)) return std::nullopt;
  const std::chrono::year_month_day day{
      std::chrono::year(number(text.substr(12, 4))),
      std::chrono::month(month_of(text.substr(8, 3))),
      std::chrono::day(static_cast<unsigned>(number(text.substr(5, 2))))};
  const int hour = number(text.substr(17, 2));
  const int minute = number(text.substr(20, 2));
  const int second = number(text.substr(23, 2));
  if (!day.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return std::chrono::sys_days(day) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second);
}

}  // namespace

// For a second long, all answers of a server have the same date.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) {
  struct Last {
    std::string text;
    std::optional<std::chrono::sys_seconds> time;
  };
  thread_local Last last;
  if (text == last.text) return last.time;
  const auto time = read_date(text);
  if (time) last = {std::string(text), time};
  return time;
}

}  // namespace back::http
