// Memberships that group rules keep: locked where that is sure, told where it is not.
#include <gtest/gtest.h>

#include "world.hpp"

namespace okta_test {
namespace {

constexpr std::string_view kDana = "dana.reyes@back-demo.example";
constexpr std::string_view kEndpoint = "/api/v1/groups/*/users/*/group-rules";

json::object group(const json::object& view, std::string_view name) {
  const auto* list = find(view.at("lists").as_array(), "groups");
  EXPECT_NE(list, nullptr);
  if (list == nullptr) return {};
  for (const auto& item : list->at("items").as_array()) {
    if (item.at("name").as_string() == name) return item.as_object();
  }
  ADD_FAILURE() << "no group " << name;
  return {};
}

std::string lock_code(const json::object& item) {
  const auto* lock = item.if_contains("lock");
  return lock == nullptr ? "" : std::string(lock->at("code").as_string());
}

std::string why_partial(const json::object& view, std::string_view what) {
  for (const auto& each : view.at("partial").as_array()) {
    if (each.at("what").as_string() == what) return std::string(each.at("why").as_string());
  }
  return "";
}

void without_endpoint(World& world) {
  world.okta().change(
      [](okta_emulator::State& state) { state.organisation.membership_rules = false; });
}

std::size_t asked(World& world, std::string_view part) {
  std::size_t count = 0;
  for (const auto& entry : world.okta().journal())
    count += entry.target.find(part) != std::string::npos ? 1U : 0U;
  return count;
}

TEST(OktaHoldings, AMembershipThatARuleKeepsIsLockedWithItsNameAndWhatWouldChangeIt) {
  World world;
  const auto view = world.view(kDana).output;
  const json::object engineering = group(view, "Engineering");
  ASSERT_EQ(lock_code(engineering), "rule") << engineering;
  EXPECT_EQ(engineering.at("lock").at("sentence"), "Managed by the group rule “Engineers”.");
  EXPECT_NE(std::string(engineering.at("lock").at("remedy").as_string())
                .find("“department” in their profile"),
            std::string::npos);
  EXPECT_EQ(lock_code(group(view, "Office Austin")), "rule");
  EXPECT_EQ(lock_code(group(view, "VPN Users")), "") << "no rule fills it";
  EXPECT_TRUE(view.at("partial").as_array().empty()) << view.at("partial");
}

TEST(OktaHoldings, OneWhoCameByHandIsNotLocked) {
  World world;
  world.okta().change([](okta_emulator::State& state) {
    const std::string id = state.find_user(kDana)->id;
    for (auto& [rule_id, rule] : state.rules) {
      if (rule.name == "Engineers") rule.excluded_users.push_back(id);
    }
  });
  EXPECT_EQ(lock_code(group(world.view(kDana).output, "Engineering")), "");
  EXPECT_EQ(asked(world, "/group-rules"), 1U) << "about Austin; the exclusion stands in the rule";
}

TEST(OktaHoldings, WithoutTheEndpointTheRulesAndTheProfileTell) {
  World world;
  without_endpoint(world);
  const auto view = world.view(kDana).output;
  EXPECT_EQ(lock_code(group(view, "Engineering")), "rule");
  EXPECT_EQ(lock_code(group(view, "Office Austin")), "rule");
  EXPECT_EQ(asked(world, "/group-rules"), 1U) << "the first answer says that nobody can tell";
  world.view(kDana);
  EXPECT_EQ(asked(world, "/group-rules"), 1U) << "and that is remembered";
}

TEST(OktaHoldings, WhatNobodyCanTellIsSaidAndNotLocked) {
  World world;
  without_endpoint(world);
  world.okta().change([](okta_emulator::State& state) {
    for (auto& [id, rule] : state.rules) {
      if (rule.name == "Engineers")
        rule.expression = okta_emulator::RuleExpression("String.len(user.department) > 3");
    }
  });
  const json::object engineering = group(world.view(kDana).output, "Engineering");
  EXPECT_EQ(engineering.at("locked"), false);
  EXPECT_EQ(engineering.at("caution").at("code"), "perhaps_rule");
  EXPECT_EQ(engineering.at("caution").at("sentence"),
            "Perhaps managed by the group rule “Engineers”; Okta does not tell here.");
}

TEST(OktaHoldings, AnAdminMayAllowRemovingWithAWarning) {
  World world(World::kSuperAdmin, {{"allow_removing_from_rule_groups", true}});
  const json::object engineering = group(world.view(kDana).output, "Engineering");
  EXPECT_EQ(engineering.at("locked"), false);
  EXPECT_EQ(engineering.at("caution").at("code"), "rule");
  EXPECT_NE(
      std::string(engineering.at("caution").at("remedy").as_string()).find("0 of 100 exclusions"),
      std::string::npos);
}

TEST(OktaHoldings, RulesAreReadOnceAMinute) {
  World world;
  world.view(kDana);
  world.view("priya.sharma@back-demo.example");
  EXPECT_EQ(asked(world, "/groups/rules?"), 1U);
  world.time().pass(std::chrono::seconds(61));
  world.view(kDana);
  EXPECT_EQ(asked(world, "/groups/rules?"), 2U);
}

TEST(OktaHoldings, RulesThatCannotBeReadLeaveAFewMembershipsToAskAbout) {
  World world;
  world.answer_with("/api/v1/groups/rules", 403, World::error("E0000006"));
  const auto view = world.view(kDana).output;
  EXPECT_EQ(lock_code(group(view, "Engineering")), "rule") << "asked of each membership";
  EXPECT_EQ(lock_code(group(view, "VPN Users")), "");
  EXPECT_EQ(why_partial(view, "Group rules"), "");
}

TEST(OktaHoldings, WhenNothingCanBeReadThatIsSaid) {
  World world;
  world.answer_with("/api/v1/groups/rules", 403, World::error("E0000006"));
  without_endpoint(world);
  const auto view = world.view(kDana).output;
  EXPECT_EQ(lock_code(group(view, "Engineering")), "");
  EXPECT_NE(why_partial(view, "Group rules").find("cannot be told"), std::string::npos)
      << view.at("partial");
  EXPECT_EQ(lock_code(group(view, "Everyone")), "default_group") << "the other locks are as ever";
}

TEST(OktaHoldings, AnAnswerThatMakesNoSenseSettlesNothing) {
  for (const char* body : {"{}", "[7]", R"([{"id":"..","name":"x"}])", "<html>", ""}) {
    World world;
    world.answer_with(std::string(kEndpoint), 200, body);
    EXPECT_EQ(lock_code(group(world.view(kDana).output, "Engineering")), "rule")
        << body << ": concluded from the rule and the profile";
  }
}

TEST(OktaHoldings, ASlowAnswerDoesNotHoldUpTheView) {
  World world;
  world.answer_with("/api/v1/groups/rules", 429, World::error("E0000047"));
  const auto before = world.time().now();
  const auto view = world.view(kDana);
  EXPECT_EQ(view.status, BACK_OK);
  EXPECT_LE(world.time().now() - before, std::chrono::seconds(6));
}

}  // namespace
}  // namespace okta_test
