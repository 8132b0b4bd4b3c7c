// Groups as they are searched, made, changed and deleted, and who may do what with them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access_company.hpp"

namespace emulator_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> names(Company& company, const std::string& query) {
  return each_text(company.get("/api/v1/groups?" + query), {"profile", "name"});
}

TEST(GroupLists, AreSearchedFilteredAndSorted) {
  Company company{access_seed()};
  EXPECT_THAT(names(company, "search=profile.name%20eq%20%22sales%22"), ElementsAre("Sales"));
  EXPECT_THAT(
      names(company, "search=profile.name%20sw%20%22a%22%20and%20type%20eq%20%22OKTA_GROUP%22"),
      ElementsAre("Admins"));
  EXPECT_THAT(
      names(company, "search=profile.name%20co%20%22in%22&sortBy=profile.name&sortOrder=desc"),
      ElementsAre("Engineering", "Admins", "AD Berlin"));
  EXPECT_THAT(names(company, "search=source.id%20eq%20%22" + app_id(kDirectory) + "%22"),
              ElementsAre("AD Berlin"));
  EXPECT_THAT(names(company, "search=profile.samAccountName%20eq%20%22berlin%22"),
              ElementsAre("AD Berlin"));
  EXPECT_THAT(names(company, "filter=type%20eq%20%22BUILT_IN%22"), ElementsAre("Everyone"));
  EXPECT_THAT(names(company, "filter=lastUpdated%20gt%20%222030-01-01T00:00:00.000Z%22"),
              IsEmpty());
}

TEST(GroupLists, RefuseWhatOktaCannotSearchFor) {
  Company company{access_seed()};
  expect_exchanges(
      company,
      {{"GET", "/api/v1/groups?search=profile.email%20co%20%22x%22", "", 400, "E0000031"},
       {"GET", "/api/v1/groups?search=objectClass%20eq%20%22x%22", "", 400, "E0000031"},
       {"GET", "/api/v1/groups?filter=profile.name%20eq%20%22Sales%22", "", 400, "E0000031"},
       {"GET", "/api/v1/groups?search=", "", 400, "E0000031"},
       {"GET", "/api/v1/groups?limit=none", "", 400, "E0000001"},
       {"GET", "/api/v1/groups?after=nonsense", "", 400, "E0000029"}});
}

TEST(GroupLists, GiveTheSameGroupsAtEveryPageSize) {
  Company company{access_seed()};
  const auto all = ids_of_all_pages(company, "/api/v1/groups");
  EXPECT_EQ(all.size(), 5U);
  for (int limit = 1; limit <= 6; ++limit) {
    EXPECT_EQ(ids_of_all_pages(company, "/api/v1/groups?limit=" + std::to_string(limit)), all);
    const std::string sorted =
        "/api/v1/groups?search=id%20sw%20%2200g%22&sortBy=profile.name&limit=";
    EXPECT_THAT(ids_of_all_pages(company, sorted + std::to_string(limit)),
                ElementsAre(group_id(kImported), group_id(kAdmins), group_id(kEngineering),
                            group_id(kEveryone), group_id(kSales)));
  }
}

TEST(GroupLists, OfAUserArePagedByTwoHundred) {
  json::object seed = access_seed();
  json::array mine;
  for (int i = 100; i < 468; ++i) {
    seed["groups"].as_array().push_back(
        json::object{{"id", group_id(i)}, {"name", "Team " + std::to_string(i)}});
    mine.push_back(json::string(group_id(i)));
  }
  seed["users"].as_array()[1].as_object()["groups"] = mine;
  Company company{seed};
  const Answer first = company.get(user_path("pat") + "/groups");
  EXPECT_EQ(body_of(first).as_array().size(), 200U);
  EXPECT_NE(link_of(first, "next"), "");
  EXPECT_EQ(ids_of_all_pages(company, user_path("pat") + "/groups").size(), 368U + 2U);
  EXPECT_EQ(ids_of_all_pages(company, user_path("pat") + "/groups?limit=7").size(), 368U + 2U);
}

