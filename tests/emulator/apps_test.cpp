// Applications: lists as Okta filters them, their forms by mode, making and deleting them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access_company.hpp"

namespace emulator_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> labels(Company& company, const std::string& query) {
  return each_text(company.get("/api/v1/apps?" + query), {"label"});
}

std::string of_user(Company& company, std::string_view who) {
  return "filter=user.id%20eq%20%22" + company.truth(who).id + "%22&expand=user/" +
         company.truth(who).id;
}

TEST(Apps, AreListedAndFiltered) {
  Company company{access_seed()};
  EXPECT_THAT(labels(company, "limit=200"),
              ElementsAre("Wiki", "Ledger", "Crm", "Okta Dashboard", "Directory", "Chat"));
  EXPECT_THAT(labels(company, "includeNonDeleted=true"), testing::Contains("Old"));
  EXPECT_THAT(labels(company, "filter=status%20eq%20%22INACTIVE%22"), ElementsAre("Old"));
  EXPECT_THAT(labels(company, "filter=name%20eq%20%22salesforce%22"), ElementsAre("Crm"));
  EXPECT_THAT(labels(company, "filter=group.id%20eq%20%22" + group_id(kSales) + "%22"),
              ElementsAre("Ledger"));
  EXPECT_THAT(labels(company, "q=okta"), ElementsAre("Okta Dashboard"));
  EXPECT_THAT(labels(company, "q=sales"), ElementsAre("Crm"));
  EXPECT_THAT(labels(company, "q=nothing"), IsEmpty());
}

TEST(Apps, RefuseWhatOktaRefuses) {
  Company company{access_seed()};
  const std::string pat = company.truth("pat").id;
  const std::string user = "/api/v1/apps?filter=user.id%20eq%20%22" + pat + "%22";
  expect_exchanges(
      company, {{"GET", "/api/v1/apps?expand=user/id,group/id", "", 400, "E0000001"},
                {"GET", "/api/v1/apps?expand=user/" + pat, "", 400, "E0000001"},
                {"GET", user + "&expand=user/00uothers", "", 400, "E0000001"},
                {"GET", user + "&expand=group", "", 400, "E0000001"},
                {"GET", "/api/v1/apps?after=00u1testcursorvalue", "", 400, "E0000029"},
                {"GET", "/api/v1/apps?after=00u00000000000000001", "", 400, "E0000029"},
                {"GET", "/api/v1/apps?filter=user.id%20sw%20%2200u%22", "", 400, "E0000031"},
                {"GET", "/api/v1/apps?filter=label%20eq%20%22Wiki%22", "", 400, "E0000031"},
                {"GET", user + "%20and%20status%20eq%20%22ACTIVE%22", "", 400, "E0000031"},
                {"GET", "/api/v1/apps/invalidid", "", 404, "E0000007"},
                {"GET", "/api/v1/apps/invalidid/users", "", 404, "E0000007"},
                {"PUT", "/api/v1/apps/invalidid/groups/" + group_id(kSales), "", 404, "E0000007"}});
}

TEST(Apps, OfAUserCarryHisAccount) {
  Company company{access_seed()};
  const Answer answer = company.get("/api/v1/apps?" + of_user(company, "sue"));
  const json::value apps = body_of(answer);
  EXPECT_THAT(each_text(answer, {"label"}), ElementsAre("Ledger", "Okta Dashboard", "Chat"));
  const json::value& ledger = apps.at(0).at("_embedded").at("user");
  EXPECT_EQ(ledger.at("scope").as_string(), "GROUP");
  EXPECT_EQ(ledger.at("_links").at("group").at("name").as_string(), "Sales");
  EXPECT_EQ(ledger.at("id").as_string(), company.truth("sue").id.c_str());
  EXPECT_EQ(apps.at(2).at("_embedded").at("user").at("status").as_string(), "IMPLICIT");
  EXPECT_FALSE(apps.at(2).at("_embedded").at("user").at("_links").as_object().contains("group"));
}

TEST(Apps, DropExpandFromTheirNextLink) {
  Company company{access_seed()};
  const Answer answer = company.get("/api/v1/apps?limit=1&" + of_user(company, "sue"));
  const std::string next = link_of(answer, "next");
  EXPECT_NE(next.find("filter="), std::string::npos) << next;
  EXPECT_EQ(next.find("expand="), std::string::npos) << next;
  EXPECT_EQ(next.rfind("/api/v1/apps?after=0oa00000000000000002&limit=1", 0), 0U) << next;
  for (int limit = 1; limit <= 4; ++limit) {
    const std::string query = of_user(company, "sue") + "&limit=" + std::to_string(limit);
    EXPECT_EQ(ids_of_all_pages(company, "/api/v1/apps?" + query).size(), 3U);
  }
}

TEST(Apps, AreAnEmptyListForATokenThatMayNotSeeThem) {
  json::object seed = access_seed();
  seed["users"].as_array()[0].as_object()["roles"] = json::array{"USER_ADMIN"};
  Company company{seed};
  EXPECT_THAT(labels(company, "limit=200"), IsEmpty());
  const std::string body = json::serialize(json::object{{"id", company.truth("pat").id}});
  expect_exchanges(company, {{"GET", app_path(kWiki), "", 403, "E0000006"},
                             {"GET", app_path(kWiki) + "/users", "", 403, "E0000006"},
                             {"POST", app_path(kWiki) + "/users", body, 403, "E0000006"}});
}

