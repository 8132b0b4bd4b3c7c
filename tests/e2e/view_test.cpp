// S9 and T8: what an expert sees of the requester, and what the token cannot do.
#include <gmock/gmock.h>

#include <map>

#include "desk.hpp"

namespace back::e2e {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kDana = "dana.reyes@back-demo.example";
constexpr const char* kHelpDesk = "00demoHelpDesk___8tRk4WqZ1sLx6NvC3yPb7Gd2";

class View : public Desk {
 protected:
  static const boost::json::array& items(const host::RequesterView& view, const char* list) {
    static const boost::json::array kNone;
    for (const auto& each : view.view.at("lists").as_array())
      if (each.at("id") == list) return each.at("items").as_array();
    return kNone;
  }

  // The code of the lock of each item, empty if it is not locked, by name.
  static std::map<std::string, std::string> locks(const host::RequesterView& view,
                                                  const char* list) {
    std::map<std::string, std::string> codes;
    for (const auto& item : items(view, list)) {
      const bool locked = item.at("locked").as_bool();
      codes[item.at("name").as_string().c_str()] =
          locked ? item.at("lock").at("code").as_string().c_str() : "";
      EXPECT_EQ(locked, item.as_object().contains("lock")) << item;
    }
    return codes;
  }

  static std::map<std::string, std::size_t> count(const std::map<std::string, std::string>& codes) {
    std::map<std::string, std::size_t> counts;
    for (const auto& [name, code] : codes) ++counts[code];
    return counts;
  }

