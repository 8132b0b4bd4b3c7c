// Accounts in applications: both scopes, the group that grants, what Okta refuses, and dashboards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access_company.hpp"

namespace emulator_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::string with_id(const Company& company, std::string_view who, json::object more = {}) {
  more["id"] = company.truth(who).id;
  return json::serialize(more);
}

std::string account(const Company& company, int app, std::string_view who) {
  return app_path(app) + "/users/" + company.truth(who).id;
}

TEST(AppUsers, AreAssignedReadChangedAndUnassigned) {
  Company company{access_seed()};
  const std::string path = account(company, kLedger, "pat");
  const std::string change = R"({"credentials":{"userName":"p","password":{"value":"x"}}})";
  expect_exchanges(company,
                   {{"GET", path, "", 404, "E0000007"},
                    {"POST", app_path(kLedger) + "/users", with_id(company, "pat"), 200, ""},
                    {"GET", path, "", 200, ""},
                    {"POST", path, change, 200, ""}});
  const json::value entry = answer_to(company, path);
  EXPECT_EQ(entry.at("scope").as_string(), "USER");
  EXPECT_EQ(entry.at("status").as_string(), "ACTIVE");
  EXPECT_EQ(entry.at("syncState").as_string(), "DISABLED");
  EXPECT_EQ(entry.at("credentials").at("userName").as_string(), "p");
  EXPECT_EQ(entry.at("credentials").as_object().contains("password"), true);
  EXPECT_EQ(company.get(path).body.find("\"x\""), std::string::npos);
  expect_exchanges(company, {{"DELETE", path, "", 204, ""},
                             {"DELETE", path, "", 404, "E0000007"},
                             {"GET", path, "", 404, "E0000007"}});
}

TEST(AppUsers, ThatAreAssignedAgainKeepTheirBeginning) {
  Company company{access_seed()};
  const std::string path = app_path(kLedger) + "/users";
  const json::value first = body_of(company.post(path, with_id(company, "pat")));
  company.clock->advance(std::chrono::minutes(4));
  const json::value again = body_of(
      company.post(path, with_id(company, "pat", {{"credentials", {{"userName", "other"}}}})));
  EXPECT_EQ(again.at("created"), first.at("created"));
  EXPECT_NE(again.at("lastUpdated"), first.at("lastUpdated"));
  EXPECT_EQ(again.at("credentials").at("userName").as_string(), "other");
}

TEST(AppUsers, OfAGroupStayWhileTheGroupGrantsThem) {
  Company company{access_seed()};
  const std::string path = account(company, kLedger, "sue");
  EXPECT_EQ(answer_to(company, path).at("_links").at("group").at("href").as_string(),
            ("https://acme.okta.com" + group_path(kSales)).c_str());
  expect_exchanges(company, {{"DELETE", path, "", 403, "E0000046"},
                             {"POST", app_path(kLedger) + "/users",
                              with_id(company, "sue", {{"scope", "USER"}}), 200, ""},
                             {"DELETE", path, "", 403, "E0000046"}});
  EXPECT_EQ(answer_to(company, path).at("scope").as_string(), "USER");
  EXPECT_FALSE(answer_to(company, path).at("_links").as_object().contains("group"));
  const std::string sales = group_path(kSales) + "/users/" + company.truth("sue").id;
  expect_exchanges(
      company,
      {{"DELETE", sales, "", 204, ""}, {"GET", path, "", 200, ""}, {"DELETE", path, "", 204, ""}});
}

TEST(AppUsers, ComeAndGoWithTheirGroup) {
  Company company{access_seed()};
  const std::string path = account(company, kLedger, "pat");
  const std::string sales = group_path(kSales) + "/users/" + company.truth("pat").id;
  expect_exchanges(company, {{"PUT", sales, "", 204, ""},
                             {"GET", path, "", 200, ""},
                             {"DELETE", sales, "", 204, ""},
                             {"GET", path, "", 404, "E0000007"}});
}

TEST(AppUsers, AreLostByDeactivationAndOnlyGroupsBringThemBack) {
  Company company{access_seed()};
  company.post(app_path(kWiki) + "/users", with_id(company, "sue"));
  company.lifecycle("sue", "deactivate");
  expect_exchanges(company, {{"GET", account(company, kWiki, "sue"), "", 404, "E0000007"},
                             {"GET", account(company, kLedger, "sue"), "", 404, "E0000007"},
                             {"GET", account(company, kChat, "sue"), "", 404, "E0000007"}});
  company.lifecycle("sue", "activate");
  expect_exchanges(company, {{"GET", account(company, kWiki, "sue"), "", 404, "E0000007"},
                             {"GET", account(company, kLedger, "sue"), "", 200, ""}});
}

TEST(AppUsers, SurviveSuspension) {
  Company company{access_seed()};
  company.lifecycle("sue", "suspend");
  expect_exchanges(company, {{"GET", account(company, kLedger, "sue"), "", 200, ""}});
}

