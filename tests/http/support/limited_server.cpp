#include "limited_server.hpp"

#include <ctime>

namespace back::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// The virtual clock begins at an hour; the server's, which nobody may look at, in 2026.
constexpr std::int64_t kServersEpoch = 1'790'000'000;

}  // namespace

LimitedServer::LimitedServer(Limits limits, std::uint64_t seed, Time& time)
    : limits_(limits), random_(static_cast<std::minstd_rand::result_type>(seed)), time_(time) {
  // Windows are not aligned with the clock, nor with those of other organisations.
  const auto began = std::uniform_int_distribution<std::int64_t>(
      0, milliseconds(limits_.window).count() - 1)(random_);
  windows_.push_back({time_.now() - limits_.age.value_or(milliseconds(began)), 0});
}

Task<Response> LimitedServer::send(Request&, Scope&) {
  const Clock::time_point sent = time_.now();
  const milliseconds delay(std::uniform_int_distribution<std::int64_t>(
      limits_.quickest.count(), limits_.slowest.count())(random_));
  if (sent < told_of_end_) ++sent_before_reset_;
  co_await time_.sleep_until(sent + delay / 2);
  Response response = count(time_.now());
  const Clock::time_point ends = windows_.back().begins + limits_.window;
  const bool is_used_up = windows_.back().used >= limits_.limit;
  co_await time_.sleep_until(sent + delay);
  if (is_used_up) told_of_end_ = std::max(told_of_end_, ends);
  co_return response;
}

Response LimitedServer::count(Clock::time_point arrival) {
  enter_window(arrival);
  Window& window = windows_.back();
  Response response;
  owed_to_others_ += limits_.others;
  for (; owed_to_others_ >= 1; owed_to_others_ -= 1)
    if (window.used < limits_.limit) ++window.used;
  const bool is_refused = window.used >= limits_.limit;
  if (!is_refused) ++window.used;
  ++(is_refused ? refused_ : accepted_);
  if (!is_refused) arrivals_.push_back(arrival);
  response.status = is_refused ? 429 : 200;
  response.headers.add("Date", date_at(arrival));
  response.headers.add("X-Rate-Limit-Limit", std::to_string(limits_.limit));
  response.headers.add("X-Rate-Limit-Remaining", std::to_string(limits_.limit - window.used));
  response.headers.add("X-Rate-Limit-Reset",
                       std::to_string(seconds_at(window.begins + limits_.window)));
  return response;
}

void LimitedServer::enter_window(Clock::time_point now) {
  if (now < windows_.back().begins + limits_.window) return;
  if (!limits_.back_to_back) {
    windows_.push_back({now, 0});
    return;
  }
  while (now >= windows_.back().begins + limits_.window)
    windows_.push_back({windows_.back().begins + limits_.window, 0});
}

std::vector<LimitedServer::Window> LimitedServer::windows_within(Clock::time_point begin,
                                                                 Clock::time_point end) const {
  std::vector<Window> whole;
  for (const Window& window : windows_)
    if (window.begins >= begin && window.begins + limits_.window <= end) whole.push_back(window);
  return whole;
}

// Fractions are left out, as servers do.
std::int64_t LimitedServer::seconds_at(Clock::time_point when) const {
  return kServersEpoch + std::chrono::floor<seconds>(when.time_since_epoch()).count();
}

const std::string& LimitedServer::date_at(Clock::time_point when) {
  const std::int64_t now = seconds_at(when);
  if (now == dated_) return date_;
  dated_ = now;
  const auto time = static_cast<std::time_t>(now);
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[64] = {};
  std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
  date_ = text;
  return date_;
}

}  // namespace back::http
