// Time as the organisation sees it: given from outside, milliseconds, written as Okta writes it.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace okta_emulator {

using Time = std::chrono::sys_time<std::chrono::milliseconds>;

class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;
  virtual Time now() const = 0;
};

class SystemClock : public Clock {
 public:
  Time now() const override;
};

// Stands still until it is told otherwise; may be moved from any thread.
class ManualClock : public Clock {
 public:
  explicit ManualClock(Time start) : now_(start.time_since_epoch().count()) {}
  Time now() const override { return Time(std::chrono::milliseconds(now_.load())); }
  void advance(std::chrono::milliseconds step) { now_ += step.count(); }
  void set(Time time) { now_ = time.time_since_epoch().count(); }

 private:
  std::atomic<std::chrono::milliseconds::rep> now_;
};

// Follows another clock, from which it can be set apart: moved, stopped, let run on. From any thread.
class SettableClock : public Clock {
 public:
  explicit SettableClock(std::shared_ptr<const Clock> base) : base_(std::move(base)) {}
  Time now() const override;
  void set(Time time);
  void advance(std::chrono::milliseconds step);
  void stop();  // stands still until run(); set() and advance() move it all the same
  void run();
  void follow();  // shows what the other clock shows again
  bool running() const;

 private:
  Time shown() const;  // with the lock held

  std::shared_ptr<const Clock> base_;
  mutable std::mutex mutex_;
  std::chrono::milliseconds ahead_{0};  // of the other clock, while running
  std::optional<Time> stopped_;
};

std::string iso_time(Time time);                            // 2026-11-23T08:01:02.345Z
std::optional<Time> parse_iso_time(std::string_view text);  // with or without fraction, UTC only
std::string http_date(Time time);                           // Mon, 23 Nov 2026 08:01:02 GMT

}  // namespace okta_emulator
