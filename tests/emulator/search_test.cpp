// search, filter and q: what they find, what they refuse.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "okta_emulator/text.hpp"
#include "small_company.hpp"

namespace emulator_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

json::object named(std::string_view name, std::string_view first, std::string_view status,
                   std::string_view created, json::object profile = {}) {
  json::object one = person(name, status, {{"created", created}});
  one["profile"].as_object()["firstName"] = first;
  for (const auto& [key, value] : profile) one["profile"].as_object()[key] = value;
  return one;
}

json::object library() {
  return seed_of(
      {named("ann", "Ann", "ACTIVE", "2025-01-01T00:00:00Z", {{"department", "Finance"}}),
       named("bob", "Bob", "STAGED", "2025-02-01T00:00:00Z", {{"department", "Sales"}}),
       named("cy", "Cyrus \"Cy\"", "DEPROVISIONED", "2025-03-01T00:00:00Z",
             {{"email", "shared@acme.example"}}),
       named("dee", "Annabel", "SUSPENDED", "2025-04-01T00:00:00Z",
             {{"email", "shared@acme.example"}, {"tags", {"red", "blue"}}}),
       named("o'neil", "Zoë", "ACTIVE", "2025-05-01T00:00:00Z", {{"level", 3}, {"remote", true}})});
}

// The names of the people found, or the error code.
std::vector<std::string> found(Company& company, const std::string& query) {
  const Answer answer = company.get("/api/v1/users?" + query);
  if (answer.status != 200) return {code_of(answer)};
  std::vector<std::string> names;
  for (const json::value all = body_of(answer); const json::value& user : all.as_array()) {
    const std::string login(user.at("profile").at("login").as_string());
    names.push_back(login.substr(0, login.find('@')));
  }
  return names;
}

struct Question {
  std::string expression;
  std::vector<std::string> names;
};

