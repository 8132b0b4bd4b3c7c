// What the API token may not do is shown disabled with what it takes, and is not sent.
#include "okta/rules/token_power.hpp"

#include <gtest/gtest.h>

#include "world.hpp"

namespace okta_test {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kDana = "dana.reyes@back-demo.example";
constexpr std::string_view kNoah = "noah.fischer@back-demo.example";
constexpr std::string_view kReadOnly = "00demoReadOnly___6vNc2XrW9kTq4ZpL7mHs1Bf8";

const json::object* action(const json::object& view, std::string_view id) {
  return find(view.at("actions").as_array(), id);
}

std::string code_of(const json::object& view, std::string_view id) {
  const auto* item = action(view, id);
  if (item == nullptr) return "hidden";
  return item->at("enabled").as_bool() ? ""
                                       : std::string(item->at("reason").at("code").as_string());
}

okta::Readable<okta::Roles> roles(std::initializer_list<std::string_view> types) {
  okta::Roles list;
  for (const auto type : types) list.push_back({std::string(type), std::string(type)});
  return {std::move(list), {}};
}

back::contract::Action suspending() {
  back::contract::Action action;
  action.id = "suspend";
  action.scopes = {"okta.users.manage", "okta.roles.read"};
  action.roles = {"Super Administrator", "Group Administrator", "Custom role with x"};
  return action;
}

TEST(OktaTokenPower, FollowsTheRolesThatTheManifestNames) {
  using okta::may;
  using okta::May;
  const auto action = suspending();
  EXPECT_EQ(may(action, roles({"SUPER_ADMIN"})), May::yes);
  EXPECT_EQ(may(action, roles({"READ_ONLY_ADMIN", "USER_ADMIN"})), May::yes);
  EXPECT_EQ(may(action, roles({"READ_ONLY_ADMIN", "HELP_DESK_ADMIN"})), May::no);
  EXPECT_EQ(may(action, roles({})), May::no);
  EXPECT_EQ(may(action, roles({"READ_ONLY_ADMIN", "CUSTOM"})), May::untold);
  EXPECT_EQ(may(action, roles({"A_ROLE_OF_TOMORROW"})), May::untold);
  EXPECT_EQ(may(action, {std::nullopt, "no"}), May::untold);
  EXPECT_EQ(okta::requirements(action),
            "It takes the scopes okta.users.manage and okta.roles.read, and one of these roles: "
            "Super Administrator, Group Administrator or Custom role with x.");
}

TEST(OktaTokenPower, OneRefusalIsAboutTheAccountTwoAreAboutTheToken) {
  okta::Refusals refusals;
  const auto now = back::http::Clock::time_point(1h);
  refusals.refused("suspend", "one", now);
  refusals.refused("suspend", "one", now);
  EXPECT_TRUE(refusals.stand_against("suspend", "one", now));
  EXPECT_FALSE(refusals.stand_against("suspend", "three", now));
  refusals.refused("suspend", "two", now + 1min);
  EXPECT_TRUE(refusals.stand_against("suspend", "three", now + 1min));
  EXPECT_FALSE(refusals.stand_against("activate", "one", now)) << "of another action";
  EXPECT_FALSE(refusals.stand_against("suspend", "three", now + 15min)) << "one is too old";
  EXPECT_TRUE(refusals.stand_against("suspend", "two", now + 15min));
  EXPECT_FALSE(refusals.stand_against("suspend", "two", now + 16min));
  refusals.worked("suspend");
  EXPECT_FALSE(refusals.stand_against("suspend", "two", now + 1min));
}

TEST(OktaTokenPower, WhatTheOwnersRoleDoesNotAllowIsDisabledAndNeverSent) {
  World world(kReadOnly);
  const auto view = world.view(kDana).output;
  for (const char* id : {"reset_mfa", "clear_sessions", "suspend", "deactivate"})
    EXPECT_EQ(code_of(view, id), "token_may_not") << id;
  const auto& reason = action(view, "suspend")->at("reason");
  EXPECT_EQ(reason.at("sentence"),
            "The API token may not do this: its owner has only the role Read Only Administrator in "
            "Okta.");
  const std::string remedy(reason.at("remedy").as_string());
  EXPECT_NE(remedy.find("okta.users.manage"), std::string::npos);
  EXPECT_NE(remedy.find("Custom role with okta.users.lifecycle.suspend"), std::string::npos);
  const Answer answer = world.execute("suspend", kDana);
  EXPECT_EQ(answer.output.at("outcome"), "refused");
  EXPECT_EQ(answer.output.at("code"), "token_may_not");
  EXPECT_TRUE(world.writes().empty());
}

TEST(OktaTokenPower, ARefusalOfOktasIsRememberedOfTheAccountAndThenOfTheToken) {
  World world(World::kLifecycle, {{"rely_on_okta_to_protect_administrators", true}});
  world.answer_with("/api/v1/users/*/lifecycle/suspend", 403, World::error("E0000006"));
  EXPECT_EQ(code_of(world.view(kDana).output, "suspend"), "");
  EXPECT_EQ(world.execute("suspend", kDana).output.at("code"), "forbidden");
  EXPECT_EQ(code_of(world.view(kDana).output, "suspend"), "token_may_not");
  EXPECT_EQ(code_of(world.view(kDana).output, "deactivate"), "");
  EXPECT_EQ(code_of(world.view(kNoah).output, "suspend"), "") << "may be in the token's reach";
  world.execute("suspend", kNoah);
  EXPECT_EQ(code_of(world.view("priya.sharma@back-demo.example").output, "suspend"),
            "token_may_not");
  world.okta().clear_journal();
  EXPECT_EQ(world.execute("suspend", kDana).output.at("code"), "token_may_not");
  EXPECT_TRUE(world.writes().empty());
}

TEST(OktaTokenPower, IsLearntAnewByACheckAndAfterAWhile) {
  for (const bool by_check : {true, false}) {
    World world(World::kLifecycle, {{"rely_on_okta_to_protect_administrators", true}});
    world.answer_with("/api/v1/users/*/lifecycle/suspend", 403, World::error("E0000006"), false, 1);
    world.execute("suspend", kDana);
    EXPECT_EQ(code_of(world.view(kDana).output, "suspend"), "token_may_not");
    if (by_check)
      world.check();
    else
      world.time().pass(16min);
    EXPECT_EQ(code_of(world.view(kDana).output, "suspend"), "");
    EXPECT_EQ(world.execute("suspend", kDana).output.at("outcome"), "done");
  }
}

TEST(OktaTokenPower, AnotherRefusalThanMissingPermissionSaysNothingOfTheToken) {
  World world;
  world.answer_with("/api/v1/users/*/lifecycle/suspend", 403, World::error("E0000038"));
  world.execute("suspend", kDana);
  EXPECT_EQ(code_of(world.view(kDana).output, "suspend"), "");
}

TEST(OktaTokenPower, AnEmptyListOfAppsOfATokenThatSeesNoneIsNotTakenForNoApps) {
  World world(World::kHelpDesk);
  const auto view = world.view(kDana).output;
  EXPECT_EQ(find(view.at("lists").as_array(), "apps"), nullptr);
  bool told = false;
  for (const auto& each : view.at("partial").as_array()) {
    if (each.at("what") != "Apps") continue;
    told = std::string(each.at("why").as_string()).find("okta.apps.read") != std::string::npos;
  }
  EXPECT_TRUE(told) << view.at("partial");
}

TEST(OktaTokenPower, WhereOktaRefusesEveryGroupTheActionIsShownDisabledUntilTheNextCheck) {
  constexpr std::string_view kOnCall = "00gbd3mH3UqtmaFCr5d7";
  constexpr std::string_view kChampions = "00gbdvkUb7keKpQPX5d7";
  World world;
  const auto refuse = [&](std::string_view group) {
    world.answer_with("/api/v1/groups/" + std::string(group) + "/users/*", 403,
                      World::error("E0000006"), false, 1, "PUT");
  };
  const json::object both{{"groups", json::array{kOnCall, kChampions}}};
  refuse(kOnCall);
  world.execute("add_groups", kNoah, both);
  EXPECT_EQ(code_of(world.view(kNoah).output, "add_groups"), "") << "one of two";
  world.execute("remove_groups", kNoah, {{"groups", json::array{kChampions}}});
  refuse(kOnCall);
  refuse(kChampions);
  world.execute("add_groups", kNoah, both);
  EXPECT_EQ(code_of(world.view(kNoah).output, "add_groups"), "token_may_not");
  EXPECT_EQ(code_of(world.view(kDana).output, "add_groups"), "") << "perhaps it is the account";
  world.check();
  EXPECT_EQ(code_of(world.view(kNoah).output, "add_groups"), "");
}

}  // namespace
}  // namespace okta_test
