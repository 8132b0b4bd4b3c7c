#include "http/ceiling.hpp"

#include <algorithm>

namespace back::http {
namespace {

constexpr std::size_t kSuccessesPerStep = 100;  // before it rises again by one

}  // namespace

void Ceiling::too_many(Clock::time_point sent, Clock::time_point now) {
  if (sent < lowered_) return;
  height_ = std::max<std::size_t>(height_ / 2, 1);
  successes_ = 0;
  lowered_ = now;
}

void Ceiling::note_success() {
  if (height_ >= most_ || ++successes_ < kSuccessesPerStep) return;
  ++height_;
  successes_ = 0;
}

}  // namespace back::http
