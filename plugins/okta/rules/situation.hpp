// What is known of an account at one moment: all that decides about actions. Not having been able
// to read something is not the same as its absence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "okta/model/factor.hpp"
#include "okta/model/user.hpp"
#include "sdk/failure.hpp"

namespace okta {

template <typename T>
struct Readable {
  std::optional<T> value;
  std::string why;       // a sentence, if there is no value
  bool refused = false;  // Okta said no to the token: asking again soon is of no use
  bool was_read() const { return value.has_value(); }
};

struct Situation {
  User user;
  Readable<Factors> factors;
};

// Why something is not possible, and what would change that.
struct Reason {
  std::string code, sentence, remedy;
};

}  // namespace okta
