#include "core/wall_clock.hpp"

#include <chrono>

namespace back::host {
namespace {

// In decimal, at that place of the text.
template <typename Number>
void put(std::string& text, std::size_t at, std::size_t digits, Number number) {
  for (; digits > 0; --digits, number /= 10)
    text[at + digits - 1] = static_cast<char>('0' + number % 10);
}

}  // namespace

std::string wall_clock_now() {
  using namespace std::chrono;
  const auto now = floor<milliseconds>(system_clock::now());
  const auto day = floor<days>(now);
  const year_month_day date{day};
  const hh_mm_ss<milliseconds> time{now - day};
  std::string text = "0000-00-00T00:00:00.000Z";
  put(text, 0, 4, static_cast<int>(date.year()));
  put(text, 5, 2, static_cast<unsigned>(date.month()));
  put(text, 8, 2, static_cast<unsigned>(date.day()));
  put(text, 11, 2, time.hours().count());
  put(text, 14, 2, time.minutes().count());
  put(text, 17, 2, time.seconds().count());
  put(text, 20, 3, time.subseconds().count());
  return text;
}

}  // namespace back::host
