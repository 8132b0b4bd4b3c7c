// Rate limits: counts requests per bucket and token in windows of the organisation's clock, and
// requests at once, and says so in headers.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "okta_emulator/clock.hpp"
#include "okta_emulator/message.hpp"

namespace okta_emulator {

struct RateBucket {
  std::string method;      // "*" for all
  std::string path;        // a glob
  std::int64_t limit = 0;  // requests in a window, for the whole organisation
};

struct RateRules {
  std::string plan;                 // where the numbers come from: "workforce", …
  std::vector<RateBucket> buckets;  // of all that fit a request the most specific counts it
  std::chrono::milliseconds window{60'000};
  std::int64_t token_percent = 50;  // what one token may use of a bucket
  std::int64_t concurrent = 75;     // requests at once
  bool enforced = false;            // not enforced: a bucket is filled again when half is used
};

// Of one of Okta's plans; throws std::invalid_argument when there is none of that name.
RateRules rate_rules_of(std::string_view plan);
RateRules default_rate_rules();  // "workforce"

struct RateAnswer {
  bool refused = false;
  std::int64_t limit = 0;
  std::int64_t remaining = 0;
  std::int64_t reset = 0;  // UTC seconds
};

void add_rate_headers(Answer& answer, const RateAnswer& rate);

class RateLimiter {
 public:
  explicit RateLimiter(RateRules rules);

  RateAnswer count(std::string_view method, std::string_view path, std::string_view token,
                   Time now);
  // What the bucket would say without counting; for faults that answer in its place.
  RateAnswer exhausted(std::string_view method, std::string_view path, Time now,
                       std::chrono::seconds until_reset) const;
  // Held for as long as the request is under way; empty when there are too many already.
  std::shared_ptr<const void> enter() const;
  // What is said then: nothing of a bucket, and a reset that is an estimate only (rec 148).
  static RateAnswer too_many_at_once(Time now);
  const RateRules& rules() const { return rules_; }

 private:
  struct Window {
    Time ends;
    std::int64_t used = 0;  // by everybody
    std::map<std::string, std::int64_t, std::less<>>
        by_token;  // a token's hash → its share of that
  };
  std::size_t bucket_of(std::string_view method, std::string_view path) const;
  std::int64_t limit_of(std::size_t bucket) const;  // for everybody
  std::int64_t share_of(std::size_t bucket) const;  // for one token

  RateRules rules_;
  std::vector<Window> windows_;  // one for each bucket, and the last for what fits none
  std::shared_ptr<const int> gate_ =
      std::make_shared<int>();  // its owners: those under way, and us
};

}  // namespace okta_emulator
