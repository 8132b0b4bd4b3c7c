#include "okta_emulator/clock.hpp"

#include <array>

namespace okta_emulator {
namespace {

struct Parts {
  std::chrono::year_month_day date;
  std::chrono::hh_mm_ss<std::chrono::milliseconds> time;
  std::chrono::weekday weekday;
};

Parts parts_of(Time time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  return {std::chrono::year_month_day(day),
          std::chrono::hh_mm_ss<std::chrono::milliseconds>(time - day), std::chrono::weekday(day)};
}

// Fixed-width decimal digits, or nothing.
std::optional<int> digits(std::string_view text, std::size_t from, std::size_t count) {
  if (text.size() < from + count) return std::nullopt;
  int value = 0;
  for (std::size_t i = from; i < from + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// By hand: every user in an answer has six times, and snprintf would be half the cost of the
// answer.
void write_digits(std::string& text, std::size_t from, std::size_t count, int value) {
  for (std::size_t i = count; i > 0; --i) {
    text[from + i - 1] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
}

}  // namespace

Time SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Time SettableClock::shown() const { return stopped_ ? *stopped_ : base_->now() + ahead_; }

Time SettableClock::now() const {
  const std::lock_guard lock(mutex_);
  return shown();
}

void SettableClock::set(Time time) {
  const std::lock_guard lock(mutex_);
  if (stopped_) stopped_ = time;
  ahead_ = time - base_->now();
}

void SettableClock::advance(std::chrono::milliseconds step) {
  const std::lock_guard lock(mutex_);
  if (stopped_) *stopped_ += step;
  ahead_ += step;
}

void SettableClock::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = shown();
}

void SettableClock::run() {
  const std::lock_guard lock(mutex_);
  if (stopped_) ahead_ = *stopped_ - base_->now();
  stopped_.reset();
}

void SettableClock::follow() {
  const std::lock_guard lock(mutex_);
  stopped_.reset();
  ahead_ = std::chrono::milliseconds(0);
}

bool SettableClock::running() const {
  const std::lock_guard lock(mutex_);
  return !stopped_;
}

std::string iso_time(Time time) {
  const Parts parts = parts_of(time);
  std::string text = "0000-00-00T00:00:00.000Z";
  write_digits(text, 0, 4, int(parts.date.year()));
  write_digits(text, 5, 2, int(unsigned(parts.date.month())));
  write_digits(text, 8, 2, int(unsigned(parts.date.day())));
  write_digits(text, 11, 2, int(parts.time.hours().count()));
  write_digits(text, 14, 2, int(parts.time.minutes().count()));
  write_digits(text, 17, 2, int(parts.time.seconds().count()));
  write_digits(text, 20, 3, int(parts.time.subseconds().count()));
  return text;
}

std::optional<Time> parse_iso_time(std::string_view text) {
  using namespace std::chrono;
  if (text.size() < 20 || text.back() != 'Z' || text[4] != '-' || text[7] != '-' ||
      text[10] != 'T' || text[13] != ':' || text[16] != ':') {
    return std::nullopt;
  }
  const auto year_number = digits(text, 0, 4);
  const auto month_number = digits(text, 5, 2);
  const auto day_number = digits(text, 8, 2);
  const auto hour = digits(text, 11, 2);
  const auto minute = digits(text, 14, 2);
  const auto second = digits(text, 17, 2);
  if (!year_number || !month_number || !day_number || !hour || !minute || !second) {
    return std::nullopt;
  }
  int thousandths = 0;
  if (text.size() == 24 && text[19] == '.') {
    const auto fraction = digits(text, 20, 3);
    if (!fraction) return std::nullopt;
    thousandths = *fraction;
  } else if (text.size() != 20) {
    return std::nullopt;
  }
  const year_month_day date{year(*year_number), month(static_cast<unsigned>(*month_number)),
                            day(static_cast<unsigned>(*day_number))};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return Time(sys_days(date)) + hours(*hour) + minutes(*minute) + seconds(*second) +
         milliseconds(thousandths);
}

std::string http_date(Time time) {
  constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Parts parts = parts_of(time);
  std::string text = "Mon, 01 Jan 0000 00:00:00 GMT";
  text.replace(0, 3, kDays.at(parts.weekday.c_encoding()));
  write_digits(text, 5, 2, int(unsigned(parts.date.day())));
  text.replace(8, 3, kMonths.at(unsigned(parts.date.month()) - 1));
  write_digits(text, 12, 4, int(parts.date.year()));
  write_digits(text, 17, 2, int(parts.time.hours().count()));
  write_digits(text, 20, 2, int(parts.time.minutes().count()));
  write_digits(text, 23, 2, int(parts.time.seconds().count()));
  return text;
}

}  // namespace okta_emulator
