#include "okta_emulator/rate.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>
#include <tuple>

#include "okta_emulator/embedded_data.hpp"
#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace {

constexpr std::int64_t kUnlisted = 1200;  // of a request that fits no bucket of a seed
constexpr std::chrono::seconds kConcurrencyEstimate{120};

std::int64_t seconds_of(Time time) {
  return std::chrono::ceil<std::chrono::seconds>(time.time_since_epoch()).count();
}

// More of the path said literally is more specific; then a path of a fixed depth; then a method.
auto specificity(const RateBucket& bucket) {
  const auto stars = std::count(bucket.path.begin(), bucket.path.end(), '*');
  const auto literal = static_cast<std::ptrdiff_t>(bucket.path.size()) - stars;
  const bool fixed = bucket.path.find("**") == std::string::npos;
  return std::tuple(literal, fixed, bucket.method != "*");
}

}  // namespace

RateRules rate_rules_of(std::string_view plan) {
  const auto document = boost::json::parse(kRateLimitsJson);
  const auto* numbers = document.at("concurrent").as_object().if_contains(plan);
  if (numbers == nullptr) {
    throw std::invalid_argument("rate_limits: there is no plan " + std::string(plan) +
                                "; the plans are workforce, one_app, integrator");
  }
  RateRules rules;
  rules.plan = plan;
  rules.concurrent = numbers->as_int64();
  rules.window = std::chrono::seconds(document.at("window_seconds").as_int64());
  rules.token_percent = document.at("token_percent").as_int64();
  for (const auto& row : document.at("buckets").as_array()) {
    rules.buckets.push_back({std::string(row.at("method").as_string()),
                             std::string(row.at("path").as_string()), row.at(plan).as_int64()});
  }
  return rules;
}

RateRules default_rate_rules() { return rate_rules_of("workforce"); }

void add_rate_headers(Answer& answer, const RateAnswer& rate) {
  answer.headers.emplace_back("x-rate-limit-limit", std::to_string(rate.limit));
  answer.headers.emplace_back("x-rate-limit-remaining", std::to_string(rate.remaining));
  answer.headers.emplace_back("x-rate-limit-reset", std::to_string(rate.reset));
}

RateLimiter::RateLimiter(RateRules rules) : rules_(std::move(rules)) {
  std::stable_sort(
      rules_.buckets.begin(), rules_.buckets.end(),
      [](const auto& left, const auto& right) { return specificity(left) > specificity(right); });
  windows_.resize(rules_.buckets.size() + 1);
}

std::size_t RateLimiter::bucket_of(std::string_view method, std::string_view path) const {
  const auto found =
      std::find_if(rules_.buckets.begin(), rules_.buckets.end(), [&](const RateBucket& bucket) {
        return (bucket.method == "*" || bucket.method == method) && matches_glob(bucket.path, path);
      });
  return static_cast<std::size_t>(found - rules_.buckets.begin());
}

std::int64_t RateLimiter::limit_of(std::size_t bucket) const {
  return bucket < rules_.buckets.size() ? rules_.buckets[bucket].limit : kUnlisted;
}

std::int64_t RateLimiter::share_of(std::size_t bucket) const {
  return std::max<std::int64_t>(1, limit_of(bucket) * rules_.token_percent / 100);
}

RateAnswer RateLimiter::count(std::string_view method, std::string_view path,
                              std::string_view token, Time now) {
  const std::size_t bucket = bucket_of(method, path);
  const std::int64_t limit = limit_of(bucket);
  const std::int64_t share = share_of(bucket);
  Window& window = windows_[bucket];
  auto own = window.by_token.find(token);
  if (own == window.by_token.end()) own = window.by_token.emplace(token, 0).first;
  // A window that ends too late was begun before the clock was set back.
  const bool over = now >= window.ends || window.ends - now > rules_.window;
  // Half used counts as spent: a client that heeds the headers never has to slow down.
  const bool spent = window.used * 2 >= limit || own->second * 2 >= share;
  if (over || (spent && !rules_.enforced)) {
    window.ends = now + rules_.window;
    window.used = 0;
    for (auto& [hash, used] : window.by_token) used = 0;
  }
  // A token is told its own share, unless all tokens together have used the bucket up.
  const bool all_gone = window.used >= limit;
  const std::int64_t left = std::min(limit - window.used, share - own->second);
  RateAnswer answer{left <= 0, all_gone ? limit : share, 0, seconds_of(window.ends)};
  if (answer.refused) return answer;
  ++window.used;
  ++own->second;
  answer.remaining = left - 1;
  return answer;
}

RateAnswer RateLimiter::exhausted(std::string_view method, std::string_view path, Time now,
                                  std::chrono::seconds until_reset) const {
  return {true, share_of(bucket_of(method, path)), 0, seconds_of(now + until_reset)};
}

std::shared_ptr<const void> RateLimiter::enter() const {
  if (gate_.use_count() > rules_.concurrent) return nullptr;
  return gate_;
}

RateAnswer RateLimiter::too_many_at_once(Time now) {
  return {true, 0, 0, seconds_of(now + kConcurrencyEstimate)};
}

}  // namespace okta_emulator