  void generate(int groups, int apps) {
    auto seed = okta_emulator::back_demo_seed();
    seed.as_object()["generate"] =
        boost::json::object{{"person", kDana}, {"groups", groups}, {"apps", apps}};
    okta().restore(seed);
  }
};

TEST_F(View, S9_ShowsEveryGroupAndAppWithWhatLocksIt) {
  connect();
  const auto seen = view("R-101");
  EXPECT_THAT(seen.view.at("partial").as_array(), IsEmpty());
  EXPECT_EQ(locks(seen, "groups"),
            (std::map<std::string, std::string>{{"AD Austin Office", "imported"},
                                                {"Beta Testers", ""},
                                                {"Engineering", "rule"},
                                                {"Everyone", "default_group"},
                                                {"GitHub Users", ""},
                                                {"Jira Users", ""},
                                                {"Office Austin", "rule"},
                                                {"On Call", ""},
                                                {"VPN Users", ""}}));
  const auto apps = locks(seen, "apps");
  EXPECT_EQ(apps.at("AWS"), "");
  EXPECT_EQ(apps.at("Confluence"), "inherited");
  EXPECT_EQ(apps.at("Datadog"), "kept_by_group");
  EXPECT_EQ(apps.at("Employee Handbook"), "implicit");
  EXPECT_EQ(apps.at("Okta Dashboard"), "system_app");
  EXPECT_EQ(apps.count("Old CRM"), 0U) << "inactive: Okta does not list it";
}

TEST_F(View, S9_SaysWhyAndWhatWouldChangeIt) {
  connect();
  const auto seen = view("R-101");
  std::map<std::string, boost::json::object> lock;
  for (const char* list : {"groups", "apps"})
    for (const auto& item : items(seen, list))
      if (item.at("locked").as_bool())
        lock[item.at("name").as_string().c_str()] = item.at("lock").as_object();
  EXPECT_EQ(lock["Everyone"].at("sentence"), "Everyone is in this group.");
  EXPECT_EQ(lock["AD Austin Office"].at("sentence"), "Imported from Active Directory.");
  EXPECT_EQ(lock["Confluence"].at("sentence"), "Via group Engineering.");
  EXPECT_EQ(lock["Engineering"].at("sentence"), "Managed by the group rule “Engineers”.");
  EXPECT_THAT(lock["Engineering"].at("remedy").as_string().c_str(), HasSubstr("“department”"));
  EXPECT_EQ(lock["Datadog"].at("sentence"),
            "Assigned directly, but access would remain through the groups Engineering and On "
            "Call.");
}

TEST_F(View, S9_FollowsEveryPageOf368GroupsAndAThousandApps) {
  generate(368, 1000);
  connect();
  mark();
  const auto seen = view("R-101");
  EXPECT_THAT(seen.view.at("partial").as_array(), IsEmpty());
  const auto groups = count(locks(seen, "groups"));
  const auto apps = count(locks(seen, "apps"));
  EXPECT_EQ(items(seen, "groups").size(), 368U);
  EXPECT_EQ(items(seen, "apps").size(), 1000U);
  EXPECT_GT(groups.at("imported"), 30U);
  EXPECT_EQ(groups.at("rule"), 2U);
  EXPECT_GT(groups.at(""), 300U);
  EXPECT_GT(apps.at("inherited"), 200U);
  EXPECT_GT(apps.at(""), 400U);
  EXPECT_LE(requests(), 20U) << "seven pages, the account, and what explains it";
}

TEST_F(View, S9_AnAdminMayAllowRemovingFromGroupsThatARuleManages) {
  connect(kSuperAdmin, {{"allow_removing_from_rule_groups", true}});
  const auto seen = view("R-101");
  EXPECT_EQ(locks(seen, "groups").at("Engineering"), "");
  for (const auto& item : items(seen, "groups")) {
    if (item.at("name") == "Engineering") {
      EXPECT_THAT(item.at("caution").at("remedy").as_string().c_str(), HasSubstr("for good"));
    }
  }
  host::OptionsQuestion asked;
  asked.source = "member_groups";
  asked.text = "Engineering";
  const auto choices = host_->options("erin", "R-101", asked);
  const auto& choice = choices.at("items").as_array().at(0);
  EXPECT_EQ(choice.at("disabled"), false);
  EXPECT_THAT(choice.at("detail").as_string().c_str(), HasSubstr("of 100 exclusions are used"));
}

TEST_F(View, S9_TellsWhatCouldNotBeRead) {
  connect(kHelpDesk);
  const auto seen = view("R-101");
  const std::string partial = boost::json::serialize(seen.view.at("partial"));
  EXPECT_THAT(partial, HasSubstr("\"Apps\""));
  EXPECT_THAT(partial, HasSubstr("okta.apps.read"));
  EXPECT_EQ(items(seen, "groups").size(), 9U);
  EXPECT_EQ(locks(seen, "groups").at("Engineering"), "rule")
      << "the rules cannot be read, so each membership is asked about";
}

TEST_F(View, T8_WhatTheTokenMayNotDoIsDisabledAndSaysWhatItLacks) {
  connect(kReadOnly);
  const auto seen = view("R-101");
  ASSERT_THAT(seen.view.at("actions").as_array(), Not(IsEmpty()));
  for (const auto& action : seen.view.at("actions").as_array()) {
    EXPECT_FALSE(action.at("enabled").as_bool()) << action;
    EXPECT_EQ(action.at("reason").at("code"), "token_may_not");
    const std::string remedy(action.at("reason").at("remedy").as_string());
    const auto* const manifest =
        host_->plugin("okta")->manifest.action(action.at("id").as_string());
    for (const auto& scope : manifest->scopes) EXPECT_THAT(remedy, HasSubstr(scope));
    for (const auto& role : manifest->roles) EXPECT_THAT(remedy, HasSubstr(role));
  }
  mark();
  EXPECT_EQ(run_blindly("R-101", "suspend").output().at("code"), "token_may_not");
  EXPECT_EQ(requests("POST"), 0U);
}

TEST_F(View, T8_LearnsFromARefusalAndForgetsItAtACheck) {
  const std::string id = connect(kLifecycle, {{"rely_on_okta_to_protect_administrators", true}});
  okta_emulator::Fault refused;
  refused.path = "/api/v1/users/*/lifecycle/suspend";
  refused.effect = okta_emulator::Fault::Effect::answer;
  refused.answer.status = 403;
  refused.answer.body = R"({"errorCode":"E0000006","errorSummary":"No.","errorCauses":[]})";
  okta().add_fault(refused);
  EXPECT_THAT(offered("R-101"), ::testing::Contains("suspend"));
  EXPECT_EQ(run("R-101", "suspend").output().at("code"), "forbidden");
  EXPECT_THAT(offered("R-101"), ::testing::Contains("-suspend"));
  host_->check("erin", id);
  EXPECT_THAT(offered("R-101"), ::testing::Contains("suspend"));
  EXPECT_EQ(run("R-101", "suspend").outcome, "done");
}

TEST_F(View, T8_TheCheckNamesWhatTheTokenMayDo) {
  const auto connected = host_->connect("erin", okta_connection(kReadOnly));
  ASSERT_TRUE(connected.usable);
  std::map<std::string, std::string> verdicts;
  for (const auto& each : connected.check.at("capabilities").as_array())
    verdicts[each.at("id").as_string().c_str()] = each.at("verdict").as_string().c_str();
  EXPECT_EQ(verdicts.at("read_users"), "yes");
  EXPECT_EQ(verdicts.at("read_apps"), "yes");
  EXPECT_EQ(verdicts.at("read_group_rules"), "yes");
  for (const char* change : {"change_status", "change_sign_in", "change_password", "verify_caller",
                             "change_groups", "change_apps"})
    EXPECT_EQ(verdicts.at(change), "no") << change;
}

TEST_F(View, T8_AdministratorsAreProtectedWhateverTheTokenMayDo) {
  connect();
  const auto seen = view("R-110");
  for (const auto& action : seen.view.at("actions").as_array())
    EXPECT_EQ(action.at("reason").at("code"), "administrator") << action;
}

}  // namespace
}  // namespace back::e2e
