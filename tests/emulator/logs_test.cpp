// The System Log: what operations write into it, and how it is asked.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access_company.hpp"

namespace emulator_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> types(Company& company, const std::string& query) {
  return each_text(company.get("/api/v1/logs?" + query), {"eventType"});
}

const std::string kNewest = "sortOrder=DESCENDING&limit=1";

struct Deed {
  std::string method, target, body, event;
};

TEST(Logs, TellEveryDeedWithTheTokensOwnerAsItsActor) {
  Company company{access_seed()};
  const std::string sue = company.truth("sue").id;
  const std::string pat = company.truth("pat").id;
  const std::string wiki = app_path(kWiki) + "/users";
  for (const Deed& deed : std::vector<Deed>{
           {"POST", user_path("sue") + "/lifecycle/suspend", "", "user.lifecycle.suspend"},
           {"POST", user_path("sue") + "/lifecycle/unsuspend", "", "user.lifecycle.unsuspend"},
           {"POST", user_path("sue") + "/lifecycle/reset_factors", "", "user.mfa.factor.reset_all"},
           {"POST", user_path("sue") + "/lifecycle/expire_password", "",
            "user.account.expire_password"},
           {"DELETE", user_path("sue") + "/sessions", "", "user.session.clear"},
           {"POST", user_path("sue"), R"({"profile":{"nickName":"s"}})",
            "user.account.update_profile"},
           {"POST", user_path("pat") + "/roles", R"({"type":"APP_ADMIN"})",
            "user.account.privilege.grant"},
           {"PUT", group_path(kSales) + "/users/" + pat, "", "group.user_membership.add"},
           {"DELETE", group_path(kSales) + "/users/" + pat, "", "group.user_membership.remove"},
           {"POST", wiki, json::serialize(json::object{{"id", pat}}),
            "application.user_membership.add"},
           {"DELETE", wiki + "/" + pat, "", "application.user_membership.remove"},
           {"PUT", app_path(kWiki) + "/groups/" + group_id(kAdmins), "",
            "group.application_assignment.add"},
           {"POST", app_path(kWiki) + "/lifecycle/deactivate", "",
            "application.lifecycle.deactivate"},
           {"POST", "/api/v1/groups", R"({"profile":{"name":"New"}})", "group.lifecycle.create"},
           {"DELETE", group_path(kAdmins), "", "group.lifecycle.delete"}}) {
    SCOPED_TRACE(deed.method + ' ' + deed.target);
    company.clock->advance(std::chrono::seconds(1));
    const Answer done = company.send(deed.method, deed.target, deed.body);
    EXPECT_LT(done.status, 300) << done.body;
    const json::value event = answer_to(company, "/api/v1/logs?" + kNewest).at(0);
    EXPECT_EQ(event.at("eventType").as_string(), deed.event.c_str());
    EXPECT_EQ(event.at("actor").at("alternateId").as_string(), login_of("owner").c_str());
    EXPECT_EQ(event.at("outcome").at("result").as_string(), "SUCCESS");
    EXPECT_FALSE(event.at("target").as_array().empty());
    EXPECT_FALSE(event.at("displayMessage").as_string().empty());
  }
}

TEST(Logs, NameThePersonFirstAndThenWhatItWasAbout) {
  Company company{access_seed()};
  company.send("PUT", group_path(kSales) + "/users/" + company.truth("pat").id);
  const json::value event = answer_to(company, "/api/v1/logs?" + kNewest).at(0);
  EXPECT_EQ(event.at("target").at(0).at("alternateId").as_string(), login_of("pat").c_str());
  EXPECT_EQ(event.at("target").at(1).at("displayName").as_string(), "Sales");
}

TEST(Logs, AreSilentAboutReadsRefusalsAndWhatChangedNothing) {
  Company company{access_seed()};
  const std::string sue = company.truth("sue").id;
  company.get(user_path("sue"));
  company.lifecycle("sue", "unsuspend");
  company.remove(group_path(kEveryone) + "/users/" + sue);
  company.send("PUT", group_path(kSales) + "/users/" + sue);
  EXPECT_THAT(types(company, ""), IsEmpty());
}

TEST(Logs, TellWhatARuleDidOfTheSystem) {
  Company company{access_seed()};
  company.post(user_path("sue"), R"({"profile":{"department":"Engineering"}})");
  const json::value event =
      answer_to(company, "/api/v1/logs?filter=eventType%20sw%20%22group.%22").at(0);
  EXPECT_EQ(event.at("actor").at("type").as_string(), "SystemPrincipal");
  EXPECT_EQ(event.at("target").at(1).at("displayName").as_string(), "Engineering");
}

// pat signs in every minute for an hour, every tenth time in vain.
json::object with_sign_ins() {
  json::object seed = access_seed();
  json::array log;
  for (int i = 60; i >= 1; --i) {
    json::object event{{"event", "user.session.start"}, {"minutes_ago", i},
                       {"actor", login_of("pat")},      {"targets", {login_of("pat")}},
                       {"ip", "203.0.113.7"},           {"city", i % 2 == 0 ? "Berlin" : "Austin"}};
    if (i % 10 == 0) event["result"] = "FAILURE";
    log.push_back(event);
  }
  seed["log"] = log;
  return seed;
}

