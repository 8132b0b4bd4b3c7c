// The requester's groups and apps: all of them, and what keeps each from being edited.
#include <gtest/gtest.h>

#include <set>

#include "world.hpp"

namespace okta_test {
namespace {

constexpr std::string_view kDana = "dana.reyes@back-demo.example";

const json::object& list_of(const json::object& view, std::string_view id) {
  static const json::object none{{"items", json::array()}};
  const auto* list = find(view.at("lists").as_array(), id);
  EXPECT_NE(list, nullptr) << id;
  return list == nullptr ? none : *list;
}

// "name: sentence of its lock", or the name alone.
std::vector<std::string> told(const json::object& view, std::string_view list) {
  std::vector<std::string> all;
  for (const auto& item : list_of(view, list).at("items").as_array()) {
    std::string text(item.at("name").as_string());
    if (item.at("locked").as_bool())
      text += ": " + std::string(item.at("lock").at("sentence").as_string());
    all.push_back(std::move(text));
  }
  return all;
}

TEST(OktaMemberships, GroupsAreShownByNameWithWhatLocksThem) {
  World world;
  EXPECT_EQ(told(world.view(kDana).output, "groups"),
            (std::vector<std::string>{
                "AD Austin Office: Imported from Active Directory.", "Beta Testers",
                "Engineering: Managed by the group rule “Engineers”.",
                "Everyone: Everyone is in this group.", "GitHub Users", "Jira Users",
                "Office Austin: Managed by the group rule “Austin”.", "On Call", "VPN Users"}));
}

TEST(OktaMemberships, AppsAreShownByLabelWithWhatLocksThem) {
  World world;
  EXPECT_EQ(
      told(world.view(kDana).output, "apps"),
      (std::vector<std::string>{
          "AWS", "Confluence: Via group Engineering.",
          "Datadog: Assigned directly, but access would remain through the groups Engineering "
          "and On Call.",
          "Employee Handbook: Everyone has it, by a setting of the app.", "Figma",
          "GitHub: Via group Engineering.", "Google Workspace: Via group Everyone.",
          "Jira: Assigned directly, but access would remain through group Jira Users.",
          "Lucidchart", "Okta Browser Plugin: It is one of Okta's own apps.",
          "Okta Dashboard: It is one of Okta's own apps.", "Slack: Via group Everyone.",
          "Travel Portal: Via group Everyone.", "VPN Portal: Via group VPN Users.",
          "Zoom: Via group Everyone."}));
}

TEST(OktaMemberships, LocksHaveACodeAndSayWhatWouldChangeThem) {
  World world;
  const auto view = world.view(kDana).output;
  std::set<std::string> codes;
  for (const char* list : {"groups", "apps"}) {
    for (const auto& item : list_of(view, list).at("items").as_array()) {
      if (!item.at("locked").as_bool()) continue;
      codes.emplace(item.at("lock").at("code").as_string());
      EXPECT_TRUE(std::string(item.at("lock").at("sentence").as_string()).ends_with('.')) << item;
    }
  }
  EXPECT_EQ(codes, (std::set<std::string>{"default_group", "imported", "implicit", "inherited",
                                          "kept_by_group", "rule", "system_app"}));
}

TEST(OktaMemberships, EveryPageIsRead) {
  World world;
  auto seed = okta_emulator::back_demo_seed();
  seed.as_object()["generate"] = json::object{{"person", kDana}, {"groups", 368}, {"apps", 1000}};
  world.okta().restore(seed);
  const auto view = world.view(kDana).output;
  EXPECT_EQ(list_of(view, "groups").at("items").as_array().size(), 368U);
  EXPECT_EQ(list_of(view, "apps").at("items").as_array().size(), 1000U);
  EXPECT_TRUE(view.at("partial").as_array().empty()) << view.at("partial");
}

TEST(OktaMemberships, WhatCouldNotBeReadIsSaidAndIsNotAnEmptyList) {
  World world;
  world.answer_with("/api/v1/users/*/groups", 403, World::error("E0000006"));
  world.answer_with("/api/v1/apps", 500, World::error("E0000009"));
  const auto view = world.view(kDana).output;
  EXPECT_EQ(view.at("found"), "one");
  EXPECT_EQ(find(view.at("lists").as_array(), "groups"), nullptr);
  EXPECT_EQ(find(view.at("lists").as_array(), "apps"), nullptr);
  ASSERT_EQ(view.at("partial").as_array().size(), 2U) << view.at("partial");
  EXPECT_EQ(view.at("partial").at(0).at("what"), "Groups");
  EXPECT_EQ(view.at("partial").at(1).at("what"), "Apps");
}

TEST(OktaMemberships, AListThatBreaksOffIsShownAsFarAsItWasRead) {
  World world;
  auto seed = okta_emulator::back_demo_seed();
  seed.as_object()["generate"] = json::object{{"person", kDana}, {"groups", 368}, {"apps", 10}};
  world.okta().restore(seed);
  okta_emulator::Fault strange;
  strange.path = "/api/v1/users/*/groups?limit=200";
  strange.effect = okta_emulator::Fault::Effect::answer;
  strange.answer.status = 200;
  strange.answer.headers.emplace_back("Content-Type", "application/json");
  strange.answer.headers.emplace_back(
      "Link", "<https://elsewhere.example/api/v1/users/x/groups?after=1>; rel=\"next\"");
  strange.answer.body =
      R"([{"id":"00gbdADcQ1X3f0ipr5d7","type":"BUILT_IN","profile":{"name":"Everyone"}}])";
  world.okta().add_fault(strange);
  const auto view = world.view(kDana).output;
  EXPECT_EQ(list_of(view, "groups").at("items").as_array().size(), 1U);
  ASSERT_EQ(view.at("partial").as_array().size(), 1U);
  EXPECT_EQ(view.at("partial").at(0).at("what"), "Groups");
}

TEST(OktaMemberships, AnAppOfAnotherAccountIsNotShown) {
  World world;
  world.answer_with("/api/v1/apps", 200,
                    R"([{"id":"0oabdWaQKm5Fj1ChI5d7","label":"X","status":"ACTIVE",
    "_embedded":{"user":{"id":"00ubdraSve4yLTfL05d7","scope":"USER"}}}])");
  const auto view = world.view(kDana).output;
  EXPECT_EQ(find(view.at("lists").as_array(), "apps"), nullptr);
  EXPECT_EQ(view.at("partial").at(0).at("what"), "Apps");
}

