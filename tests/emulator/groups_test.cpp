// Groups as far as they go now: lists, members, membership of ordinary groups.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "small_company.hpp"

namespace emulator_test {
namespace {

constexpr std::string_view kSales = "/api/v1/groups/00g00000000000000001";
constexpr std::string_view kEveryone = "/api/v1/groups/00g00000000000000002";
constexpr std::string_view kImported = "/api/v1/groups/00g00000000000000003";

json::object with_groups() {
  json::object seed = seed_of({person("pat", "ACTIVE", {{"groups", {"Imported"}}}), person("sue")});
  seed["groups"] = json::array{
      json::object{{"id", "00g00000000000000001"}, {"name", "Sales"}, {"description", "Sells"}},
      json::object{{"id", "00g00000000000000002"}, {"name", "Everyone"}, {"type", "BUILT_IN"}},
      json::object{{"id", "00g00000000000000003"}, {"name", "Imported"}, {"type", "APP_GROUP"}}};
  return seed;
}

std::vector<std::string> names(const Answer& answer) {
  std::vector<std::string> result;
  for (const json::value all = body_of(answer); const json::value& group : all.as_array()) {
    result.emplace_back(group.at("profile").at("name").as_string());
  }
  return result;
}

std::string member(std::string_view group, std::string_view id) {
  return std::string(group) + "/users/" + std::string(id);
}

TEST(Groups, OfAUserAreEveryoneAndThoseHeIsIn) {
  Company company{with_groups()};
  EXPECT_THAT(names(company.get(user_path("pat") + "/groups")),
              testing::ElementsAre("Everyone", "Imported"));
  EXPECT_THAT(names(company.get(user_path("sue") + "/groups")), testing::ElementsAre("Everyone"));
}

TEST(Groups, AreJoinedAndLeftWithoutABody) {
  Company company{with_groups()};
  const std::string path = member(kSales, company.truth("pat").id);
  for (int twice = 0; twice < 2; ++twice) EXPECT_EQ(company.send("PUT", path).status, 204);
  EXPECT_EQ(body_of(company.get(std::string(kSales) + "/users")).as_array().size(), 1U);
  EXPECT_THAT(names(company.get(user_path("pat") + "/groups")), testing::Contains("Sales"));
  EXPECT_EQ(company.remove(path).status, 204);
  EXPECT_THAT(names(company.get(user_path("pat") + "/groups")),
              testing::Not(testing::Contains("Sales")));
}

TEST(Groups, ThatAreNotOktasOwnRefuseChanges) {
  Company company{with_groups()};
  const std::string id = company.truth("pat").id;
  EXPECT_EQ(code_of(company.send("PUT", member(kEveryone, id))), "E0000060");
  EXPECT_EQ(code_of(company.remove(member(kEveryone, id))), "E0000006");
  EXPECT_EQ(code_of(company.remove(member(kImported, id))), "E0000006");
}

TEST(Groups, NameWhatIsMissing) {
  Company company{with_groups()};
  EXPECT_NE(company.send("PUT", member(kSales, "invalidid")).body.find("invalidid (User)"),
            std::string::npos);
  EXPECT_NE(company.send("PUT", "/api/v1/groups/invalidid/users/x").body.find("(UserGroup)"),
            std::string::npos);
}

TEST(Groups, AreFoundByTheBeginningOfTheirName) {
  Company company{with_groups()};
  EXPECT_THAT(names(company.get("/api/v1/groups?q=sal")), testing::ElementsAre("Sales"));
  EXPECT_THAT(names(company.get("/api/v1/groups")),
              testing::ElementsAre("Sales", "Everyone", "Imported"));
}

TEST(Groups, OfEveryoneHoldEverybody) {
  Company company{with_groups()};
  EXPECT_EQ(body_of(company.get(std::string(kEveryone) + "/users")).as_array().size(), 3U);
}

TEST(Groups, ForgetADeletedMember) {
  Company company{with_groups()};
  company.send("PUT", member(kSales, company.truth("pat").id));
  company.remove(user_path("pat"));
  company.remove(user_path("pat"));
  EXPECT_EQ(company.get(std::string(kSales) + "/users").body, "[]");
}

}  // namespace
}  // namespace emulator_test
