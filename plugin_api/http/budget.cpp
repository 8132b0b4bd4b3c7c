#include "http/budget.hpp"

#include <algorithm>
#include <cmath>

namespace back::http {
namespace {

using std::chrono::seconds;

// How many ask at once where nothing is known; one, where the last thing known is that nothing was
// left.
constexpr std::int64_t kProbes = 4;
constexpr seconds kPatience{2};  // another one goes when none of them is answered by then
constexpr std::int64_t kMostProbes = 1 << 20;  // as good as no limit
constexpr double kReservedPart = 0.1;          // for people
constexpr std::int64_t kSmallestShared = 5;    // a tenth of less is nothing
constexpr unsigned kMostDoublings = 6;         // of the second that a closed door is left alone

using Seconds = std::chrono::duration<double>;

Clock::duration as_duration(Seconds time) {
  return std::chrono::duration_cast<Clock::duration>(time);
}

}  // namespace

Budget::Budget(seconds longest_wait) : longest_wait_(longest_wait), probes_(kProbes) {}

void Budget::end_window(Clock::time_point now) {
  if (!is_known_ || now < ends_) return;
  is_known_ = false;
  probes_ = left() > 0 ? kProbes : 1;
}

bool Budget::is_open(Priority priority, Clock::time_point now) {
  end_window(now);
  if (!is_known_) return in_flight_ < probes_ || now >= taken_ + kPatience;
  return left() > reserve(priority, now);
}

bool Budget::is_spent(Clock::time_point now) {
  end_window(now);
  return is_known_ && lowest_ <= 0;
}

bool Budget::is_overdrawn(Clock::time_point now) {
  end_window(now);
  return is_known_ && lowest_ < in_flight_;
}

// While one of our requests was answered, others may have sent some too.
std::int64_t Budget::left() const {
  const std::int64_t spent = first_ - lowest_;
  const std::int64_t under_way =
      spent > heard_ && heard_ > 0 ? in_flight_ * spent / heard_ : in_flight_;
  return lowest_ - under_way;
}

void Budget::take(Clock::time_point now) {
  ++in_flight_;
  taken_ = now;
}

std::int64_t Budget::reserve(Priority priority, Clock::time_point now) const {
  if (priority == Priority::interactive || limit_ < kSmallestShared) return 0;
  const double part = Seconds(ends_ - now) / Seconds(length_);
  return std::lround(kReservedPart * static_cast<double>(limit_) * std::clamp(part, 0.0, 1.0));
}

Clock::time_point Budget::opens(Priority priority, Clock::time_point now) const {
  if (!is_known_) return taken_ + kPatience;
  if (left() <= 0 || reserve(priority, now) == 0) return ends_;
  // The reserve shrinks evenly until the end: when will it be less than what is left?
  const double tenth = kReservedPart * static_cast<double>(limit_);
  const Seconds before_end = Seconds(length_) * ((static_cast<double>(left()) - 0.5) / tenth);
  const auto at = ends_ - as_duration(before_end) + std::chrono::milliseconds(1);
  return std::clamp(at, std::min(now + std::chrono::milliseconds(1), ends_), ends_);
}

Clock::time_point Budget::opens_after(std::size_t others) const {
  if (!is_known_ || limit_ == 0) return ends_;
  const auto windows = static_cast<std::int64_t>(others) / limit_;
  return ends_ + windows * std::max<Clock::duration>(length_, seconds(1));
}

void Budget::learn(const RateReading& reading, Clock::time_point sent, Clock::time_point now) {
  refusals_ = 0;
  end_window(now);
  if (!reading.remaining || !reading.reset || !reading.until_reset) {
    if (!is_known_) probes_ = std::min(probes_ * 2, kMostProbes);
    return;
  }
  const std::int64_t limit = reading.limit.value_or(0);
  const std::int64_t remaining =
      limit > 0 ? std::min(*reading.remaining, limit) : *reading.remaining;
  hear({limit, remaining, *reading.reset, *reading.until_reset}, sent, now);
}

void Budget::refuse(const RateReading& reading, seconds wait, Clock::time_point sent,
                    Clock::time_point now) {
  end_window(now);
  const bool was_open = !is_known_ || lowest_ > 0;
  const std::int64_t limit = reading.limit.value_or(0);
  if (reading.reset) {
    hear({limit, 0, *reading.reset, wait}, sent, now);
  } else if (sent >= began_) {
    begin_window({limit == 0 ? limit_ : limit, 0, reset_, std::min(wait, longest_wait_)}, now);
  }
  // Only a server that names resets which are none is asked in vain again and again.
  if (!was_open || !is_known_ || lowest_ > 0) return;
  const seconds pause(std::int64_t{1} << std::min(refusals_, kMostDoublings));
  if (refusals_ > 0) ends_ = std::max(ends_, now + std::min(pause, longest_wait_));
  ++refusals_;
}

// Answers overtake each other: what was sent before this window was heard of and names an earlier
// reset speaks of the one before.
void Budget::hear(Word word, Clock::time_point sent, Clock::time_point now) {
  if (word.limit == 0) word.limit = limit_;
  word.wait = std::min(word.wait, longest_wait_);
  const bool same = word.reset >= reset_ - 1 && word.reset <= reset_ + 1;
  if (!is_known_) {
    if (sent < ends_ && word.reset <= reset_ + 1) return;
    begin_window(word, now);
  } else if (same && word.limit == limit_) {
    ++heard_;
    lowest_ = std::min(lowest_, word.remaining);
    ends_ = std::min<Clock::time_point>(ends_, now + word.wait);
  } else if (word.reset > reset_ || sent >= began_) {
    begin_window(word, now);
  }
}

void Budget::begin_window(const Word& word, Clock::time_point now) {
  if (word.limit != limit_) length_ = {};
  is_known_ = true;
  limit_ = word.limit;
  first_ = lowest_ = word.remaining;
  heard_ = 0;
  reset_ = word.reset;
  began_ = now;
  ends_ = now + word.wait;
  length_ = std::max<Clock::duration>(length_, word.wait);
}

}  // namespace back::http
