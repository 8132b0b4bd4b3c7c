// How many requests may be in flight to one organisation at once: lowered when the server says that
// there are too many, and raised again step by step. Only arithmetic.
#pragma once

#include <cstddef>

#include "loop/loop.hpp"

namespace back::http {

using loop::Clock;

class Ceiling {
 public:
  explicit Ceiling(std::size_t most) : most_(most == 0 ? 1 : most), height_(most_) {}

  bool has_room() const { return in_flight_ < height_; }
  void take() { ++in_flight_; }
  void give_back() { --in_flight_; }
  std::size_t height() const { return height_; }
  std::size_t in_flight() const { return in_flight_; }

  // A request that was sent then was one too many. Those that were on their way with it say nothing
  // new.
  void too_many(Clock::time_point sent, Clock::time_point now);
  void note_success();

 private:
  std::size_t most_;
  std::size_t height_;
  std::size_t in_flight_ = 0;
  std::size_t successes_ = 0;  // since it last moved
  Clock::time_point lowered_{};
};

}  // namespace back::http
