// The parts of a seed that say how the organisation behaves: rate limits and consistency.
#include <boost/json.hpp>

#include "okta_emulator/json_reader.hpp"
#include "okta_emulator/seed.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

std::int64_t number_between(JsonReader& reader, std::string_view name, std::int64_t otherwise,
                            std::int64_t least, std::int64_t most) {
  const std::int64_t value = reader.integer(name, otherwise);
  if (value < least || value > most) {
    reader.refuse(name,
                  "must lie between " + std::to_string(least) + " and " + std::to_string(most));
  }
  return value;
}

constexpr std::int64_t kMost = 1'000'000'000;

RateBucket read_bucket(const json::value& row) {
  JsonReader reader(row, "a bucket of rate_limits");
  RateBucket bucket{reader.text("method", "*"), reader.required_text("path"),
                    number_between(reader, "limit", 600, 0, kMost)};
  reader.finish();
  return bucket;
}

}  // namespace

RateRules read_rates(const json::value* value, const Edition& edition) {
  if (value == nullptr) {
    RateRules rules = default_rate_rules();
    rules.token_percent = edition.token_percent;
    return rules;
  }
  JsonReader reader(*value, "rate_limits");
  RateRules rules = rate_rules_of(reader.text("plan", "workforce"));
  rules.enforced = reader.boolean("enforced", false);
  const std::int64_t seconds =
      number_between(reader, "window_seconds", rules.window / std::chrono::seconds(1), 1, kMost);
  rules.window = std::chrono::milliseconds(
      number_between(reader, "window_ms", seconds * 1000, 1, kMost * 1000));
  rules.token_percent = number_between(reader, "token_percent", edition.token_percent, 1, 100);
  rules.concurrent = number_between(reader, "concurrent", rules.concurrent, 0, kMost);
  if (const json::array* rows = reader.array("buckets")) {
    rules.buckets.clear();
    for (const json::value& row : *rows) rules.buckets.push_back(read_bucket(row));
  }
  reader.finish();
  return rules;
}

json::object rates_json(const RateRules& rates) {
  json::array buckets;
  for (const RateBucket& bucket : rates.buckets) {
    buckets.push_back(
        json::object{{"method", bucket.method}, {"path", bucket.path}, {"limit", bucket.limit}});
  }
  return {{"plan", rates.plan},
          {"enforced", rates.enforced},
          {"window_ms", rates.window.count()},
          {"token_percent", rates.token_percent},
          {"concurrent", rates.concurrent},
          {"buckets", std::move(buckets)}};
}

Consistency read_consistency(const json::value* value) {
  Consistency consistency;
  if (value == nullptr) return consistency;
  JsonReader reader(*value, "consistency");
  const auto duration = [&](std::string_view name) {
    return std::chrono::milliseconds(number_between(reader, name, 0, 0, kMost));
  };
  consistency.reads.reads = number_between(reader, "reads", 0, -1, kMost);
  consistency.reads.time = duration("read_lag_ms");
  consistency.search_lag = duration("search_lag_ms");
  reader.finish();
  return consistency;
}

json::object consistency_json(const Consistency& consistency) {
  return {{"reads", consistency.reads.reads},
          {"read_lag_ms", consistency.reads.time.count()},
          {"search_lag_ms", consistency.search_lag.count()}};
}

}  // namespace okta_emulator
