// Pages: every page size reaches the same people once, links are written as Okta writes them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "okta_emulator/text.hpp"
#include "small_company.hpp"

namespace emulator_test {
namespace {

json::object crowd(int count) {
  json::object seed = empty_seed();
  for (int i = 0; i < count; ++i) {
    seed["users"].as_array().push_back(
        person("p" + std::to_string(i), i % 5 ? "ACTIVE" : "STAGED"));
  }
  return seed;
}

// The target of the link with that relation, empty when there is none.
std::string link_of(const Answer& answer, std::string_view relation) {
  for (const auto& [name, value] : answer.headers) {
    if (name != "link" || value.find("rel=\"" + std::string(relation)) == std::string::npos)
      continue;
    const auto end = value.find('>');
    const std::string url = value.substr(1, end - 1);
    return url.substr(url.find('/', 8));
  }
  return {};
}

std::vector<std::string> walk(Company& company, std::string target, int most) {
  std::vector<std::string> ids;
  for (int page = 0; page < most && !target.empty(); ++page) {
    const Answer answer = company.get(target);
    for (const json::value all = body_of(answer); const json::value& entry : all.as_array()) {
      ids.emplace_back(entry.at("id").as_string());
    }
    target = link_of(answer, "next");
  }
  return ids;
}

TEST(Paging, EveryPageSizeReachesEverybodyOnce) {
  constexpr int kPeople = 23;
  Company company{crowd(kPeople)};
  const auto all = walk(company, "/api/v1/users", 2);
  EXPECT_EQ(all.size(), kPeople + 1U);
  for (int limit = 1; limit <= kPeople + 2; ++limit) {
    EXPECT_EQ(walk(company, "/api/v1/users?limit=" + std::to_string(limit), kPeople + 2), all);
  }
  const auto staged = walk(company, "/api/v1/users?filter=status+eq+%22STAGED%22&limit=2", 10);
  EXPECT_EQ(staged.size(), 5U);
  EXPECT_EQ(std::set<std::string>(staged.begin(), staged.end()).size(), staged.size());
}

TEST(Paging, ALastPageThatIsExactlyFullHasNoNext) {
  Company company{crowd(3)};
  EXPECT_EQ(link_of(company.get("/api/v1/users?limit=4"), "next"), "");
  EXPECT_NE(link_of(company.get("/api/v1/users?limit=3"), "next"), "");
}

TEST(Paging, LinksNameLimitFirstAndEncodeAsForms) {
  Company company{crowd(3)};
  const Answer filtered = company.get("/api/v1/users?filter=status%20eq%20%22ACTIVE%22");
  EXPECT_EQ(link_of(filtered, "self"),
            "/api/v1/users?limit=200&filter=status+eq+%22ACTIVE%22");  // rec 024
  const Answer first = company.get("/api/v1/users/?limit=1");
  EXPECT_EQ(link_of(first, "self"), "/api/v1/users?limit=1");
  const std::string id(body_of(first).as_array().at(0).at("id").as_string());
  EXPECT_EQ(link_of(first, "next"), "/api/v1/users?after=0" + id + "&limit=1");
}

TEST(Paging, ALimitBeyondTheLargestBecomesTheLargest) {
  Company company;
  EXPECT_EQ(link_of(company.get("/api/v1/users?limit=5000"), "self"), "/api/v1/users?limit=200");
  EXPECT_EQ(link_of(company.get("/api/v1/groups"), "self"), "/api/v1/groups?limit=10000");
}

TEST(Paging, ACursorOfSomebodyWhoIsGoneStillLeadsOn) {
  Company company{crowd(6)};
  const Answer first = company.get("/api/v1/users?limit=3");
  const std::string next = link_of(first, "next");
  const std::string last(body_of(first).as_array().at(2).at("id").as_string());
  company.organisation.change([&](okta_emulator::State& state) { state.remove_user(last); });
  EXPECT_EQ(walk(company, next, 5).size(), 4U);
}

TEST(Paging, ListsOfTwoHundredAndMoreAreCut) {
  Company company{crowd(250)};
  const Answer first = company.get("/api/v1/users");
  EXPECT_EQ(body_of(first).as_array().size(), 200U);
  EXPECT_EQ(walk(company, "/api/v1/users", 3).size(), 251U);
}

}  // namespace
}  // namespace emulator_test