TEST(GroupLists, SayMoreWhenAsked) {
  Company company{access_seed()};
  const json::value stats = answer_to(company, "/api/v1/groups?q=sal&expand=stats").at(0);
  EXPECT_EQ(stats.at("_embedded").at("stats").at("usersCount").as_int64(), 1);
  EXPECT_EQ(stats.at("_embedded").at("stats").at("appsCount").as_int64(), 1);
  const json::value imported = answer_to(company, "/api/v1/groups?q=AD&expand=app").at(0);
  EXPECT_EQ(imported.at("_embedded").at("app").at("label").as_string(), "Directory");
  EXPECT_EQ(imported.at("_links").at("source").at("href").as_string(),
            "https://acme.okta.com" + app_path(kDirectory));
  EXPECT_EQ(imported.at("profile").at("samAccountName").as_string(), "berlin");
  EXPECT_EQ(imported.at("objectClass").at(0).as_string(), "okta:windows_security_principal");
}

TEST(GroupChanges, AnswerAsOktaDoes) {
  Company company{access_seed()};
  const std::string good = R"({"profile":{"name":"New","description":"d"}})";
  expect_exchanges(
      company, {{"POST", "/api/v1/groups", good, 200, ""},
                {"POST", "/api/v1/groups", good, 400, "E0000001"},
                {"POST", "/api/v1/groups", R"({"profile":{}})", 400, "E0000001"},
                {"POST", "/api/v1/groups", "{}", 400, "E0000001"},
                {"POST", "/api/v1/groups", "[", 400, "E0000003"},
                {"PUT", group_path(kSales), R"({"profile":{"name":"Sellers"}})", 200, ""},
                {"PUT", group_path(kSales), R"({"profile":{"name":"Everyone"}})", 400, "E0000001"},
                {"PUT", group_path(kImported), R"({"profile":{"name":"Mine"}})", 403, "E0000006"},
                {"PUT", group_path(kEveryone), R"({"profile":{"name":"Mine"}})", 403, "E0000006"},
                {"DELETE", group_path(kEveryone), "", 403, "E0000006"},
                {"DELETE", group_path(kSales), "", 204, ""},
                {"DELETE", group_path(kSales), "", 404, "E0000007"},
                {"GET", group_path(kSales), "", 404, "E0000007"},
                {"DELETE", group_path(kImported), "", 204, ""}});
  EXPECT_THAT(names(company, "q=New"), ElementsAre("New"));
  EXPECT_TRUE(company.truth("sue").groups.empty());
}

TEST(GroupChanges, TakeAwayTheAppsTheGroupGranted) {
  Company company{access_seed()};
  const std::string account = app_path(kLedger) + "/users/" + company.truth("sue").id;
  expect_exchanges(company, {{"GET", account, "", 200, ""},
                             {"DELETE", group_path(kSales), "", 204, ""},
                             {"GET", account, "", 404, "E0000007"}});
}

json::object with_role(json::value role) {
  json::object seed = access_seed();
  seed["users"].as_array()[0].as_object()["roles"] = json::array{std::move(role)};
  return seed;
}

TEST(GroupPermissions, FollowTheRolesOfTheTokensOwner) {
  const std::string draft = R"({"profile":{"name":"New"}})";
  struct Row {
    std::string role;
    int create, join, join_admins, rules;
  };
  for (const Row& row : std::vector<Row>{{"SUPER_ADMIN", 200, 204, 204, 200},
                                         {"ORG_ADMIN", 200, 204, 403, 200},
                                         {"USER_ADMIN", 403, 204, 403, 403},
                                         {"GROUP_MEMBERSHIP_ADMIN", 403, 204, 403, 403},
                                         {"HELP_DESK_ADMIN", 403, 403, 403, 403},
                                         {"READ_ONLY_ADMIN", 403, 403, 403, 200}}) {
    SCOPED_TRACE(row.role);
    Company company{with_role(json::string(row.role))};
    const std::string pat = "/users/" + company.truth("pat").id;
    EXPECT_EQ(company.post("/api/v1/groups", draft).status, row.create);
    EXPECT_EQ(company.send("PUT", group_path(kSales) + pat).status, row.join);
    EXPECT_EQ(company.send("PUT", group_path(kAdmins) + pat).status, row.join_admins);
    EXPECT_EQ(company.get("/api/v1/groups/rules").status, row.rules);
  }
}

TEST(GroupPermissions, HideEveryoneFromAGroupAdministratorsLists) {
  Company company{with_role("USER_ADMIN")};
  EXPECT_THAT(names(company, "q=Every"), IsEmpty());
  EXPECT_EQ(ids_of_all_pages(company, "/api/v1/groups").size(), 4U);
  EXPECT_EQ(company.get(group_path(kEveryone)).status, 200);
}

}  // namespace
}  // namespace emulator_test
