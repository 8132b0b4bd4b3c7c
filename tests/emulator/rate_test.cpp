// Rate headers and windows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace emulator_test
