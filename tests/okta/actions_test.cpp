// The six actions: what each sends, what it says afterwards, and what stops it before anything is
// sent.
#include <gtest/gtest.h>

#include <array>

#include "world.hpp"

namespace okta_test {
namespace {

using okta_emulator::Status;
constexpr std::string_view kDana = "dana.reyes@back-demo.example";
constexpr std::string_view kNoah = "noah.fischer@back-demo.example";
constexpr std::string_view kStella = "stella.nilsson@back-demo.example";
constexpr std::string_view kDorothy = "dorothy.klein@back-demo.example";
constexpr std::string_view kPaul =
    "paul.egger@back-demo.example";  // suspended with an expired password

std::string_view outcome(const Answer& answer) { return answer.output.at("outcome").as_string(); }
std::string notices(const Answer& answer) {
  const auto* list = answer.output.if_contains("notices");
  return list == nullptr ? std::string() : json::serialize(*list);
}

TEST(OktaActions, UnsuspendTellsTheStatusThatItReallyEndsIn) {
  World world;
  const Answer answer = world.execute("unsuspend", kPaul);
  EXPECT_EQ(outcome(answer), "done");
  EXPECT_EQ(answer.output.at("after").at(0).at("value"), "Password expired");
  EXPECT_NE(notices(answer).find("Password expired"), std::string::npos);
}

TEST(OktaActions, ActivateMailsTheLinkOrShowsItOnce) {
  World world;
  const Answer mailed = world.execute("activate", kStella, {{"delivery", "mail"}});
  EXPECT_EQ(outcome(mailed), "done");
  EXPECT_TRUE(mailed.secrets.empty());
  EXPECT_NE(notices(mailed).find("mails the activation link to stella.nilsson"), std::string::npos);
  EXPECT_EQ(world.truth(kStella).mails.size(), 1U);

  const Answer linked = world.execute("activate", kDorothy, {{"delivery", "link"}});
  EXPECT_EQ(outcome(linked), "done");
  ASSERT_EQ(linked.secrets.count("activation_link"), 1U);
  const std::string link = linked.secrets.at("activation_link");
  EXPECT_TRUE(link.starts_with("https://back-demo.okta.com/")) << link;
  EXPECT_EQ(json::serialize(linked.output).find(link), std::string::npos) << "never in the JSON";
  EXPECT_TRUE(world.truth(kDorothy).mails.empty());
  EXPECT_EQ(world.writes().back(),
            "POST " + world.path(kDorothy, "/lifecycle/activate?sendEmail=false"));
}

TEST(OktaActions, ALinkToAnotherHostIsNotHandedOn) {
  for (const char* link : {"https://evil.example/x", "http://back-demo.okta.com/x",
                           "https://back-demo.okta.com.evil/x", "https://back-demo.okta.com@evil/x",
                           "javascript:alert(1)", ""}) {
    World world;
    world.answer_with(
        "/api/v1/users/*/lifecycle/activate*", 200,
        json::serialize(json::object{{"activationUrl", link}, {"activationToken", "t"}}), true, -1,
        "POST");
    const Answer answer = world.execute("activate", kStella, {{"delivery", "link"}});
    EXPECT_TRUE(answer.secrets.empty()) << link;
    EXPECT_EQ(outcome(answer), "unknown");
    EXPECT_EQ(answer.output.at("code"), "link_lost");
    EXPECT_EQ(answer.output.at("changed"), true) << "the account was activated all the same";
  }
}

TEST(OktaActions, DeactivateWarnsThatAppAccessIsGone) {
  World world;
  const Answer answer = world.execute("deactivate", kNoah);
  EXPECT_EQ(outcome(answer), "done");
  EXPECT_NE(notices(answer).find("Access to all apps was removed"), std::string::npos);
  EXPECT_EQ(answer.output.if_contains("undo"), nullptr)
      << "activating does not restore what was lost";
}

TEST(OktaActions, ADeactivationThatTakesLongIsWaitedFor) {
  World world;
  okta_emulator::Fault fault;
  fault.path = "/api/v1/users/*/lifecycle/deactivate*";
  fault.effect = okta_emulator::Fault::Effect::transition;
  fault.reads = 3;
  world.okta().add_fault(fault);
  const Answer answer = world.execute("deactivate", kNoah);
  EXPECT_EQ(outcome(answer), "done");
  EXPECT_EQ(answer.output.at("after").at(0).at("value"), "Deactivated");
  EXPECT_EQ(world.writes().size(), 1U);
}

TEST(OktaActions, ADeactivationThatIsStillRunningIsToldAsSuch) {
  World world;
  okta_emulator::Fault fault;
  fault.path = "/api/v1/users/*/lifecycle/deactivate*";
  fault.effect = okta_emulator::Fault::Effect::transition;
  world.okta().add_fault(fault);
  const Answer answer = world.execute("deactivate", kNoah);
  EXPECT_EQ(outcome(answer), "done");
  EXPECT_EQ(answer.output.at("after").at(0).at("value"), "Active, changing to: Deactivated");
  EXPECT_NE(notices(answer).find("still finishing"), std::string::npos);
}

TEST(OktaActions, ClearSessionsSendsBothChoicesAlways) {
  World world;
  for (const bool tokens : {false, true}) {
    for (const bool devices : {false, true}) {
      const Answer answer = world.execute(
          "clear_sessions", kDana, {{"revoke_oauth_tokens", tokens}, {"forget_devices", devices}});
      EXPECT_EQ(outcome(answer), "done");
      EXPECT_EQ(world.writes().back(), "DELETE " + world.path(kDana, "/sessions?oauthTokens=") +
                                           (tokens ? "true" : "false") +
                                           "&forgetDevices=" + (devices ? "true" : "false"));
    }
  }
  EXPECT_EQ(world.truth(kDana).sessions, 0);
}

TEST(OktaActions, ResetMfaListsWhatWasAndLeavesNone) {
  World world;
  const Answer answer = world.execute("reset_mfa", kDana);
  EXPECT_EQ(outcome(answer), "done");
  EXPECT_EQ(find(answer.output.at("after").as_array(), "mfa")->at("value"), "none");
  EXPECT_TRUE(world.truth(kDana).factors.empty());
  EXPECT_EQ(outcome(world.execute("reset_mfa", kDana)), "already");
  EXPECT_EQ(world.writes().size(), 1U);
}

TEST(OktaActions, WhatIsSoAlreadySendsNothing) {
  World world;
  EXPECT_EQ(outcome(world.execute("suspend", kPaul)), "already");
  EXPECT_EQ(outcome(world.execute("unsuspend", kNoah)), "already");
  EXPECT_EQ(outcome(world.execute("activate", kNoah, {{"delivery", "mail"}})), "already");
  EXPECT_EQ(outcome(world.execute("deactivate", kDorothy)), "already");
  EXPECT_EQ(outcome(world.execute("reset_mfa", kNoah)), "already");
  EXPECT_TRUE(world.writes().empty());
}

TEST(OktaActions, ProtectedAccountsAreRefusedWithoutAWrite) {
  World world;
  for (const std::string_view action : {"reset_mfa", "clear_sessions", "suspend", "deactivate"}) {
    const auto input = World::usual_input(action);
    EXPECT_EQ(world.execute(action, "ada.admin@back-demo.example", input).output.at("code"),
              "administrator");
    EXPECT_EQ(world.execute("suspend", "back.integration@back-demo.example").output.at("code"),
              "token_owner");
  }
  world.more_context["account"] = world.truth("erin.expert@back-demo.example").id;
  EXPECT_EQ(world.execute("suspend", kDana).output.at("code"), "own_account");
  EXPECT_TRUE(world.writes().empty());
}

TEST(OktaActions, RolesThatCannotBeReadStopTheChangeUnlessTheConnectionReliesOnOkta) {
  World strict(World::kLifecycle);
  const Answer refused = strict.execute("suspend", kDana);
  EXPECT_EQ(refused.output.at("code"), "roles_unreadable");
  EXPECT_NE(std::string(refused.output.at("summary").as_string()).find("okta.roles.read"),
            std::string::npos);
  EXPECT_TRUE(strict.writes().empty());
  World relying(World::kLifecycle, {{"rely_on_okta_to_protect_administrators", true}});
  EXPECT_EQ(outcome(relying.execute("suspend", kDana)), "done");
  const Answer by_okta = relying.execute("suspend", "ada.admin@back-demo.example");
  EXPECT_EQ(outcome(by_okta), "refused") << "Okta itself protects its administrators";
  EXPECT_EQ(by_okta.output.at("code"), "forbidden");
}

TEST(OktaActions, WhatChangedSinceTheExpertLookedIsAConflict) {
  World world;
  world.more_context["seen"] = world.view(kDana).output.at("seen");
  world.okta().change([](okta_emulator::State& state) {
    state.find_user(kDana)->status = Status::password_expired;
  });
  const Answer answer = world.execute("suspend", kDana);
  EXPECT_EQ(outcome(answer), "refused");
  EXPECT_EQ(answer.output.at("code"), "conflict");
  EXPECT_TRUE(world.writes().empty());
}

TEST(OktaActions, OtherFactorsThanSeenAreAConflictForAResetOnly) {
  World world;
  world.more_context["seen"] = world.view(kDana).output.at("seen");
  world.okta().change(
      [](okta_emulator::State& state) { state.find_user(kDana)->factors.pop_back(); });
  EXPECT_EQ(world.execute("reset_mfa", kDana).output.at("code"), "conflict");
  EXPECT_EQ(outcome(world.execute("suspend", kDana)), "done");
}

TEST(OktaActions, NoAccountAndSeveralAccountsAreRefused) {
  World world;
  EXPECT_EQ(world.execute("suspend", "nobody@back-demo.example").output.at("code"), "not_found");
  EXPECT_EQ(world.execute("suspend", "alex.kim@back-demo.example").output.at("code"), "ambiguous");
  EXPECT_TRUE(world.writes().empty());
}

TEST(OktaActions, WhatOktaRefusesIsToldWithTheReason) {
  World world;
  world.answer_with("/api/v1/users/*/lifecycle/suspend", 403, World::error("E0000023"), false, 1,
                    "POST");
  const Answer answer = world.execute("suspend", kNoah);
  EXPECT_EQ(outcome(answer), "refused");
  EXPECT_EQ(answer.output.at("code"), "mastered_elsewhere");
  EXPECT_EQ(answer.output.at("changed"), false);
  EXPECT_EQ(answer.output.at("after").at(0).at("value"), "Active");
}

TEST(OktaActions, ADeactivationOfAnAccountDeactivatedMeanwhileIsAlready) {
  World world;
  world.answer_with("/api/v1/users/*/lifecycle/deactivate*", 404, World::error("E0000007"), true, 1,
                    "POST");
  EXPECT_EQ(outcome(world.execute("deactivate", kNoah)), "already");
}

TEST(OktaActions, WithoutANoteNothingIsSent) {
  World world;
  world.host().answer_intents_with(BACK_STOP);
  for (const std::string_view action : {"reset_mfa", "clear_sessions", "suspend", "deactivate"}) {
    EXPECT_NE(world.execute(action, kDana, World::usual_input(action)).status, BACK_OK);
  }
  EXPECT_TRUE(world.writes().empty());
}

}  // namespace
}  // namespace okta_test
