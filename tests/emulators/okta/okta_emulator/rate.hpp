// Rate limit buckets: counts requests per bucket and token in windows of the organisation's clock,
// and says so in headers.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "okta_emulator/clock.hpp"
#include "okta_emulator/message.hpp"

namespace okta_emulator {

struct RateBucket {
  std::string method;  // "*" for all
  std::string path;    // a glob
  std::int64_t limit = 0;
};

struct RateRules {
  std::vector<RateBucket> buckets;
  std::chrono::seconds window{60};
  std::int64_t token_percent = 50;
  bool enforced = false;  // not enforced: a bucket that runs out is filled again at once
};

RateRules default_rate_rules();

struct RateAnswer {
  bool refused = false;
  std::int64_t limit = 0;
  std::int64_t remaining = 0;
  std::int64_t reset = 0;  // UTC seconds
};

void add_rate_headers(Answer& answer, const RateAnswer& rate);

class RateLimiter {
 public:
  explicit RateLimiter(RateRules rules) : rules_(std::move(rules)) {}

  RateAnswer count(std::string_view method, std::string_view path, std::string_view token,
                   Time now);
  // What the bucket would say without counting; for faults that answer in its place.
  RateAnswer exhausted(std::string_view method, std::string_view path, Time now,
                       std::chrono::seconds until_reset) const;
  const RateRules& rules() const { return rules_; }

 private:
  struct Window {
    Time ends;
    std::int64_t used = 0;
  };
  std::size_t bucket_of(std::string_view method, std::string_view path) const;
  std::int64_t limit_of(std::size_t bucket) const;

  RateRules rules_;
  std::map<std::pair<std::size_t, std::string>, Window> windows_;
};

}  // namespace okta_emulator