TEST(Logs, AreFilteredByTimeExpressionAndKeywords) {
  Company company{with_sign_ins()};
  const std::string pat = company.truth("pat").id;
  const auto count = [&](const std::string& query) {
    return types(company, query + "&limit=1000").size();
  };
  EXPECT_EQ(count("since=2026-05-04T09:30:00Z"), 30U);
  EXPECT_EQ(count("since=2026-05-04T09:30:00.000Z&until=2026-05-04T09:40:00.000Z"), 10U);
  EXPECT_EQ(count("filter=outcome.result%20eq%20%22FAILURE%22"), 6U);
  EXPECT_EQ(count("filter=target.id%20eq%20%22" + pat + "%22"), 60U);
  EXPECT_EQ(count("filter=actor.id%20eq%20%22" + pat +
                  "%22%20and%20(client.geographicalContext.city%20eq%20%22Berlin%22)"),
            30U);
  EXPECT_EQ(count("filter=published%20gt%20%222026-05-04T09:58:30.000Z%22"), 1U);
  EXPECT_EQ(count("q=berlin%20pat"), 30U);
  EXPECT_EQ(count("q=bonn"), 0U);
  EXPECT_EQ(count("since=2026-05-05T00:00:00Z"), 0U);
}

TEST(Logs, RefuseWhatTheyDoNotUnderstand) {
  Company company{with_sign_ins()};
  expect_exchanges(company, {{"GET", "/api/v1/logs?since=yesterday", "", 400, "E0000001"},
                             {"GET", "/api/v1/logs?limit=1001", "", 400, "E0000001"},
                             {"GET", "/api/v1/logs?sortOrder=UP", "", 400, "E0000001"},
                             {"GET", "/api/v1/logs?filter=eventType", "", 400, "E0000031"},
                             {"GET", "/api/v1/logs?after=nonsense", "", 400, "E0000029"}});
  json::object seed = access_seed();
  seed["users"].as_array()[0].as_object()["roles"] = json::array{"HELP_DESK_ADMIN"};
  Company desk{seed};
  expect_exchanges(desk, {{"GET", "/api/v1/logs", "", 403, "E0000006"}});
}

std::vector<std::string> uuids_of_all_pages(Company& company, std::string target) {
  std::vector<std::string> uuids;
  for (int page = 0; page < 100; ++page) {
    const Answer answer = company.get(target);
    const auto here = each_text(answer, {"uuid"});
    uuids.insert(uuids.end(), here.begin(), here.end());
    target = link_of(answer, "next");
    if (target.empty() || here.empty()) return uuids;
  }
  ADD_FAILURE() << "the pages do not end";
  return uuids;
}

TEST(Logs, GiveTheSameEventsAtEveryPageSizeInBothOrders) {
  Company company{with_sign_ins()};
  const std::string bounded = "/api/v1/logs?until=2026-05-04T10:00:00Z&limit=";
  const auto all = uuids_of_all_pages(company, bounded + "1000");
  ASSERT_THAT(all, SizeIs(60));
  const std::vector<std::string> backwards(all.rbegin(), all.rend());
  for (const std::string limit : {"1", "7", "59", "60", "61"}) {
    EXPECT_EQ(uuids_of_all_pages(company, bounded + limit), all) << limit;
    EXPECT_EQ(uuids_of_all_pages(company, bounded + limit + "&sortOrder=DESCENDING"), backwards);
  }
}

TEST(Logs, CanBePolled) {
  Company company{with_sign_ins()};
  Answer answer = company.get("/api/v1/logs?limit=1000");
  EXPECT_EQ(link_of(company.get("/api/v1/logs?until=2026-05-04T10:00:00Z&limit=1000"), "next"), "");
  for (int quiet = 0; quiet < 2; ++quiet) {
    const std::string next = link_of(answer, "next");
    ASSERT_NE(next, "");
    answer = company.get(next);
    EXPECT_EQ(answer.body, "[]");
  }
  company.clock->advance(std::chrono::seconds(30));
  company.lifecycle("sue", "suspend");
  EXPECT_THAT(each_text(company.get(link_of(answer, "next")), {"eventType"}),
              ElementsAre("user.lifecycle.suspend"));
}

TEST(Logs, CanBePolledFromTheVeryBeginning) {
  Company company{access_seed()};
  const Answer empty = company.get("/api/v1/logs");
  EXPECT_EQ(empty.body, "[]");
  company.clock->advance(std::chrono::seconds(30));
  company.lifecycle("sue", "suspend");
  EXPECT_THAT(each_text(company.get(link_of(empty, "next")), {"eventType"}), SizeIs(1));
}

}  // namespace
}  // namespace emulator_test
