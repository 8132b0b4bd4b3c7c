// A vendor's organisation as its rate limits see it: so many requests in each window of time, which
// is counted when a request arrives and told in the headers of every answer. On a clock of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "http/time.hpp"
#include "http/transport.hpp"

namespace back::http {

struct Limits {
  std::int64_t limit = 600;
  std::chrono::seconds window{60};
  // A window begins when the one before ends; else with the first request after that.
  bool back_to_back = true;
  std::chrono::milliseconds quickest{20};  // there and back
  std::chrono::milliseconds slowest{300};
  double others = 0;  // requests of other clients for each of ours, at any time
  std::optional<std::chrono::milliseconds> age;  // of the first window; none: any
};

class LimitedServer : public Transport {
 public:
  LimitedServer(Limits limits, std::uint64_t seed, Time& time);

  Task<Response> send(Request& request, Scope& scope) override;

  struct Window {
    Clock::time_point begins;
    std::int64_t used = 0;  // also by others
  };
  // Those that were wholly within this time.
  std::vector<Window> windows_within(Clock::time_point begin, Clock::time_point end) const;
  std::int64_t accepted() const { return accepted_; }
  std::int64_t refused() const { return refused_; }
  // That were sent although the client had been told that the window is used up.
  std::int64_t sent_before_reset() const { return sent_before_reset_; }
  const std::vector<Clock::time_point>& arrivals() const { return arrivals_; }

 private:
  Response count(Clock::time_point arrival);
  void enter_window(Clock::time_point now);
  std::int64_t seconds_at(Clock::time_point when) const;
  const std::string& date_at(Clock::time_point when);

  Limits limits_;
  std::minstd_rand random_;
  Time& time_;
  std::vector<Window> windows_;
  Clock::time_point told_of_end_{};  // the end of the last window that an answer called used up
  std::int64_t accepted_ = 0;
  std::int64_t refused_ = 0;
  std::int64_t sent_before_reset_ = 0;
  double owed_to_others_ = 0;
  std::vector<Clock::time_point> arrivals_;
  std::int64_t dated_ = -1;
  std::string date_;
};

}  // namespace back::http
