#include "okta_emulator/rate.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "okta_emulator/embedded_data.hpp"
#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace {

std::int64_t seconds_of(Time time) {
  return std::chrono::ceil<std::chrono::seconds>(time.time_since_epoch()).count();
}

}  // namespace

RateRules default_rate_rules() {
  const auto document = boost::json::parse(kRateLimitsJson);
  RateRules rules;
  rules.window = std::chrono::seconds(document.at("window_seconds").as_int64());
  rules.token_percent = document.at("token_percent").as_int64();
  for (const auto& row : document.at("buckets").as_array()) {
    rules.buckets.push_back({std::string(row.at("method").as_string()),
                             std::string(row.at("path").as_string()), row.at("limit").as_int64()});
  }
  return rules;
}

void add_rate_headers(Answer& answer, const RateAnswer& rate) {
  answer.headers.emplace_back("x-rate-limit-limit", std::to_string(rate.limit));
  answer.headers.emplace_back("x-rate-limit-remaining", std::to_string(rate.remaining));
  answer.headers.emplace_back("x-rate-limit-reset", std::to_string(rate.reset));
}

std::size_t RateLimiter::bucket_of(std::string_view method, std::string_view path) const {
  for (std::size_t i = 0; i < rules_.buckets.size(); ++i) {
    const RateBucket& bucket = rules_.buckets[i];
    if ((bucket.method == "*" || bucket.method == method) && matches_glob(bucket.path, path)) {
      return i;
    }
  }
  return rules_.buckets.size();
}

std::int64_t RateLimiter::limit_of(std::size_t bucket) const {
  if (bucket >= rules_.buckets.size()) return 600;
  return std::max<std::int64_t>(1, rules_.buckets[bucket].limit * rules_.token_percent / 100);
}

RateAnswer RateLimiter::count(std::string_view method, std::string_view path,
                              std::string_view token, Time now) {
  const std::size_t bucket = bucket_of(method, path);
  const std::int64_t limit = limit_of(bucket);
  Window& window = windows_[{bucket, std::string(token)}];
  const bool spent = window.used >= limit && !rules_.enforced;
  if (now >= window.ends || spent) window = {now + rules_.window, 0};
  RateAnswer answer{window.used >= limit, limit, 0, seconds_of(window.ends)};
  if (!answer.refused) answer.remaining = limit - ++window.used;
  return answer;
}

RateAnswer RateLimiter::exhausted(std::string_view method, std::string_view path, Time now,
                                  std::chrono::seconds until_reset) const {
  return {true, limit_of(bucket_of(method, path)), 0, seconds_of(now + until_reset)};
}

}  // namespace okta_emulator
