// A server far away: hands on every byte between its own port and another one after half a round
// trip, in both directions.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

namespace back::bench {

class Distance {
 public:
  Distance(std::uint16_t to, std::chrono::milliseconds round_trip);
  ~Distance();
  Distance(const Distance&) = delete;
  Distance& operator=(const Distance&) = delete;

  std::uint16_t port() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace back::bench