TEST(Search, FindsWhatItsExpressionSays) {
  Company company{library()};
  const std::vector<Question> table = {
      {R"(status eq "ACTIVE")", {"owner", "ann", "o'neil"}},
      {R"(profile.login eq "ANN@acme.example")", {"ann"}},
      {R"(profile.email eq "shared@acme.example")", {"cy", "dee"}},
      {R"(profile.login eq "ann@acme.example" or profile.email eq "shared@acme.example")",
       {"ann", "cy", "dee"}},
      {R"(profile.firstName sw "ann")", {"ann", "dee"}},
      {R"(profile.firstName co "\"cy\"")", {"cy"}},
      {R"(profile.firstName ew "bel")", {"dee"}},
      {R"(profile.firstName eq "Zoë")", {"o'neil"}},
      {R"(profile.login eq "o'neil@acme.example")", {"o'neil"}},
      {R"(created gt "2025-03-01T00:00:00Z" and created lt "2025-05-01T00:00:00.000Z")", {"dee"}},
      {R"(created ge "2025-03-01T00:00:00Z" and created le "2025-04-01T00:00:00.000Z")",
       {"cy", "dee"}},
      {R"(profile.department pr)", {"ann", "bob"}},
      {R"(profile.department pr and not (profile.department eq "Sales"))", {"ann"}},
      {R"(profile.department ne "Sales" and status eq "ACTIVE")", {"owner", "ann", "o'neil"}},
      {R"(profile.tags eq "blue")", {"dee"}},
      {R"(profile.level eq 3 AND profile.remote eq true)", {"o'neil"}},
      {R"((status eq "STAGED" or status eq "SUSPENDED") and profile.firstName sw "B")", {"bob"}},
      {R"(status eq "STAGED" or status eq "SUSPENDED" and profile.firstName sw "Z")", {"bob"}},
      {R"(profile.nothing eq "x")", {}},
      {R"(id eq "00u00000000000000000")", {}}};
  for (const Question& one : table) {
    EXPECT_THAT(found(company, "search=" + okta_emulator::form_encode(one.expression)),
                UnorderedElementsAreArray(one.names))
        << one.expression;
  }
}

TEST(Search, RefusesWhatIsNoExpression) {
  Company company{library()};
  const std::string deep = std::string(200, '(') + "status pr" + std::string(200, ')');
  for (const std::string& text : std::vector<std::string>{
           "", " ", "status", "status eq", "status eq \"ACTIVE", "eq \"ACTIVE\"",
           "status is \"ACTIVE\"", "status eq \"ACTIVE\" and", "status eq \"ACTIVE\" status pr",
           "(status eq \"ACTIVE\"", "status eq \"ACTIVE\")", "not status pr", "status eq \"\\x\"",
           "status eq \"a\\", deep, std::string(9000, 'a')}) {
    EXPECT_THAT(found(company, "search=" + okta_emulator::form_encode(text)),
                ElementsAre("E0000031"))
        << text.substr(0, 40);
  }
}

TEST(Search, SortsWhenAskedAndPagesInThatOrder) {
  Company company{library()};
  const std::string query = "search=profile.department+pr+or+profile.tags+pr+or+profile.level+pr";
  EXPECT_THAT(found(company, query + "&sortBy=profile.firstName"),
              ElementsAre("ann", "dee", "bob", "o'neil"));
  EXPECT_THAT(found(company, query + "&sortBy=profile.firstName&sortOrder=desc"),
              ElementsAre("o'neil", "bob", "dee", "ann"));
  EXPECT_THAT(
      found(company, query + "&sortBy=profile.firstName&limit=2&after=0" + company.truth("dee").id),
      ElementsAre("bob", "o'neil"));
  EXPECT_THAT(found(company, query + "&sortBy=profile.firstName&after=000u00000000000000000"),
              ElementsAre("E0000029"));
}

TEST(Filter, KnowsOnlyOktasAttributesAndComparisons) {
  Company company{library()};
  const std::vector<Question> table = {
      {R"(status eq "DEPROVISIONED")", {"cy"}},
      {R"(status eq "STAGED" or status eq "SUSPENDED")", {"bob", "dee"}},
      {R"(profile.login eq "bob@acme.example")", {"bob"}},
      {R"(profile.firstName eq "Bob")", {"bob"}},
      {R"(lastUpdated lt "2025-01-15T00:00:00Z" and status eq "ACTIVE")", {"owner", "ann"}},
      {R"(status sw "ACT")", {"E0000031"}},
      {R"(profile.department eq "Sales")", {"E0000031"}},
      {R"(created gt "2025-01-01T00:00:00Z")", {"E0000031"}},
      {R"(profile.login pr)", {"E0000031"}}};
  for (const Question& one : table) {
    EXPECT_THAT(found(company, "filter=" + okta_emulator::form_encode(one.expression)),
                UnorderedElementsAreArray(one.names))
        << one.expression;
  }
}

TEST(Question, MatchesBeginningsLeavesTheDeactivatedOutAndHasNoLinks) {
  Company company{library()};
  EXPECT_THAT(found(company, "q=ann"), UnorderedElementsAreArray({"ann", "dee"}));
  EXPECT_THAT(found(company, "q=shared"), ElementsAre("dee"));
  EXPECT_THAT(found(company, "q=nna"), IsEmpty());
  EXPECT_THAT(found(company, "q=tester&limit=2"), testing::SizeIs(2));
  EXPECT_EQ(header_of(company.get("/api/v1/users?q=ann"), "link"), "");
}

TEST(PlainList, LeavesTheDeactivatedOut) {
  Company company{library()};
  EXPECT_THAT(found(company, ""),
              UnorderedElementsAreArray({"owner", "ann", "bob", "dee", "o'neil"}));
}

TEST(Lists, CarryOfAllLinksOnlySelf) {
  Company company{library()};
  for (const json::value all = body_of(company.get("/api/v1/users/"));
       const json::value& user : all.as_array()) {
    EXPECT_EQ(user.at("_links").as_object().size(), 1U);
    EXPECT_TRUE(user.at("_links").as_object().contains("self"));
  }
}

}  // namespace
}  // namespace emulator_test
