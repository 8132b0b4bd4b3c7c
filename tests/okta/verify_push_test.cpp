// Verifying the caller by push: how it is asked, how often, and how each ending is told. Time passes
// only where the plugin waits.
#include <gtest/gtest.h>

#include "world.hpp"

namespace okta_test {
namespace {

using namespace std::chrono_literals;
constexpr std::string_view kDana = "dana.reyes@back-demo.example";
constexpr std::string_view kNoah = "noah.fischer@back-demo.example";  // without a phone
constexpr std::string_view kVerify = "/api/v1/users/*/factors/*/verify";
constexpr std::string_view kTransactions = "/api/v1/users/*/factors/*/transactions/*";

void phone_answers(World& world, std::string result, std::int64_t after_polls) {
  world.okta().change([&](okta_emulator::State& state) {
    state.find_user(kDana)->push_habit = {std::move(result), after_polls};
  });
}

std::string text(const Answer& answer) { return json::serialize(answer.output) + answer.person; }

void expect_end(const Answer& answer, std::string_view outcome, std::string_view code) {
  ASSERT_EQ(answer.status, BACK_OK) << text(answer);
  EXPECT_EQ(answer.output.at("outcome").as_string(), outcome) << text(answer);
  EXPECT_EQ(answer.output.at("changed"), false) << "nothing is ever changed by it";
  const auto* told = answer.output.if_contains("code");
  EXPECT_EQ(told == nullptr ? std::string_view() : std::string_view(told->as_string()), code);
}

std::vector<okta_emulator::Time> polls(World& world) {
  std::vector<okta_emulator::Time> times;
  for (const auto& entry : world.okta().journal()) {
    if (entry.method == "GET" && entry.target.find("/transactions/") != std::string::npos)
      times.push_back(entry.at);
  }
  return times;
}

bool withdrawn(World& world) {
  for (const auto& write : world.applied_writes()) {
    if (write.starts_with("DELETE ") && write.find("/transactions/") != std::string::npos)
      return true;
  }
  return false;
}

// "... number 42 in ..."; empty if none was said.
std::string number_in(const std::vector<std::string>& progress) {
  for (const std::string& sentence : progress) {
    const auto at = sentence.find("number ");
    if (at != std::string::npos) return sentence.substr(at + 7, 2);
  }
  return {};
}

TEST(OktaVerifyPush, TheNumberIsReadOutWhileItWaitsAndStandsNowhereElse) {
  World world;
  phone_answers(world, "SUCCESS", 2);
  const Answer answer = world.execute("verify_push", kDana);
  expect_end(answer, "done", "");
  const std::string number = number_in(world.progress());
  ASSERT_EQ(number.size(), 2U);
  EXPECT_EQ(text(answer).find("number " + number), std::string::npos);
  EXPECT_NE(text(answer).find("identity was confirmed by push"), std::string::npos);
  for (const auto& note : world.notes())
    EXPECT_EQ(json::serialize(note).find("\"" + number), std::string::npos);
  ASSERT_EQ(world.notes().size(), 1U);
  EXPECT_EQ(world.okta().journal().back().method, "GET") << "nothing to take back";
  EXPECT_EQ(world.writes().size(), 1U);
}

TEST(OktaVerifyPush, OktaIsAskedNoOftenerThanEveryFourSeconds) {
  World world;
  phone_answers(world, "SUCCESS", 6);
  world.execute("verify_push", kDana);
  const auto times = polls(world);
  ASSERT_EQ(times.size(), 7U);
  for (std::size_t i = 1; i < times.size(); ++i) EXPECT_GE(times[i] - times[i - 1], 4s);
}

TEST(OktaVerifyPush, ARejectionIsAWarning) {
  World world;
  phone_answers(world, "REJECTED", 1);
  const Answer answer = world.execute("verify_push", kDana);
  expect_end(answer, "refused", "rejected");
  EXPECT_NE(text(answer).find("do not go on"), std::string::npos);
}

TEST(OktaVerifyPush, NobodyAnswersInOktasTimeOrInOurs) {
  World by_okta;
  phone_answers(by_okta, "TIMEOUT", 3);
  expect_end(by_okta.execute("verify_push", kDana), "failed", "timed_out");
  World by_us;  // the call has a minute, the push five
  expect_end(by_us.execute("verify_push", kDana), "failed", "timed_out");
  EXPECT_TRUE(withdrawn(by_us)) << "nobody may approve it when nobody looks any more";
  EXPECT_GT(polls(by_us).size(), 8U);
}

TEST(OktaVerifyPush, CancelledItIsTakenBackAtOkta) {
  World world;
  auto context = World::context(kDana);
  const auto call = world.host().prepare({.kind = BACK_KIND_EXECUTE,
                                          .name = "verify_push",
                                          .input = {},
                                          .context = std::move(context),
                                          .deadline_ms = World::kUsualDeadline});
  int gets = 0;
  bool sent = false;
  world.on_request = [&](std::string_view method) {
    if (method == "POST") sent = true;
    if (!sent || method != "GET" || ++gets != 2) return;
    call->mark_cancelled();
    World::plugin().cancel(world.connection(), call->id());
  };
  World::plugin().start(world.connection(), call->raw());
  expect_end(call->wait(), "failed", "cancelled");
  EXPECT_TRUE(withdrawn(world));
}

TEST(OktaVerifyPush, WhereOktaTakesNoNumbersAPlainPushIsSentAndSaidToBeOne) {
  World world;
  phone_answers(world, "SUCCESS", 0);
  world.answer_with(std::string(kVerify), 400, World::error("E0000001"), false, 1, "POST");
  const Answer answer = world.execute("verify_push", kDana);
  expect_end(answer, "done", "");
  EXPECT_EQ(number_in(world.progress()), "");
  EXPECT_NE(text(answer).find("without a number"), std::string::npos);
  EXPECT_EQ(world.writes().size(), 2U);
  EXPECT_EQ(world.notes().size(), 2U);
}

TEST(OktaVerifyPush, WhatOktaRefusesIsNotTriedAgain) {
  World world;
  world.answer_with(std::string(kVerify), 403, World::error("E0000006"), false, -1, "POST");
  expect_end(world.execute("verify_push", kDana), "refused", "forbidden");
  EXPECT_EQ(world.writes().size(), 1U);
}

TEST(OktaVerifyPush, WhoseAnswerIsLostIsNotConfirmed) {
  for (const bool applied : {false, true}) {
    World world;
    phone_answers(world, "SUCCESS", 0);
    world.lose("POST", std::string(kVerify), applied);
    const Answer answer = world.execute("verify_push", kDana);
    expect_end(answer, "failed", "lost_answer");
    EXPECT_NE(text(answer).find("may be on the phone"), std::string::npos);
    EXPECT_EQ(world.writes().size(), 1U) << "no second push to the phone";
  }
}

TEST(OktaVerifyPush, AFewLostPollsAreForgivenAndManyEndIt) {
  World few;
  phone_answers(few, "SUCCESS", 2);
  few.lose("GET", std::string(kTransactions), false, 2);
  expect_end(few.execute("verify_push", kDana), "done", "");
  World many;
  many.lose("GET", std::string(kTransactions), false, -1);
  expect_end(many.execute("verify_push", kDana), "failed", "lost_answer");
  EXPECT_TRUE(withdrawn(many));
}

TEST(OktaVerifyPush, AnAnswerThatLeadsElsewhereIsNoChallenge) {
  for (const char* body :
       {"{}", "[]", "<html>", R"({"factorResult":"SUCCESS"})",
        R"({"factorResult":"WAITING","_links":{"poll":{"href":"https://evil.example/"}}})",
        R"({"factorResult":"WAITING","_links":{"poll":{"href":"/api/v1/users/me"}}})"}) {
    World world;
    world.answer_with(std::string(kVerify), 201, body, false, -1, "POST");
    expect_end(world.execute("verify_push", kDana), "failed", "lost_answer");
    EXPECT_EQ(world.writes().size(), 1U) << body;
    EXPECT_TRUE(polls(world).empty()) << body;
  }
}

TEST(OktaVerifyPush, OfSeveralPhonesOneIsChosen) {
  World world;
  phone_answers(world, "SUCCESS", 0);
  world.okta().change([](okta_emulator::State& state) {
    auto& factors = state.find_user(kDana)->factors;
    auto second = factors.front();
    second.id = "opfbdsecondphone00d7";
    second.profile["name"] = "Dana's tablet";
    factors.push_back(second);
  });
  const Answer which = world.execute("verify_push", kDana);
  expect_end(which, "refused", "choose_phone");
  EXPECT_NE(text(which).find("Dana's tablet"), std::string::npos);
  EXPECT_TRUE(world.writes().empty());
  expect_end(world.execute("verify_push", kDana, {{"phone", "opfbdsecondphone00d7"}}), "done", "");
  EXPECT_NE(world.writes().front().find("opfbdsecondphone00d7"), std::string::npos);
  expect_end(world.execute("verify_push", kDana, {{"phone", "opfbdanotherphone0d7"}}), "refused",
             "choose_phone");
  EXPECT_EQ(world.execute("verify_push", kDana, {{"phone", "../../roles"}}).status,
            BACK_INVALID_INPUT);
}

TEST(OktaVerifyPush, WithoutAPhoneOrOnSomebodyProtectedNothingIsSent) {
  World world;
  expect_end(world.execute("verify_push", kNoah), "refused", "no_phone");
  expect_end(world.execute("verify_push", "ada.admin@back-demo.example"), "refused",
             "administrator");
  world.host().answer_intents_with(BACK_STOP);
  EXPECT_NE(world.execute("verify_push", kDana).status, BACK_OK);
  EXPECT_TRUE(world.writes().empty());
}

TEST(OktaVerifyPush, InterruptedItIsNotConfirmedAndNothingIsSentToFindOut) {
  World world;
  phone_answers(world, "SUCCESS", 0);
  world.execute("verify_push", kDana);
  const json::object note = world.notes().front();
  world.okta().clear_journal();
  expect_end(world.settle("verify_push", {}, note, kDana), "failed", "interrupted");
  EXPECT_TRUE(world.okta().journal().empty());
}

}  // namespace
}  // namespace okta_test
