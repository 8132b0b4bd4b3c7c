// Push challenges under way: one request to a phone, waiting for its owner's answer.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "okta_emulator/clock.hpp"

namespace okta_emulator {

inline constexpr std::chrono::minutes kPushLasts{5};  // facts: waits of about five minutes

struct PushTransaction {
  std::string id;
  std::string user;                    // id
  std::string factor;                  // id
  std::string result = "WAITING";      // SUCCESS, REJECTED, TIMEOUT, CANCELLED
  std::optional<std::int64_t> number;  // of a number challenge: the right one
  std::int64_t polls = 0;
  Time created;
};

// How a person's phone answers by itself, as a test wants it.
struct PushHabit {
  std::string result;            // SUCCESS, REJECTED, TIMEOUT; empty: does not answer
  std::int64_t after_polls = 0;  // how many polls still say WAITING
};

}  // namespace okta_emulator
