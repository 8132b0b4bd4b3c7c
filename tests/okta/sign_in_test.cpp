// Unlocking, passwords and the activation sent again: what each sends, hands out, and says when no
// read can tell.
#include <gtest/gtest.h>

#include "world.hpp"

namespace okta_test {
namespace {

using okta_emulator::Status;

constexpr std::string_view kDana = "dana.reyes@back-demo.example";      // ACTIVE, with factors
constexpr std::string_view kNoah = "noah.fischer@back-demo.example";    // ACTIVE
constexpr std::string_view kPriya = "priya.sharma@back-demo.example";   // PROVISIONED
constexpr std::string_view kRafael = "rafael.ortiz@back-demo.example";  // RECOVERY
constexpr std::string_view kLiam = "liam.okafor@back-demo.example";     // LOCKED_OUT
constexpr std::string_view kPetra = "petra.novak@back-demo.example";    // PASSWORD_EXPIRED

std::string_view outcome(const Answer& answer) { return answer.output.at("outcome").as_string(); }
std::string text(const Answer& answer) { return json::serialize(answer.output); }
bool says(const Answer& answer, std::string_view words) {
  return text(answer).find(words) != std::string::npos;
}

TEST(OktaSignIn, UnlockSaysThatThePasswordIsTheSame) {
  World world;
  const Answer answer = world.execute("unlock", kLiam);
  EXPECT_EQ(outcome(answer), "done") << text(answer);
  EXPECT_TRUE(says(answer, "The password is the same"));
  EXPECT_EQ(world.writes().size(), 1U);
}

// Okta can block unknown devices of an active account and offers to unlock that (documented).
TEST(OktaSignIn, WhereOktaOffersToUnlockAnActiveAccountItIsDoneAndNotCalledAlreadySo) {
  World world;
  const std::string path = world.path(kNoah);
  okta_emulator::Request request{
      "GET", path, {{"authorization", "SSWS " + std::string(World::kSuperAdmin)}}, ""};
  json::value user = json::parse(world.okta().handle(request).body);
  user.at("_links").as_object()["unlock"] = json::object{{"href", path + "/lifecycle/unlock"}};
  world.answer_with(path, 200, json::serialize(user), false, -1, "GET");
  world.answer_with(path + "/lifecycle/unlock", 200, "{}", false, -1, "POST");
  EXPECT_EQ(outcome(world.execute("unlock", kNoah)), "done");
  world.okta().clear_faults();
  world.answer_with(path, 200, json::serialize(user), false, -1, "GET");
  world.lose("POST", path + "/lifecycle/unlock", true);
  const Answer lost = world.execute("unlock", kNoah);
  EXPECT_EQ(outcome(lost), "unknown") << "active it was before, too: " << text(lost);
  EXPECT_TRUE(says(lost, "once more is harmless"));
}

TEST(OktaSignIn, ResetSendsBothChoicesAlways) {
  World world;
  for (const char* delivery : {"mail", "link"}) {
    for (const bool revoke : {false, true}) {
      const Answer answer = world.execute("reset_password", kNoah,
                                          {{"delivery", delivery}, {"revoke_sessions", revoke}});
      EXPECT_EQ(outcome(answer), "done") << text(answer);
      const bool mail = std::string_view(delivery) == "mail";
      EXPECT_EQ(world.writes().back(),
                "POST " + world.path(kNoah, "/lifecycle/reset_password?sendEmail=") +
                    (mail ? "true" : "false") + "&revokeSessions=" + (revoke ? "true" : "false"));
      EXPECT_EQ(answer.secrets.count("reset_link"), mail ? 0U : 1U);
      EXPECT_EQ(says(answer, "sessions"), revoke);
    }
  }
}

struct Handed {
  std::string_view action, who, field, member, path;
  json::object input;
  std::string_view lost;  // code
};
std::vector<Handed> handed() {
  return {
      {"reset_password",
       kNoah,
       "reset_link",
       "resetPasswordUrl",
       "/lifecycle/reset_password*",
       {{"delivery", "link"}, {"revoke_sessions", false}},
       "link_lost"},
      {"temporary_password",
       kNoah,
       "temporary_password",
       "tempPassword",
       "/lifecycle/expire_password_with_temp_password*",
       {{"revoke_sessions", false}},
       "password_lost"},
      {"reactivate",
       kPriya,
       "activation_link",
       "activationUrl",
       "/lifecycle/reactivate*",
       {{"delivery", "link"}},
       "link_lost"},
  };
}

TEST(OktaSignIn, OneTimeSecretsAreHandedOutOnceAndStandNowhereInTheAnswer) {
  for (const Handed& each : handed()) {
    World world;
    const Answer answer = world.execute(each.action, each.who, each.input);
    ASSERT_EQ(answer.secrets.count(std::string(each.field)), 1U) << text(answer);
    const std::string secret = answer.secrets.at(std::string(each.field));
    EXPECT_GE(secret.size(), 8U);
    EXPECT_FALSE(says(answer, secret));
    for (const auto& note : world.notes())
      EXPECT_EQ(json::serialize(note).find(secret), std::string::npos);
    for (const auto& line : world.host().log())
      EXPECT_EQ((line.sentence + line.fields).find(secret), std::string::npos);
  }
}

TEST(OktaSignIn, SecretsThatAreNoneAreLostNotHandedOn) {
  const std::string long_one(3000, 'x');
  for (const Handed& each : handed()) {
    for (const std::string& value :
         {std::string(), std::string("https://evil.example/x"), std::string("two words"),
          std::string("a\x1b[31mb"), std::string("javascript:alert(1)//\n"), long_one}) {
      if (each.member == "tempPassword" && value.find_first_of(" \x1b\n") == std::string::npos &&
          !value.empty() && value.size() < 100)
        continue;  // that may be a password
      World world;
      world.answer_with(world.path(each.who, each.path), 200,
                        json::serialize(json::object{{each.member, value}}), true, -1, "POST");
      const Answer answer = world.execute(each.action, each.who, each.input);
      EXPECT_TRUE(answer.secrets.empty()) << each.action << value;
      EXPECT_EQ(outcome(answer), "unknown") << each.action << value.substr(0, 40);
      EXPECT_EQ(answer.output.at("code").as_string(), each.lost);
      EXPECT_EQ(answer.output.at("changed"), true);
    }
  }
}

TEST(OktaSignIn, ALostAnswerThatCarriedASecretSaysWhatToDo) {
  World reset;
  reset.lose("POST", reset.path(kNoah, "/lifecycle/reset_password*"), true);
  const Answer link =
      reset.execute("reset_password", kNoah, {{"delivery", "link"}, {"revoke_sessions", false}});
  EXPECT_EQ(link.output.at("code"), "link_lost") << text(link);
  EXPECT_TRUE(says(link, "Reset the password once more"));
  World temporary;
  temporary.lose("POST", temporary.path(kNoah, "/lifecycle/expire_password_with*"), true);
  const Answer password =
      temporary.execute("temporary_password", kNoah, {{"revoke_sessions", false}});
  EXPECT_EQ(password.output.at("code"), "password_lost") << text(password);
  EXPECT_TRUE(says(password, "only the latest one works"));
}

// The status tells that the password is being reset, and nothing whether the mail went out.
TEST(OktaSignIn, AMailOfWhichNobodyCanTellIsNotPromised) {
  World world;
  world.lose("POST", world.path(kNoah, "/lifecycle/reset_password*"), true);
  const Answer answer =
      world.execute("reset_password", kNoah, {{"delivery", "mail"}, {"revoke_sessions", false}});
  EXPECT_EQ(outcome(answer), "done") << text(answer);
  EXPECT_TRUE(says(answer, "Whether Okta mailed the link cannot be read"));
  EXPECT_FALSE(says(answer, "Okta mails the link"));
}

// What is so before the request proves nothing afterwards; and nothing of this is sent twice.
TEST(OktaSignIn, WhereTheAccountLooksTheSameBeforeAndAfterALostAnswerIsUnknown) {
  struct Case {
    std::string_view action, who;
    json::object input;
  };
  const Case cases[] = {
      {"reset_password", kRafael, {{"delivery", "mail"}, {"revoke_sessions", false}}},
      {"temporary_password", kPetra, {{"revoke_sessions", false}}},
      {"reactivate", kPriya, {{"delivery", "mail"}}},
      {"reactivate", kRafael, {{"delivery", "mail"}}},
  };
  for (const Case& each : cases) {
    for (const bool applied : {false, true}) {
      World world;
      world.lose("POST", world.path(each.who, "/lifecycle/**"), applied);
      const Answer answer = world.execute(each.action, each.who, each.input);
      EXPECT_EQ(outcome(answer), "unknown") << each.action << text(answer);
      EXPECT_EQ(answer.output.at("code"), "lost_answer");
      EXPECT_TRUE(says(answer, "no read can tell"));
      EXPECT_EQ(world.writes().size(), 1U);
      const json::object note = world.notes().front();
      const Answer settled = world.settle(each.action, each.input, note, each.who);
      EXPECT_EQ(outcome(settled), "unknown") << "nor does it become clearer later";
    }
  }
}

TEST(OktaSignIn, WhatAnotherSystemKeepsIsShownDisabledWhereOktaWouldOfferIt) {
  World world;
  const std::string path = world.path(kNoah);
  okta_emulator::Request request{
      "GET", path, {{"authorization", "SSWS " + std::string(World::kSuperAdmin)}}, ""};
  json::value user = json::parse(world.okta().handle(request).body);
  user.at("credentials").at("provider").as_object()["type"] = "FEDERATION";
  world.answer_with(path, 200, json::serialize(user), false, -1, "GET");
  const auto actions = world.view(kNoah).output.at("actions").as_array();
  for (const char* id : {"reset_password", "expire_password", "temporary_password"}) {
    const json::object* item = find(actions, id);
    ASSERT_NE(item, nullptr) << id;
    EXPECT_EQ(item->at("enabled"), false);
    EXPECT_EQ(item->at("reason").at("code"), "mastered_elsewhere");
  }
  const Answer answer =
      world.execute("reset_password", kNoah, {{"delivery", "mail"}, {"revoke_sessions", false}});
  EXPECT_EQ(outcome(answer), "refused") << "it would turn a federated account into another kind";
  EXPECT_TRUE(world.writes().empty());
}

TEST(OktaSignIn, ResettingOneFactorLeavesTheOthersAndOktaVerifyGoesAsAWhole) {
  World world;
  const Answer sms = world.execute("reset_factor", kDana, {{"factor", "mblbd6cfSmkMwgV2D5d7"}});
  EXPECT_EQ(outcome(sms), "done") << text(sms);
  EXPECT_EQ(sms.output.at("summary"),
            "Dana Reyes's factor Text message to …9674 was reset in Okta.");
  EXPECT_EQ(world.truth(kDana).factors.size(), 3U);
  EXPECT_EQ(outcome(world.execute("reset_factor", kDana, {{"factor", "mblbd6cfSmkMwgV2D5d7"}})),
            "already");
  EXPECT_EQ(world.writes().size(), 1U);
  const Answer verify = world.execute("reset_factor", kDana, {{"factor", "okta_verify"}});
  EXPECT_EQ(outcome(verify), "done") << text(verify);
  EXPECT_TRUE(world.truth(kDana).factors.empty());
  EXPECT_TRUE(says(verify, "That was the last one"));
}

// Somebody may choose one of its rows; the code alone would be removed alone.
TEST(OktaSignIn, ARowOfOktaVerifyStandsForAllOfIt) {
  World world;
  const Answer answer = world.execute("reset_factor", kDana, {{"factor", "ostbdunCj28CaiEOK5d7"}});
  EXPECT_EQ(outcome(answer), "done") << text(answer);
  EXPECT_EQ(answer.output.at("summary"), "Dana Reyes's factor Okta Verify was reset in Okta.");
  EXPECT_EQ(world.writes().front(), "DELETE " + world.path(kDana, "/factors/opfbdsAY9ErAxToiE5d7"));
  EXPECT_EQ(world.truth(kDana).factors.size(), 1U);
}

TEST(OktaSignIn, TheFactorsToChooseFromAreThoseOfTheAccount) {
  World world;
  const auto ask = [&](std::string_view source, std::string_view words) {
    const Answer answer = world.run({.kind = BACK_KIND_QUERY,
                                     .name = "options",
                                     .input = {{"source", source}, {"text", words}},
                                     .context = World::context(kDana)});
    EXPECT_EQ(answer.status, BACK_OK) << answer.person;
    return as_array(answer.output.at("items"));
  };
  EXPECT_EQ(ask("factors", "").size(), 2U) << "Okta Verify and the text message";
  const auto some = ask("factors", "TEXT");
  ASSERT_EQ(some.size(), 1U);
  EXPECT_EQ(some[0].at("id"), "mblbd6cfSmkMwgV2D5d7");
  EXPECT_EQ(ask("push_factors", "").size(), 1U);
  EXPECT_TRUE(ask("factors", "carrier pigeon").empty());
}

}  // namespace
}  // namespace okta_test