TEST(Apps, LookAsTheirModeHasIt) {
  Company company{access_seed()};
  const auto app = [&](int number) { return answer_to(company, app_path(number)); };
  EXPECT_EQ(app(kWiki).at("signOnMode").as_string(), "BOOKMARK");
  EXPECT_EQ(app(kWiki).at("settings").at("app").at("url").as_string(), "https://wiki.example");
  EXPECT_EQ(app(kLedger).at("credentials").at("scheme").as_string(), "EDIT_USERNAME_AND_PASSWORD");
  EXPECT_FALSE(app(kCrm).at("credentials").as_object().contains("scheme"));
  EXPECT_EQ(app(kDashboard).at("visibility").at("appLinks").as_object().size(), 0U);
  EXPECT_TRUE(app(kOld).at("_links").as_object().contains("activate"));
  EXPECT_FALSE(app(kOld).at("_links").as_object().contains("deactivate"));
  EXPECT_EQ(app(kChat).at("settings").at("implicitAssignment"), json::value(true));
}

TEST(AppChanges, AnswerAsOktaDoes) {
  Company company{access_seed()};
  const std::string wiki = app_path(kWiki);
  expect_exchanges(
      company,
      {{"DELETE", wiki, "", 403, "E0000056"},
       {"POST", wiki + "/lifecycle/deactivate", "", 200, ""},
       {"DELETE", wiki, "", 204, ""},
       {"GET", wiki, "", 404, "E0000007"},
       {"POST", app_path(kOld) + "/lifecycle/activate", "", 200, ""},
       {"POST", app_path(kDashboard) + "/lifecycle/deactivate", "", 403, "E0000039"},
       {"POST", "/api/v1/apps", R"({"signOnMode":"BOOKMARK"})", 400, "E0000001"},
       {"POST", "/api/v1/apps", R"({"label":"x"})", 400, "E0000001"},
       {"POST", "/api/v1/apps", R"({"label":"x","signOnMode":"MAGIC"})", 400, "E0000001"}});
}

json::object new_app(const std::string& mode, const std::string& name) {
  json::object app{{"label", "My"},
                   {"signOnMode", mode},
                   {"credentials", {{"scheme", "EDIT_USERNAME_AND_PASSWORD"}}},
                   {"settings",
                    {{"app",
                      {{"url", "https://my.example"},
                       {"authURL", "https://my.example/login"},
                       {"buttonField", "go"},
                       {"passwordField", "secret"},
                       {"usernameField", "who"}}}}}};
  if (!name.empty()) app["name"] = name;
  if (mode == "OPENID_CONNECT") app["credentials"] = {{"oauthClient", json::object()}};
  return app;
}

TEST(AppChanges, MakeAppsOfEveryCommonMode) {
  Company company{access_seed()};
  struct Case {
    std::string mode, given, named;
  };
  for (const auto& [mode, given, named] :
       std::vector<Case>{{"BOOKMARK", "bookmark", "bookmark"},
                         {"BROWSER_PLUGIN", "template_swa", "template_swa"},
                         {"AUTO_LOGIN", "", "acme_my_1"},
                         {"SECURE_PASSWORD_STORE", "template_sps", "template_sps"},
                         {"BASIC_AUTH", "template_basic_auth", "template_basic_auth"},
                         {"SAML_2_0", "", "acme_my_1"},
                         {"OPENID_CONNECT", "oidc_client", "oidc_client"}}) {
    SCOPED_TRACE(mode);
    const Answer answer =
        company.post("/api/v1/apps?activate=false", json::serialize(new_app(mode, given)));
    ASSERT_EQ(answer.status, 200) << answer.body;
    const json::value app = body_of(answer);
    EXPECT_EQ(app.at("name").as_string(), named.c_str());
    EXPECT_EQ(app.at("status").as_string(), "INACTIVE");
    EXPECT_EQ(app.at("settings").at("app").at("url").as_string(), "https://my.example");
    EXPECT_EQ(answer_to(company, "/api/v1/apps/" + std::string(app.at("id").as_string())), app);
  }
}

TEST(AppSchemas, SayWhatMustBeGiven) {
  Company company{access_seed()};
  const auto definitions = [&](int app) {
    return answer_to(company, "/api/v1/meta/schemas/apps/" + app_id(app) + "/default")
        .at("definitions");
  };
  EXPECT_EQ(definitions(kCrm).at("custom").at("required"), json::value(json::array{"role"}));
  EXPECT_TRUE(definitions(kCrm).at("base").at("properties").as_object().contains("firstName"));
  EXPECT_EQ(definitions(kWiki).at("base").at("required"), json::value(json::array{}));
  expect_exchanges(company,
                   {{"GET", "/api/v1/meta/schemas/apps/none/default", "", 404, "E0000007"}});
}

TEST(GroupApps, AreThoseTheGroupGrants) {
  Company company{access_seed()};
  EXPECT_THAT(ids_of_all_pages(company, group_path(kSales) + "/apps"),
              ElementsAre(app_id(kLedger)));
  EXPECT_THAT(ids_of_all_pages(company, group_path(kAdmins) + "/apps"), IsEmpty());
  const Answer answer = company.get(group_path(kSales) + "/apps");
  EXPECT_EQ(link_of(answer, "self"), group_path(kSales) + "/apps?limit=20");
}

}  // namespace
}  // namespace emulator_test