TEST(AppUsers, AreRefusedAsOktaDoes) {
  Company company{access_seed()};
  const auto body = [&](std::string_view who, json::object more = {}) {
    return with_id(company, who, std::move(more));
  };
  const json::object password{{"credentials", {{"password", {{"value", "x"}}}}}};
  const json::object name{{"credentials", {{"userName", "x"}}}};
  const json::object mapped{{"profile", {{"firstName", "x"}, {"role", "y"}}}};
  const json::object role{{"profile", {{"role", "y"}}}};
  const std::string wiki = app_path(kWiki) + "/users";
  const std::string crm = app_path(kCrm) + "/users";
  expect_exchanges(company,
                   {{"POST", wiki, body("gone"), 403, "E0000117"},
                    {"POST", wiki, "{}", 400, "E0000001"},
                    {"POST", wiki, R"({"id":"00unobody"})", 404, "E0000007"},
                    {"POST", wiki, body("pat", name), 400, "E0000041"},
                    {"POST", crm, body("pat", password), 400, "E0000041"},
                    {"POST", crm, body("pat", mapped), 403, "E0000075"},
                    {"POST", crm, body("pat"), 400, "E0000001"},
                    {"POST", crm, body("pat", role), 200, ""},
                    {"POST", crm, body("sue", {{"scope", "GROUP"}}), 400, "E0000001"},
                    {"POST", account(company, kCrm, "pat"), R"({"profile":{"role":"z"}})", 200, ""},
                    {"POST", account(company, kCrm, "sue"), "{}", 404, "E0000007"},
                    {"DELETE", account(company, kChat, "pat"), "", 403, "E0000046"}});
  const json::value entry = answer_to(company, account(company, kCrm, "pat"));
  EXPECT_EQ(entry.at("status").as_string(), "PROVISIONED");
  EXPECT_EQ(entry.at("syncState").as_string(), "SYNCHRONIZED");
  EXPECT_EQ(entry.at("profile").at("role").as_string(), "z");
  EXPECT_EQ(entry.at("profile").at("firstName").as_string(), "pat");
}

TEST(AppUsers, AreListedByPageWithTheUserWhenAsked) {
  Company company{access_seed()};
  for (const std::string who : {"pat", "sue", "owner"}) {
    company.post(app_path(kWiki) + "/users", with_id(company, who));
  }
  const Answer first = company.get(app_path(kWiki) + "/users?expand=user&limit=1");
  EXPECT_TRUE(body_of(first).at(0).at("_embedded").at("user").as_object().contains("profile"));
  const std::string next = link_of(first, "next");
  EXPECT_EQ(next.find("expand"), std::string::npos) << next;
  EXPECT_EQ(next.rfind(app_path(kWiki) + "/users?after=0ua", 0), 0U) << next;
  for (int limit = 1; limit <= 4; ++limit) {
    const std::string list = app_path(kWiki) + "/users?limit=" + std::to_string(limit);
    EXPECT_THAT(ids_of_all_pages(company, list), SizeIs(3));
  }
  EXPECT_THAT(ids_of_all_pages(company, app_path(kWiki) + "/users?q=PA"),
              ElementsAre(company.truth("pat").id));
  company.lifecycle("pat", "deactivate");
  company.remove(user_path("pat"));
  EXPECT_THAT(ids_of_all_pages(company, app_path(kWiki) + "/users"), SizeIs(2));
}

TEST(AppGroups, AreAssignedByPriorityAndUnassigned) {
  Company company{access_seed()};
  const std::string path = app_path(kLedger) + "/groups";
  const std::string engineering = path + '/' + group_id(kEngineering);
  expect_exchanges(company, {{"GET", engineering, "", 404, "E0000007"},
                             {"PUT", engineering, "", 200, ""},
                             {"PUT", engineering, R"({"priority":-1})", 200, ""},
                             {"PUT", path + "/00gnothing", "", 404, "E0000007"},
                             {"GET", account(company, kLedger, "pat"), "", 200, ""}});
  EXPECT_THAT(ids_of_all_pages(company, path),
              ElementsAre(group_id(kEngineering), group_id(kSales)));
  EXPECT_THAT(ids_of_all_pages(company, path + "?q=sal"), ElementsAre(group_id(kSales)));
  const json::value both = answer_to(company, path + "?expand=group");
  EXPECT_EQ(both.at(1).at("_embedded").at("group").at("profile").at("name").as_string(), "Sales");
  expect_exchanges(company, {{"DELETE", engineering, "", 204, ""},
                             {"DELETE", engineering, "", 404, "E0000007"},
                             {"GET", account(company, kLedger, "pat"), "", 404, "E0000007"}});
}

TEST(AppGroups, GrantByTheirPriority) {
  Company company{access_seed()};
  company.send("PUT", group_path(kEngineering) + "/users/" + company.truth("sue").id);
  company.send("PUT", app_path(kLedger) + "/groups/" + group_id(kEngineering),
               R"({"priority":-1})");
  EXPECT_EQ(answer_to(company, account(company, kLedger, "sue"))
                .at("_links")
                .at("group")
                .at("name")
                .as_string(),
            "Engineering");
}

TEST(AppLinks, ShowWhatIsActiveAndVisible) {
  Company company{access_seed()};
  EXPECT_THAT(each_text(company.get(user_path("sue") + "/appLinks"), {"label"}),
              ElementsAre("Ledger", "Chat"));
  EXPECT_THAT(each_text(company.get(user_path("gone") + "/appLinks"), {"label"}), IsEmpty());
  company.post(app_path(kLedger) + "/lifecycle/deactivate");
  EXPECT_THAT(each_text(company.get(user_path("sue") + "/appLinks"), {"label"}),
              ElementsAre("Chat"));
}

TEST(Access, IsTheSameAfterASnapshot) {
  Company company{access_seed()};
  company.post(app_path(kWiki) + "/users", with_id(company, "sue"));
  company.remove(group_path(kEngineering) + "/users/" + company.truth("pat").id);
  const json::value before = company.organisation.snapshot();
  Company other{before};
  EXPECT_EQ(json::value(other.organisation.snapshot()), before);
}

}  // namespace
}  // namespace emulator_test
