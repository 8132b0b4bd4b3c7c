// The requester view: who is found, what is shown, what is offered, and what is said when something
// could not be read.
#include <gtest/gtest.h>

#include <array>

#include "world.hpp"

namespace okta_test {
namespace {

std::vector<std::string> ids(const json::value& list) {
  std::vector<std::string> all;
  for (const auto& each : list.as_array()) all.emplace_back(each.at("id").as_string());
  return all;
}

TEST(OktaView, ShowsAccountStatusFactorsProfileAndActions) {
  World world;
  const auto view = world.view("dana.reyes@back-demo.example").output;
  EXPECT_EQ(view.at("found"), "one");
  EXPECT_EQ(view.at("as_of"), "2026-11-23T08:00:00Z") << "by Okta's clock";
  EXPECT_EQ(view.at("account").at("name"), "Dana Reyes");
  EXPECT_EQ(view.at("account").at("status").at("label"), "Active");
  EXPECT_EQ(view.at("account").at("link").as_string(),
            "https://back-demo-admin.okta.com/admin/user/profile/view/" +
                world.truth("dana.reyes@back-demo.example").id);
  EXPECT_EQ(find(view.at("fields").as_array(), "department")->at("value"), "Engineering");
  EXPECT_EQ(find(view.at("fields").as_array(), "last_login")->at("value"), "2026-10-21 08:14 UTC");
  EXPECT_EQ(view.at("lists").at(0).at("items").at(0).at("name"),
            "Okta Verify (push) on Dana's phone");
  EXPECT_EQ(ids(view.at("actions")),
            (std::vector<std::string>{"verify_push", "reset_mfa", "reset_factor", "reset_password",
                                      "expire_password", "temporary_password", "clear_sessions",
                                      "suspend", "deactivate", "add_groups", "remove_groups",
                                      "copy_groups", "assign_apps", "unassign_apps", "copy_apps"}));
  const auto* reset = find(view.at("actions").as_array(), "reset_mfa");
  EXPECT_EQ(reset->at("confirmation").as_string(),
            "This removes: Okta Verify (push) on Dana's phone, Okta Verify (code), Okta FastPass "
            "on Dana's phone and Text "
            "message to …9674.");
  EXPECT_TRUE(view.at("partial").as_array().empty());
}

TEST(OktaView, FindsByEmailInAnyCaseOfLetters) {
  World world;
  EXPECT_EQ(world.view("Dana.REYES@Back-Demo.example").output.at("account").at("name"),
            "Dana Reyes");
}

TEST(OktaView, ALoginWinsOverAnotherAccountWithTheSameEmail) {
  World world;
  const auto view = world.view("chris.walker@back-demo.example").output;
  EXPECT_EQ(view.at("account").at("login"), "chris.walker@back-demo.example");
}

TEST(OktaView, SeveralAreShownToPickFromAndThePickIsFollowed) {
  World world;
  const auto several = world.view("alex.kim@back-demo.example").output;
  EXPECT_EQ(several.at("found"), "several");
  ASSERT_EQ(several.at("candidates").as_array().size(), 2U);
  EXPECT_EQ(several.if_contains("account"), nullptr);
  EXPECT_TRUE(several.at("actions").as_array().empty());

  world.more_context["account"] = several.at("candidates").at(1).at("id");
  const auto picked = world.view("alex.kim@back-demo.example").output;
  EXPECT_EQ(picked.at("found"), "one");
  EXPECT_EQ(picked.at("account").at("id"), several.at("candidates").at(1).at("id"));
}

TEST(OktaView, NoneSaysWhatWasSearched) {
  World world;
  const auto view = world.view("nobody@back-demo.example").output;
  EXPECT_EQ(view.at("found"), "none");
  EXPECT_EQ(view.at("searched").at(0),
            "Okta, by login and e-mail address nobody@back-demo.example");
}

TEST(OktaView, AnAddressWithQuotesFindsNobodyElse) {
  World world;
  for (const char* address :
       {"x\"or\"@back-demo.example", "x\\\"@y", "x@y\"or+profile.login+pr+or+\"", "*@*", "%@%",
        "siobhan.o'brien@back-demo.example\""}) {
    const Answer view = world.view(address);
    ASSERT_EQ(view.status, BACK_OK) << address << view.person;
    EXPECT_EQ(view.output.at("found"), "none") << address;
  }
  EXPECT_EQ(world.view("siobhan.o'brien@back-demo.example").output.at("found"), "one");
}

TEST(OktaView, AnAddressThatIsNoneIsRefusedBeforeAnythingIsSent) {
  World world;
  for (const char* address : {"nobody", "a b@c", "a@b\n", "\x7f@b"}) {
    const Answer view = world.view(address);
    EXPECT_EQ(view.status, BACK_INVALID_INPUT) << address;
    EXPECT_TRUE(view.person.ends_with('.')) << view.person;
  }
  EXPECT_TRUE(world.okta().journal().empty());
}

TEST(OktaView, ATransitionIsSaidAndDisablesTheLifecycle) {
  World world;
  const auto view = world.view("tomas.silva@back-demo.example").output;
  EXPECT_EQ(view.at("account").at("status").at("label"), "Active, changing to: Deactivated");
  EXPECT_EQ(view.at("account").at("status").at("tone"), "warning");
  EXPECT_EQ(ids(view.at("actions")),
            (std::vector<std::string>{"reset_mfa", "reset_factor", "reset_password",
                                      "expire_password", "temporary_password", "clear_sessions",
                                      "suspend", "deactivate", "add_groups", "remove_groups",
                                      "copy_groups", "assign_apps", "unassign_apps", "copy_apps"}));
  const auto* suspend = find(view.at("actions").as_array(), "suspend");
  EXPECT_EQ(suspend->at("enabled"), false);
  EXPECT_EQ(suspend->at("reason").at("code"), "in_transition");
  EXPECT_EQ(view.at("notices").as_array().size(), 1U);
}

void expect_all_disabled(const json::object& view, std::string_view code) {
  ASSERT_FALSE(view.at("actions").as_array().empty());
  for (const auto& action : view.at("actions").as_array()) {
    EXPECT_EQ(action.at("enabled"), false) << action;
    EXPECT_EQ(action.at("reason").at("code").as_string(), code) << action;
  }
  EXPECT_FALSE(view.at("notices").as_array().empty());
}

TEST(OktaView, ProtectedAccountsHaveTheirActionsDisabledWithTheReason) {
  World world;
  expect_all_disabled(world.view("ada.admin@back-demo.example").output, "administrator");
  expect_all_disabled(world.view("grace.hollis@back-demo.example").output, "administrator");
  expect_all_disabled(world.view("back.integration@back-demo.example").output, "token_owner");
  expect_all_disabled(World(World::kHelpDesk).view("dana.reyes@back-demo.example").output,
                      "roles_unreadable");
}

TEST(OktaView, TheExpertsOwnAccountIsProtectedUnderWhateverAddressTheRequestHas) {
  World world;
  world.more_context["account"] = world.truth("erin.expert@back-demo.example").id;
  expect_all_disabled(world.view("dana.reyes@back-demo.example").output, "own_account");
}

TEST(OktaView, WhatTheConnectionAllowsIsOffered) {
  World lenient(World::kSuperAdmin, {{"allow_administrators", true}});
  EXPECT_EQ(lenient.view("ada.admin@back-demo.example").output.at("actions").at(0).at("enabled"),
            true);
  expect_all_disabled(lenient.view("back.integration@back-demo.example").output, "token_owner");
  World relying(World::kLifecycle, {{"rely_on_okta_to_protect_administrators", true}});
  EXPECT_EQ(relying.view("dana.reyes@back-demo.example").output.at("actions").at(0).at("enabled"),
            true);
}

TEST(OktaView, FactorsThatCannotBeReadAreNotTakenForNone) {
  World world;
  world.answer_with("/api/v1/users/*/factors", 403, World::error("E0000006"));
  const auto view = world.view("dana.reyes@back-demo.example").output;
  EXPECT_EQ(find(view.at("lists").as_array(), "factors"), nullptr);
  EXPECT_EQ(view.at("partial").at(0).at("what"), "Multifactor");
  EXPECT_EQ(find(view.at("actions").as_array(), "reset_mfa")->at("reason").at("code"),
            "factors_unreadable");
  const Answer answer = world.execute("reset_mfa", "dana.reyes@back-demo.example");
  EXPECT_EQ(answer.output.at("code"), "factors_unreadable");
  EXPECT_TRUE(world.writes().empty());
}

TEST(OktaView, EveryoneOfTheCompanyCanBeShown) {
  World world;
  std::vector<std::string> logins;
  world.okta().read([&](const okta_emulator::State& state) {
    for (const auto& [id, user] : state.users()) {
      if (user.login() != "erin.expert@back-demo.example")
        logins.emplace_back(user.login());  // the expert
    }
  });
  for (const std::string& login : logins) {
    const Answer view = world.view(login);
    EXPECT_EQ(view.status, BACK_OK) << login << view.person << view.operator_text;
    EXPECT_EQ(view.output.at("found"), "one") << login;
  }
  EXPECT_GE(logins.size(), 60U);
}

}  // namespace
}  // namespace okta_test
