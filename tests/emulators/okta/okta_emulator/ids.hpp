// Ids, tokens and error numbers that look like Okta's and repeat from run to run: a counter behind
// a mixing function.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace okta_emulator {

class Ids {
 public:
  explicit Ids(std::uint64_t seed = 1, std::uint64_t used = 0) : seed_(seed), used_(used) {}

  std::string object(std::string_view prefix);  // "00u" + 17 letters and digits
  std::string error();                          // "oae" + 22 characters
  std::string request();                        // 32 hexadecimal digits
  std::string old_request();                    // 27 characters, as until 2021
  std::string uuid();                           // of a log event
  std::uint64_t number() { return next(); }
  std::string secret(std::size_t length);  // activation tokens and the like

  std::uint64_t seed() const { return seed_; }
  std::uint64_t used() const { return used_; }

 private:
  std::uint64_t next();
  std::string letters(std::size_t count, std::string_view alphabet);

  std::uint64_t seed_;
  std::uint64_t used_;
};

}  // namespace okta_emulator
