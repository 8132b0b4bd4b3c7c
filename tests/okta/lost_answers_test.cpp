// What is told after an answer was lost is the truth of the organisation, and nothing is done twice
// that must not be: faults that do not go away. tests/truth has every single fault, and pairs.
#include <gtest/gtest.h>

#include <array>

#include "world.hpp"

namespace okta_test {
namespace {

using okta_emulator::Status;

struct Subject {
  std::string_view action, login;
  std::string_view path;  // of the change, after the user's
  bool may_be_sent_twice;
};
constexpr std::array<Subject, 12> kSubjects = {{
    {"reset_mfa", "dana.reyes@back-demo.example", "/lifecycle/reset_factors", true},
    {"clear_sessions", "dana.reyes@back-demo.example", "/sessions*", true},
    {"suspend", "noah.fischer@back-demo.example", "/lifecycle/suspend", false},
    {"unsuspend", "sam.whitaker@back-demo.example", "/lifecycle/unsuspend", false},
    {"activate", "stella.nilsson@back-demo.example", "/lifecycle/activate*", false},
    {"deactivate", "noah.fischer@back-demo.example", "/lifecycle/deactivate*", false},
    {"reset_factor", "dana.reyes@back-demo.example", "/factors/*", true},
    {"reactivate", "priya.sharma@back-demo.example", "/lifecycle/reactivate*", false},
    {"unlock", "liam.okafor@back-demo.example", "/lifecycle/unlock", false},
    {"reset_password", "noah.fischer@back-demo.example", "/lifecycle/reset_password*", false},
    {"expire_password", "noah.fischer@back-demo.example", "/lifecycle/expire_password", false},
    {"temporary_password", "noah.fischer@back-demo.example",
     "/lifecycle/expire_password_with_temp_password*", false},
}};

bool is_so(World& world, const Subject& subject) {
  const auto user = world.truth(subject.login);
  if (subject.action == "reset_mfa") return user.factors.empty();
  if (subject.action == "clear_sessions") return user.sessions == 0;
  if (subject.action == "reset_factor")
    return std::none_of(user.factors.begin(), user.factors.end(),
                        [](const auto& each) { return each.type == "push"; });
  if (subject.action == "suspend") return user.status == Status::suspended;
  if (subject.action == "deactivate") return user.status == Status::deprovisioned;
  if (subject.action == "unsuspend" || subject.action == "unlock")
    return user.status == Status::active;
  if (subject.action == "reset_password") return user.status == Status::recovery;
  if (subject.action == "expire_password" || subject.action == "temporary_password")
    return user.status == Status::password_expired;
  if (subject.action == "reactivate") return user.mails.size() == 2;
  return user.status == Status::provisioned || user.status == Status::active;
}

// The outcome must say what is so; "unknown" only where no read can tell.
void expect_truth(World& world, const Subject& subject, const Answer& answer) {
  ASSERT_EQ(answer.status, BACK_OK) << answer.person << answer.operator_text;
  const std::string outcome(answer.output.at("outcome").as_string());
  if (outcome == "unknown") {
    const bool lost = answer.output.at("code") == "password_lost";
    EXPECT_TRUE(subject.action == "clear_sessions" || subject.action == "reactivate" ||
                (subject.action == "temporary_password" && lost && is_so(world, subject)))
        << answer.output;
    EXPECT_FALSE(answer.output.at("evidence").as_string().empty());
    return;
  }
  const bool told = outcome == "done" || outcome == "already";
  EXPECT_EQ(told, is_so(world, subject)) << answer.output;
  const std::size_t most = subject.may_be_sent_twice ? 2 : 1;
  EXPECT_LE(world.writes().size(), most);
  EXPECT_EQ(world.writes().size(), world.notes().size()) << "each request has a note of its own";
}

TEST(OktaLostAnswers, TheChangeItself) {
  for (const Subject& subject : kSubjects) {
    for (const bool applied : {false, true}) {
      for (const int times : {1, 2}) {
        World world;
        SCOPED_TRACE(std::string(subject.action) + (applied ? " applied" : " not applied") +
                     ", lost " + std::to_string(times));
        world.lose("*", world.path(subject.login, subject.path), applied, times);
        expect_truth(
            world, subject,
            world.execute(subject.action, subject.login, World::usual_input(subject.action)));
      }
    }
  }
}

// All reads lost from some position on: before the change it is a plain failure, afterwards the
// honest "unknown".
TEST(OktaLostAnswers, AllReadsFromSomewhereOn) {
  for (const Subject& subject : kSubjects) {
    for (std::int64_t position = 0; position < 8; ++position) {
      World world;
      SCOPED_TRACE(std::string(subject.action) + ", from read " + std::to_string(position));
      world.lose("GET", "**", false, -1, position);
      const Answer answer =
          world.execute(subject.action, subject.login, World::usual_input(subject.action));
      if (answer.status != BACK_OK) {
        EXPECT_EQ(answer.status, BACK_UNAVAILABLE);
        EXPECT_TRUE(world.writes().empty()) << "nothing was requested";
        continue;
      }
      const std::string outcome(answer.output.at("outcome").as_string());
      EXPECT_TRUE(outcome == "unknown" || outcome == "refused" || is_so(world, subject))
          << answer.output;
    }
  }
}

TEST(OktaLostAnswers, AMailOfWhichNobodyCanTellIsNotPromised) {
  World world;
  const std::string_view stella = "stella.nilsson@back-demo.example";
  world.lose("POST", world.path(stella, "/lifecycle/activate*"), true);
  const Answer answer = world.execute("activate", stella, {{"delivery", "mail"}});
  EXPECT_EQ(answer.output.at("outcome"), "done");
  const std::string notices = json::serialize(answer.output.at("notices"));
  EXPECT_NE(notices.find("Whether Okta mailed"), std::string::npos) << notices;
  EXPECT_EQ(notices.find("Okta mails"), std::string::npos) << notices;
}

// Who enrols again at once after a reset has new factors: those are not the old ones.
TEST(OktaLostAnswers, NewFactorsAfterAResetAreNotResetAgain) {
  World world;
  const std::string_view dana = "dana.reyes@back-demo.example";
  world.lose("POST", world.path(dana, "/lifecycle/reset_factors"), true);
  world.on_request = [&, enrolled = false](std::string_view) mutable {
    if (enrolled || !world.truth(dana).factors.empty()) return;
    enrolled = true;
    world.okta().change([&](okta_emulator::State& state) {
      okta_emulator::Factor fresh;
      fresh.id = "mblbd6cfSmkMwgV2D5d8";
      fresh.type = "sms";
      fresh.provider = "OKTA";
      fresh.vendor = "OKTA";
      fresh.status = "ACTIVE";
      fresh.profile = {{"phoneNumber", "+15551234567"}};
      state.find_user(dana)->factors.push_back(fresh);
    });
  };
  const Answer answer = world.execute("reset_mfa", dana);
  EXPECT_EQ(answer.output.at("outcome"), "done") << answer.output;
  EXPECT_EQ(world.applied_writes().size(), 1U);
  EXPECT_EQ(world.truth(dana).factors.size(), 1U);
}

// The note says from when on, by Okta's clock, an unchanged account is certain.
TEST(OktaLostAnswers, SettledLongAfterwardsNeedsNoWaiting) {
  World world;
  const std::string_view noah = "noah.fischer@back-demo.example";
  world.lose("POST", world.path(noah, "/lifecycle/suspend"), false);
  world.execute("suspend", noah);
  json::object note = world.notes().front();
  const auto sleeps = [&] {
    const auto before = world.time().sleeps();
    const Answer settled = world.settle("suspend", {}, note, noah);
    EXPECT_EQ(settled.output.at("outcome"), "failed") << settled.person;
    return world.time().sleeps() - before;
  };
  EXPECT_GT(sleeps(), 0);
  world.time().pass(std::chrono::minutes(5));
  EXPECT_EQ(sleeps(), 0);
}

TEST(OktaLostAnswers, TheLinkOfAnActivation) {
  World world;
  const std::string_view stella = "stella.nilsson@back-demo.example";
  world.lose("POST", world.path(stella, "/lifecycle/activate*"), true);
  const Answer answer = world.execute("activate", stella, {{"delivery", "link"}});
  EXPECT_EQ(answer.output.at("outcome"), "unknown");
  EXPECT_EQ(answer.output.at("changed"), true);
  EXPECT_EQ(answer.output.at("code"), "link_lost");
  EXPECT_NE(std::string(answer.output.at("evidence").as_string()).find("Resend"),
            std::string::npos);
}

TEST(OktaLostAnswers, SettleTellsTheSameFromTheNote) {
  for (const Subject& subject : kSubjects) {
    for (const bool applied : {false, true}) {
      World world;
      SCOPED_TRACE(std::string(subject.action) + (applied ? " applied" : " not applied"));
      world.lose("*", world.path(subject.login, subject.path), applied, -1);
      const auto input = World::usual_input(subject.action);
      world.execute(subject.action, subject.login, input);
      ASSERT_FALSE(world.notes().empty());
      const json::object note = world.notes().front();
      world.okta().clear_journal();
      const Answer settled = world.settle(subject.action, input, note, subject.login);
      expect_truth(world, subject, settled);
      EXPECT_TRUE(world.writes().empty()) << "settle only reads";
    }
  }
}

TEST(OktaLostAnswers, SettleWithoutANoteSaysThatNothingWasSent) {
  World world;
  const Answer settled = world.settle("suspend", {}, nullptr, "dana.reyes@back-demo.example");
  ASSERT_EQ(settled.status, BACK_OK) << settled.person;
  EXPECT_EQ(settled.output.at("outcome"), "failed");
  EXPECT_EQ(settled.output.at("changed"), false);
}

TEST(OktaLostAnswers, SettleMayBeTriedAgainWhileOktaIsDown) {
  World world;
  world.execute("suspend", "noah.fischer@back-demo.example");
  const json::object note = world.notes().front();
  world.lose("GET", "**", false, -1);
  EXPECT_EQ(world.settle("suspend", {}, note, "noah.fischer@back-demo.example").status,
            BACK_UNAVAILABLE);
}

}  // namespace
}  // namespace okta_test
