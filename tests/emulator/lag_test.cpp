// Readers behind the truth: what they see after a change, for how long, and what the journal and the
// truth say meanwhile.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "small_company.hpp"

namespace emulator_test {
namespace {

using namespace std::chrono_literals;

void add(Company& company, std::string_view text) {
  company.organisation.add_fault(okta_emulator::parse_fault(json::parse(text)));
}

std::string status_of(Company& company, std::string_view name) {
  const Answer answer = company.get(user_path(name));
  return answer.status == 200 ? std::string(body_of(answer).at("status").as_string())
                              : std::to_string(answer.status);
}

std::vector<std::string> found(Company& company, std::string_view query) {
  std::vector<std::string> logins;
  const json::value body = body_of(company.get("/api/v1/users?" + std::string(query)));
  for (const json::value& user : body.as_array()) {
    const std::string_view login = user.at("profile").at("login").as_string();
    if (login != login_of("owner")) logins.emplace_back(login);
  }
  return logins;
}

// Which they are: "00u… 00u…".
std::string listed(const Answer& answer) {
  std::string ids;
  const json::value body = body_of(answer);
  for (const json::value& each : body.as_array()) {
    ids += std::string(each.at("id").as_string()) + ' ';
  }
  return ids;
}

TEST(Lag, AFaultLetsReadersSeeTheUserAsBeforeForSoManyReads) {
  Company company(seed_of({person("pat"), person("ned")}));
  add(company, R"({"path":"**/suspend","effect":"lag","reads":2})");
  EXPECT_EQ(company.lifecycle("pat", "suspend").status, 200);
  EXPECT_EQ(company.truth("pat").status, Status::suspended);
  EXPECT_TRUE(company.organisation.journal().back().applied);
  EXPECT_EQ(status_of(company, "ned"), "ACTIVE") << "is not one of pat's reads";
  EXPECT_EQ(status_of(company, "pat"), "ACTIVE");
  EXPECT_EQ(status_of(company, "pat"), "ACTIVE");
  EXPECT_EQ(status_of(company, "pat"), "SUSPENDED");
}

TEST(Lag, AFaultLetsReadersSeeTheUserAsBeforeForSomeTimeOfTheOrganisation) {
  Company company(seed_of({person("pat")}));
  add(company, R"({"path":"**/suspend","effect":"lag","lag_ms":3000})");
  company.lifecycle("pat", "suspend");
  for (int i = 0; i < 20; ++i) EXPECT_EQ(status_of(company, "pat"), "ACTIVE");
  company.clock->advance(2999ms);
  EXPECT_EQ(status_of(company, "pat"), "ACTIVE");
  company.clock->advance(1ms);
  EXPECT_EQ(status_of(company, "pat"), "SUSPENDED");
}

TEST(Lag, LastsUntilTheUserIsSettledWhenNothingElseIsSaid) {
  Company company(seed_of({person("pat")}));
  add(company, R"({"path":"**/suspend","effect":"lag"})");
  company.lifecycle("pat", "suspend");
  company.clock->advance(24h);
  EXPECT_EQ(status_of(company, "pat"), "ACTIVE");
  EXPECT_TRUE(company.organisation.settle(login_of("pat")));
  EXPECT_EQ(status_of(company, "pat"), "SUSPENDED");
  EXPECT_FALSE(company.organisation.settle(login_of("pat")));
}

TEST(Lag, HidesWhatBecameOfFactorsRolesGroupsAndLists) {
  json::object seed = seed_of({person(
      "pat", "ACTIVE", {{"factors", {json::object{{"type", "sms"}}}}, {"groups", {"Desk"}}})});
  seed["groups"] = json::array{json::object{{"name", "Desk"}, {"id", "00gdesk0000000000001"}},
                               json::object{{"name", "Other"}, {"id", "00gother000000000001"}}};
  seed["consistency"] = json::object{{"read_lag_ms", 1000}};
  Company company{seed};
  const std::vector<std::string> reads = {
      user_path("pat") + "/factors", user_path("pat") + "/groups",
      "/api/v1/groups/00gdesk0000000000001/users", "/api/v1/groups/00gother000000000001/users",
      "/api/v1/users?filter=status%20eq%20%22ACTIVE%22"};
  const auto all = [&] {
    std::vector<std::string> bodies;
    for (const std::string& path : reads) bodies.push_back(listed(company.get(path)));
    return bodies;
  };
  const auto before = all();
  const std::string id = company.truth("pat").id;
  EXPECT_EQ(company.lifecycle("pat", "reset_factors").status, 200);
  EXPECT_EQ(company.remove("/api/v1/groups/00gdesk0000000000001/users/" + id).status, 204);
  EXPECT_EQ(company.send("PUT", "/api/v1/groups/00gother000000000001/users/" + id).status, 204);
  EXPECT_EQ(company.lifecycle("pat", "suspend").status, 200);
  EXPECT_EQ(all(), before);
  company.clock->advance(1s);
  const auto after = all();
  for (std::size_t i = 0; i < reads.size(); ++i) EXPECT_NE(after[i], before[i]) << reads[i];
  EXPECT_EQ(after[0], "");
}

TEST(Lag, AWriteSeesTheTruthAndNotWhatReadersSee) {
  json::object seed = seed_of({person("pat")});
  seed["consistency"] = json::object{{"reads", -1}};
  Company company{seed};
  EXPECT_EQ(company.lifecycle("pat", "suspend").status, 200);
  EXPECT_EQ(status_of(company, "pat"), "ACTIVE");
  EXPECT_EQ(code_of(company.lifecycle("pat", "suspend")), "E0000001");
}

TEST(Lag, ChangesOneAfterTheOtherBecomeVisibleOneAfterTheOther) {
  json::object seed = seed_of({person("pat")});
  seed["consistency"] = json::object{{"read_lag_ms", 1000}};
  Company company{seed};
  company.lifecycle("pat", "suspend");
  company.clock->advance(600ms);
  company.lifecycle("pat", "unsuspend");
  EXPECT_EQ(status_of(company, "pat"), "ACTIVE");
  company.clock->advance(600ms);
  EXPECT_EQ(status_of(company, "pat"), "SUSPENDED");
  company.clock->advance(600ms);
  EXPECT_EQ(status_of(company, "pat"), "ACTIVE");
}

TEST(Lag, SomebodyNewIsNotThereYetAndSomebodyDeletedStillIs) {
  json::object seed = seed_of({person("pat", "DEPROVISIONED")});
  seed["consistency"] = json::object{{"read_lag_ms", 1000}};
  Company company{seed};
  const std::string body = json::serialize(json::object{{"profile", person("ned").at("profile")}});
  EXPECT_EQ(company.post("/api/v1/users", body).status, 200);
  EXPECT_EQ(company.remove(user_path("pat")).status, 204);
  EXPECT_EQ(status_of(company, "ned"), "404");
  EXPECT_EQ(status_of(company, "pat"), "DEPROVISIONED");
  company.clock->advance(1s);
  EXPECT_EQ(status_of(company, "ned"), "PROVISIONED");
  EXPECT_EQ(status_of(company, "pat"), "404");
}

TEST(Lag, OnlySearchesAreBehindTheSearchIndex) {
  json::object seed = seed_of({person("pat")});
  seed["consistency"] = json::object{{"search_lag_ms", 5000}};
  Company company{seed};
  constexpr std::string_view kActive = "search=status%20eq%20%22ACTIVE%22";
  constexpr std::string_view kFilter = "filter=status%20eq%20%22ACTIVE%22";
  company.lifecycle("pat", "suspend");
  EXPECT_EQ(status_of(company, "pat"), "SUSPENDED");
  EXPECT_TRUE(found(company, kFilter).empty());
  EXPECT_THAT(found(company, kActive), testing::ElementsAre(login_of("pat")));
  company.clock->advance(5s);
  EXPECT_TRUE(found(company, kActive).empty());
}

TEST(Lag, AFaultCanHoldTheSearchIndexBackAlone) {
  Company company(seed_of({person("pat")}));
  add(company, R"({"path":"**/suspend","effect":"search_lag","lag_ms":5000})");
  company.lifecycle("pat", "suspend");
  EXPECT_EQ(status_of(company, "pat"), "SUSPENDED");
  EXPECT_EQ(found(company, "search=status%20eq%20%22ACTIVE%22").size(), 1U);
  company.clock->advance(5s);
  EXPECT_TRUE(found(company, "search=status%20eq%20%22ACTIVE%22").empty());
}

TEST(Lag, ARefusedChangeLeavesNothingBehind) {
  Company company(seed_of({person("pat", "SUSPENDED")}));
  add(company, R"({"path":"**/suspend","effect":"lag","reads":5})");
  EXPECT_EQ(company.lifecycle("pat", "suspend").status, 400);
  EXPECT_FALSE(company.organisation.settle(login_of("pat")));
}

TEST(Lag, IsPartOfASnapshotAsARuleAndWhatReadersSawIsNot) {
  json::object seed = seed_of({person("pat")});
  seed["consistency"] = json::object{{"reads", 3}, {"read_lag_ms", 7}, {"search_lag_ms", 9}};
  Company company{seed};
  company.lifecycle("pat", "suspend");
  const json::object snapshot = company.organisation.snapshot();
  EXPECT_EQ(snapshot.at("consistency"), seed.at("consistency"));
  company.organisation.restore(snapshot);
  EXPECT_EQ(status_of(company, "pat"), "SUSPENDED");
}

TEST(Lag, TheStateIsTheSameAfterReadsOfThePast) {
  Company company(okta_emulator::back_demo_seed());
  company.token = "00demoSuperAdmin_5yQpW2nVx8KfTz3LrB7Hc9Jm";
  company.organisation.set_consistency({.reads = {-1, 0ms}, .search_lag = 0ms});
  const std::string dana = "/api/v1/users/dana.reyes@back-demo.example";
  company.post(dana + "/lifecycle/suspend");
  company.post(dana + "/lifecycle/reset_factors");
  json::object before = company.organisation.snapshot();
  for (const char* path : {"/factors", "/groups", "", "/roles"}) company.get(dana + path);
  company.get("/api/v1/users?limit=200");
  json::object after = company.organisation.snapshot();
  before.erase("ids");
  after.erase("ids");
  EXPECT_EQ(after, before);
}

}  // namespace
}  // namespace emulator_test
