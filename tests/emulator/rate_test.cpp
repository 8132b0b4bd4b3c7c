// Rate headers and windows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "small_company.hpp"

namespace emulator_test {
namespace {

using namespace std::chrono_literals;

json::object strict_seed() {
  json::object seed = seed_of({person("pat")});
  seed["rate_limits"] = json::object{{"enforced", true},
                                     {"window_seconds", 10},
                                     {"token_percent", 100},
                                     {"buckets",
                                      {json::object{{"path", "/api/v1/users"}, {"limit", 2}},
                                       json::object{{"path", "**"}, {"limit", 100}}}}};
  return seed;
}

TEST(Rates, FollowTheBucketOfThePath) {
  Company company(seed_of({person("pat")}));
  const std::vector<std::pair<std::string, std::string>> table = {
      {"/api/v1/users", "300"},
      {user_path("pat"), "1000"},
      {user_path("pat") + "/factors", "300"},
      {"/api/v1/groups", "250"},
      {"/api/v1/org", "600"}};
  for (const auto& [path, limit] : table) {
    const Answer answer = company.get(path);
    EXPECT_EQ(header_of(answer, "x-rate-limit-limit"), limit) << path;
    EXPECT_EQ(header_of(answer, "x-rate-limit-remaining"), std::to_string(std::stoi(limit) - 1))
        << path;
  }
}

TEST(Rates, RunOutAndComeBackWithTheWindow) {
  Company company{strict_seed()};
  EXPECT_EQ(company.get("/api/v1/users").status, 200);
  EXPECT_EQ(header_of(company.get("/api/v1/users"), "x-rate-limit-remaining"), "0");
  const Answer refused = company.get("/api/v1/users");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(header_of(refused, "x-rate-limit-limit"), "2");
  EXPECT_EQ(company.get(user_path("pat")).status, 200);
  company.clock->advance(9s);
  EXPECT_EQ(company.get("/api/v1/users").status, 429);
  company.clock->advance(1s);
  EXPECT_EQ(company.get("/api/v1/users").status, 200);
}

TEST(Rates, AreNotEnforcedUnlessTheSeedSaysSo) {
  Company company;
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(company.get("/api/v1/users").status, 200);
}

TEST(Rates, ARefusedRequestChangesNothing) {
  json::object seed = strict_seed();
  seed["rate_limits"].as_object()["buckets"] =
      json::array{json::object{{"path", "**"}, {"limit", 1}}};
  Company company{seed};
  company.get("/api/v1/users/me");
  EXPECT_EQ(company.lifecycle("pat", "suspend").status, 429);
  EXPECT_EQ(company.truth("pat").status, Status::active);
}

// Enforced limits in windows of so many milliseconds; `more` is laid over the rules.
json::object limits(json::array buckets, json::object more = {}) {
  json::object seed =
      seed_of({person("pat"), person("second", "ACTIVE", {{"roles", {"SUPER_ADMIN"}}}),
               person("third", "ACTIVE", {{"roles", {"SUPER_ADMIN"}}})});
  json::object rules{{"enforced", true},
                     {"window_ms", 200},
                     {"token_percent", 100},
                     {"buckets", std::move(buckets)}};
  for (const auto& [name, value] : more) rules[name] = value;
  seed["rate_limits"] = std::move(rules);
  for (const char* name : {"second", "third"}) {
    seed["tokens"].as_array().push_back(
        json::object{{"secret", std::string(30, name[0])}, {"user", login_of(name)}});
  }
  return seed;
}

json::object bucket(std::string_view method, std::string_view path, std::int64_t limit) {
  return {{"method", method}, {"path", path}, {"limit", limit}};
}

TEST(Rates, CountInTheMostSpecificBucketWhereverItStands) {
  json::array buckets{bucket("*", "**", 11), bucket("*", "/api/v1/users/**", 12),
                      bucket("*", "/api/v1/users/*", 13), bucket("GET", "/api/v1/users/*", 14),
                      bucket("*", "/api/v1/users", 15)};
  const std::vector<std::tuple<std::string, std::string, std::string>> table = {
      {"GET", "/api/v1/users", "15"},
      {"GET", user_path("pat"), "14"},
      {"DELETE", user_path("pat"), "13"},
      {"GET", user_path("pat") + "/factors", "12"},
      {"GET", "/api/v1/groups", "11"}};
  for (int turn = 0; turn < 2; ++turn) {
    Company company{limits(buckets)};
    for (const auto& [method, path, limit] : table) {
      EXPECT_EQ(header_of(company.send(method, path), "x-rate-limit-limit"), limit)
          << method << ' ' << path;
    }
    std::reverse(buckets.begin(), buckets.end());
  }
}

TEST(Rates, ATokenHasItsShareAndAllTokensTogetherHaveTheBucket) {
  Company company{limits({bucket("*", "**", 4)}, {{"token_percent", 50}})};
  const auto as = [&](char token) {
    company.token = token == 'o' ? std::string(kToken) : std::string(30, token);
    return company.get("/api/v1/users/me");
  };
  EXPECT_EQ(header_of(as('o'), "x-rate-limit-limit"), "2");
  EXPECT_EQ(header_of(as('o'), "x-rate-limit-remaining"), "0");
  EXPECT_EQ(as('o').status, 429) << "its share is used up";
  EXPECT_EQ(as('s').status, 200);
  EXPECT_EQ(as('s').status, 200);
  const Answer refused = as('t');
  EXPECT_EQ(refused.status, 429) << "the others have used everything";
  EXPECT_EQ(header_of(refused, "x-rate-limit-limit"), "4");
  EXPECT_EQ(header_of(refused, "x-rate-limit-remaining"), "0");
  company.clock->advance(200ms);
  EXPECT_EQ(as('t').status, 200);
}

TEST(Rates, WindowsMayBeShorterThanASecondAndTheResetIsNeverTooEarly) {
  Company company{limits({bucket("*", "**", 1)})};
  company.clock->advance(300ms);
  EXPECT_EQ(company.get("/api/v1/users/me").status, 200);
  const Answer refused = company.get("/api/v1/users/me");
  EXPECT_EQ(refused.status, 429);
  const auto reset = std::stoll(std::string(header_of(refused, "x-rate-limit-reset")));
  EXPECT_GE(std::chrono::seconds(reset), company.clock->now().time_since_epoch() + 200ms);
  company.clock->advance(199ms);
  EXPECT_EQ(company.get("/api/v1/users/me").status, 429);
  company.clock->advance(1ms);
  EXPECT_EQ(company.get("/api/v1/users/me").status, 200);
}

TEST(Rates, AreThoseOfThePlan) {
  const std::vector<std::tuple<std::string, std::string, std::int64_t>> table = {
      {"workforce", "100", 75}, {"one_app", "100", 75}, {"integrator", "20", 35}};
  for (const auto& [plan, apps, concurrent] : table) {
    json::object seed = empty_seed();
    seed["rate_limits"] = json::object{{"plan", plan}, {"token_percent", 100}};
    Company company{seed};
    EXPECT_EQ(company.organisation.rates().concurrent, concurrent);
    okta_emulator::RateLimiter limiter(company.organisation.rates());
    EXPECT_EQ(
        std::to_string(limiter.count("GET", "/api/v1/apps", "token", company.clock->now()).limit),
        apps);
  }
}

TEST(Rates, RefuseMoreRequestsAtOnceThanAllowed) {
  Company company{limits({bucket("*", "**", 100)}, {{"concurrent", 3}})};
  std::vector<Answer> under_way;
  for (int i = 0; i < 3; ++i) under_way.push_back(company.get("/api/v1/users/me"));
  const Answer refused = company.lifecycle("pat", "suspend");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(code_of(refused), "E0000047");
  EXPECT_EQ(header_of(refused, "x-rate-limit-limit"), "0");
  EXPECT_EQ(header_of(refused, "x-rate-limit-remaining"), "0");
  EXPECT_NE(header_of(refused, "x-rate-limit-reset"), "");
  EXPECT_EQ(company.truth("pat").status, Status::active);
  under_way.pop_back();
  EXPECT_EQ(company.lifecycle("pat", "suspend").status, 200);
}

TEST(Rates, RulesThatMakeNoSenseAreRefused) {
  for (const json::object& more : std::vector<json::object>{{{"plan", "free"}},
                                                            {{"window_ms", 0}},
                                                            {{"token_percent", 101}},
                                                            {{"concurrent", -1}},
                                                            {{"buckets", {bucket("*", "", 1)}}}}) {
    EXPECT_THROW(Organisation{limits({}, more)}, std::invalid_argument) << more;
  }
}

}  // namespace
}  // namespace emulator_test
