#include "http/time.hpp"

#include <random>

namespace back::http {
namespace {

// Used on the loop's thread only.
class RealTime : public Time {
 public:
  Clock::time_point now() override { return Clock::now(); }
  loop::Task<> sleep_until(Clock::time_point when) override { return loop::sleep_until(when); }
  double chance() override { return std::uniform_real_distribution<double>(0, 1)(generator_); }

 private:
  std::minstd_rand generator_{std::random_device{}()};
};

}  // namespace

Time& real_time() {
  static RealTime time;
  return time;
}

}  // namespace back::http
