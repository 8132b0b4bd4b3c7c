// The recorded answer to every lifecycle request of the plugin's, met by the action that sends it:
// what it told the expert, and what it handed on.
#include <gtest/gtest.h>

#include <array>

#include "recorded.hpp"

namespace okta_test {
namespace {

constexpr std::string_view kDana = "dana.reyes@back-demo.example";        // ACTIVE, with factors
constexpr std::string_view kLiam = "liam.okafor@back-demo.example";       // LOCKED_OUT
constexpr std::string_view kPriya = "priya.sharma@back-demo.example";     // PROVISIONED
constexpr std::string_view kSam = "sam.whitaker@back-demo.example";       // SUSPENDED
constexpr std::string_view kStella = "stella.nilsson@back-demo.example";  // STAGED

struct Case {
  const char* recording;
  std::string_view action;
  bool applied;  // whether the organisation did what it was asked
  std::string_view outcome;
  std::string_view code;  // of an outcome that is not "done"
};

constexpr std::array<Case, 32> kCases = {{
    {"035", "deactivate", true, "done", ""},
    {"037", "deactivate", true, "done", ""},
    {"155", "deactivate", true, "done", ""},
    {"156", "deactivate", true, "done", ""},
    {"038", "deactivate", true, "done", ""},  // 204 without a body
    {"039", "deactivate", false, "refused", "not_found"},
    {"039", "deactivate", true, "already", ""},  // Okta says so of a deactivated user as well
    {"040", "suspend", true, "done", ""},
    {"041", "suspend", true, "done", ""},
    {"042", "suspend", false, "refused", "vendor"},
    {"042", "suspend", true, "already", ""},  // somebody else did it a moment ago
    {"043", "suspend", false, "refused", "not_found"},
    {"044", "unsuspend", true, "done", ""},
    {"045", "unsuspend", true, "done", ""},
    {"046", "unsuspend", false, "refused", "not_found"},
    {"028", "activate", true, "done", ""},
    {"030", "activate", false, "refused", "wrong_state"},
    {"030", "activate", true, "already", ""},
    {"031", "activate", false, "refused", "not_found"},
    {"051", "reset_mfa", true, "done", ""},
    {"052", "reset_mfa", true, "done", ""},
    {"054", "clear_sessions", true, "done", ""},
    {"055", "clear_sessions", true, "done", ""},
    {"056", "clear_sessions", true, "done", ""},
    {"065", "reset_factor", true, "done", ""},
    {"032", "reactivate", true, "done", ""},
    {"033", "reactivate", false, "refused", "wrong_state"},
    {"047", "unlock", true, "done", ""},
    {"048", "unlock", false, "refused", "wrong_state"},
    {"048", "unlock", true, "already", ""},
    {"049", "expire_password", true, "done", ""},
    {"050", "reset_password", true, "done", ""},
}};

std::string_view requester_of(std::string_view action) {
  if (action == "unsuspend") return kSam;
  if (action == "unlock") return kLiam;
  if (action == "reactivate") return kPriya;
  return action == "activate" ? kStella : kDana;
}

json::object input_of(std::string_view action, bool by_link) {
  const char* delivery = by_link ? "link" : "mail";
  if (action == "activate" || action == "reactivate") return {{"delivery", delivery}};
  if (action == "reset_password") return {{"delivery", delivery}, {"revoke_sessions", false}};
  return World::usual_input(action);
}

TEST_F(OktaRecordings, RecordedAnswersToChangesAreToldForWhatTheyAre) {
  for (const Case& each : kCases) {
    const Recording& one = recorded(each.recording);
    SCOPED_TRACE(one.name + (each.applied ? ", applied" : ", not applied"));
    World world;
    answer_as_recorded(world, one.method, "/api/v1/users/**", one, each.applied);
    const bool by_link = one.target.find("sendEmail=false") != std::string::npos;
    const Answer answer =
        world.execute(each.action, requester_of(each.action), input_of(each.action, by_link));
    ASSERT_EQ(answer.status, BACK_OK) << answer.person << answer.operator_text;
    EXPECT_EQ(answer.output.at("outcome").as_string(), each.outcome) << answer.output;
    const json::value* code = answer.output.if_contains("code");
    if (!each.code.empty()) {
      ASSERT_NE(code, nullptr) << answer.output;
      EXPECT_EQ(code->as_string(), each.code);
    }
    EXPECT_EQ(world.writes().size(), 1U) << "an answer is an answer: nothing is sent again";
  }
}

TEST_F(OktaRecordings, TheReasonOktaGaveForARefusalIsQuoted) {
  World world;
  answer_as_recorded(world, "POST", "/api/v1/users/**", recorded("042"));
  const Answer answer = world.execute("suspend", kDana);
  EXPECT_NE(json::serialize(answer.output).find("Cannot suspend a user that is not active"),
            std::string::npos)
      << answer.output;
}

TEST_F(OktaRecordings, ARecordedActivationLinkIsHandedOnOnceAndNeverInTheJson) {
  World world;
  answer_as_recorded(world, "POST", "/api/v1/users/**", recorded("028"), true);
  const Answer answer = world.execute("activate", kStella, {{"delivery", "link"}});
  ASSERT_EQ(answer.secrets.count("activation_link"), 1U) << answer.output;
  EXPECT_EQ(answer.secrets.at("activation_link"),
            "https://back-demo.okta.com/tokens/REDACTED/verify");
  EXPECT_EQ(json::serialize(answer.output).find("/tokens/"), std::string::npos);
}

TEST_F(OktaRecordings, ARecordedTemporaryPasswordIsHandedOnOnce) {
  World world;
  answer_as_recorded(world, "POST", "/api/v1/users/**", recorded("158"), true);
  const Answer answer = world.execute("temporary_password", kDana, {{"revoke_sessions", false}});
  ASSERT_EQ(answer.secrets.count("temporary_password"), 1U) << answer.output;
  EXPECT_EQ(answer.secrets.at("temporary_password"), "REDACTED");
}

// The same of an emulated organisation of every year: what changed at Okta changes nothing here.
TEST(OktaEditions, EveryActionWorksInEachOfThem) {
  for (const okta_emulator::Edition& edition : okta_emulator::editions()) {
    SCOPED_TRACE(edition.name);
    World world;
    json::value seed = okta_emulator::back_demo_seed();
    seed.at("organisation").as_object()["edition"] = edition.name;
    world.okta().restore(seed);
    const auto outcome = [&](std::string_view action, std::string_view who) {
      const Answer answer = world.execute(action, who, input_of(action, true));
      return std::string(answer.output.at("outcome").as_string());
    };
    EXPECT_EQ(outcome("reset_mfa", kDana), "done");
    EXPECT_EQ(outcome("clear_sessions", kDana), "done");
    EXPECT_EQ(outcome("suspend", kDana), "done");
    EXPECT_EQ(outcome("unsuspend", kDana), "done");
    EXPECT_EQ(outcome("deactivate", kDana), "done");
    EXPECT_EQ(outcome("activate", kStella), "done");
    EXPECT_EQ(outcome("reactivate", kPriya), "done");
    EXPECT_EQ(outcome("unlock", kLiam), "done");
    EXPECT_EQ(outcome("reset_factor", kLiam), "done");
    EXPECT_EQ(outcome("expire_password", kLiam), "done");
    EXPECT_EQ(outcome("temporary_password", kLiam), "done");
    EXPECT_EQ(outcome("reset_password", kLiam), "done");
    EXPECT_EQ(world.writes().size(), 12U);
  }
}

}  // namespace
}  // namespace okta_test