TEST(OktaMemberships, WhatGroupsGrantIsAskedOfTheGroupsOnceForEverybodyInThem) {
  World world;
  const auto asked = [&] {
    std::size_t count = 0;
    for (const auto& entry : world.okta().journal())
      count += entry.target.find("/apps?limit=200") != std::string::npos ? 1U : 0U;
    return count;
  };
  world.view(kDana);
  EXPECT_EQ(asked(), 9U) << "one for each of the groups";
  world.view(kDana);
  EXPECT_EQ(asked(), 9U);
  world.view("noah.fischer@back-demo.example");
  EXPECT_LT(asked(), 9U + world.truth("noah.fischer@back-demo.example").groups.size());
}

TEST(OktaMemberships, WithVeryManyGroupsNobodyIsAskedAndThatIsSaid) {
  World world;
  auto seed = okta_emulator::back_demo_seed();
  seed.as_object()["generate"] = json::object{{"person", kDana}, {"groups", 50}, {"apps", 30}};
  world.okta().restore(seed);
  const auto view = world.view(kDana).output;
  const auto& notices = view.at("notices").as_array();
  ASSERT_EQ(notices.size(), 1U) << notices;
  EXPECT_EQ(notices[0].at("tone"), "neutral");
  EXPECT_TRUE(view.at("partial").as_array().empty()) << view.at("partial");
}

TEST(OktaMemberships, GroupsWhoseAppsCannotBeReadAreTold) {
  World world;
  world.answer_with("/api/v1/groups/*/apps*", 403, World::error("E0000006"));
  const auto view = world.view(kDana).output;
  ASSERT_EQ(view.at("partial").as_array().size(), 1U) << view.at("partial");
  EXPECT_EQ(view.at("partial").at(0).at("what"), "Apps of the groups");
}

TEST(OktaMemberships, TheNameInAnAppIsToldWhereItIsNotTheLogin) {
  World world;
  world.okta().change([](okta_emulator::State& state) {
    const std::string id = state.find_user(kDana)->id;
    for (auto& [app_id, app] : state.apps) {
      const auto entry = app.users.find(id);
      if (entry != app.users.end()) entry->second.user_name = "DANA.reyes@back-demo.example";
      if (app.label == "AWS") entry->second.user_name = "dreyes";
    }
  });
  std::vector<std::string> details;
  const auto view = world.view(kDana).output;
  for (const auto& item : list_of(view, "apps").at("items").as_array()) {
    if (const auto* detail = item.as_object().if_contains("detail"))
      details.emplace_back(detail->as_string());
  }
  EXPECT_EQ(details, std::vector<std::string>{"as dreyes"});
}

}  // namespace
}  // namespace okta_test
