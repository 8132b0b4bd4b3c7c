// T4 and T5: one factor reset, and the caller verified by push before that.
#include <gmock/gmock.h>

#include "desk.hpp"

namespace back::e2e {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kDana = "dana.reyes@back-demo.example";

class Factors : public Desk {
 protected:
  void SetUp() override {
    Desk::SetUp();
    connect();
    mark();
  }
  std::vector<std::string> enrolled() {
    std::vector<std::string> types;
    for (const auto& factor : account(kDana).factors) types.push_back(factor.type);
    return types;
  }
  std::string said(const host::Ran& ran) { return boost::json::serialize(ran.output()); }
  void phone_answers(const char* result, std::int64_t after_polls) {
    okta().change([=](okta_emulator::State& state) {
      state.find_user(kDana)->push_habit = {result, after_polls};
    });
  }
  // Runs it and collects what the expert reads meanwhile; stops at the first sentence with a number
  // if asked to.
  host::Ran verify(bool stop_at_number = false) {
    host_->requester("erin", "R-101");
    host::Run what;
    what.actor = "erin";
    what.request = "R-101";
    what.action = "verify_push";
    std::stop_source stop;
    const auto listen = [&](double, std::string_view sentence) {
      read_.emplace_back(sentence);
      if (stop_at_number && sentence.find("number") != std::string_view::npos) stop.request_stop();
    };
    return host_->run(std::move(what), listen, stop.get_token());
  }
  std::string number() {
    for (const auto& sentence : read_)
      if (const auto at = sentence.find("number "); at != std::string::npos)
        return sentence.substr(at + 7, 2);
    return "";
  }
  std::vector<std::string> read_;
};

TEST_F(Factors, T4_OffersTheAccountsFactorsWithOktaVerifyAsOne) {
  const auto found = host_->options("erin", "R-101", {"", "factors", "", ""});
  std::vector<std::string> names;
  for (const auto& item : found.at("items").as_array())
    names.emplace_back(item.at("name").as_string());
  EXPECT_THAT(names, ::testing::UnorderedElementsAre("Okta Verify", HasSubstr("Text message")));
  EXPECT_THAT(boost::json::serialize(found), HasSubstr("Okta Verify (push)"));
}

TEST_F(Factors, T4_ResetsOneFactorAndLeavesTheOthers) {
  EXPECT_THAT(offered("R-101"), Contains("reset_factor"));
  EXPECT_THAT(offered("R-102"), Not(Contains("reset_factor"))) << "no factor";
  const auto ran = run("R-101", "reset_factor", {{"factor", "mblbd6cfSmkMwgV2D5d7"}});
  EXPECT_EQ(ran.outcome, "done") << said(ran);
  EXPECT_THAT(enrolled(), ::testing::ElementsAre("push", "token:software:totp", "signed_nonce"));
  EXPECT_THAT(fact(ran.output(), "before", "mfa"), HasSubstr("Text message"));
  EXPECT_THAT(fact(ran.output(), "after", "mfa"), Not(HasSubstr("Text message")));
}

TEST_F(Factors, T4_TheRowsOfOktaVerifyGoTogether) {
  const auto ran = run("R-101", "reset_factor", {{"factor", "okta_verify"}});
  EXPECT_EQ(ran.outcome, "done") << said(ran);
  EXPECT_THAT(enrolled(), ::testing::ElementsAre("sms"));
  EXPECT_EQ(requests("DELETE"), 1U) << "Okta removes the others with the first";
}

TEST_F(Factors, T4_WhatIsNotThereIsNotAskedToBeRemoved) {
  EXPECT_EQ(run_blindly("R-101", "reset_factor", {{"factor", "mblbdNotThisOne05d7"}}).outcome,
            "already");
  EXPECT_EQ(run_blindly("R-107", "reset_factor", {{"factor", "okta_verify"}}).outcome, "already");
  EXPECT_EQ(refusal([&] {
              run_blindly("R-101", "reset_factor", {{"factor", "../../roles"}});
            }),
            "invalid_input");
  EXPECT_EQ(requests("DELETE"), 0U);
}

TEST_F(Factors, T5_TheCallerIsVerifiedWithANumberBeforeTheReset) {
  phone_answers("SUCCESS", 0);
  const auto ran = verify();
  EXPECT_EQ(ran.outcome, "done") << said(ran);
  ASSERT_EQ(number().size(), 2U) << "nothing to read out";
  EXPECT_EQ(ran.output().at("changed"), false);
  EXPECT_THAT(said(ran), HasSubstr("identity was confirmed by push"));
  const std::string secret = "number " + number();
  EXPECT_THAT(said(ran), Not(HasSubstr(secret)));
  EXPECT_THAT(boost::json::serialize(host::to_json(ran.line)), Not(HasSubstr(secret)));
  EXPECT_THAT(log_text(), Not(HasSubstr(secret)));
  EXPECT_EQ(run("R-101", "reset_mfa").outcome, "done");
}

TEST_F(Factors, T5_ARejectedPushIsAWarningOnTheTimeline) {
  phone_answers("REJECTED", 0);
  const auto ran = verify();
  EXPECT_EQ(ran.outcome, "refused") << said(ran);
  const auto lines = host_->timeline("erin", "R-101");
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_THAT(boost::json::serialize(lines[0].outcome), HasSubstr("somebody else is calling"));
}

TEST_F(Factors, T5_CancelledThePushIsTakenBack) {
  const auto ran = verify(true);
  EXPECT_EQ(ran.outcome, "failed") << said(ran);
  EXPECT_THAT(said(ran), HasSubstr("cancelled"));
  EXPECT_EQ(requests("DELETE"), 1U);
  EXPECT_THAT(targets("DELETE").at(0), HasSubstr("/transactions/"));
}

TEST_F(Factors, T5_IsOfferedOnlyWhereAPhoneCanAnswer) {
  EXPECT_THAT(offered("R-101"), Contains("verify_push"));
  EXPECT_THAT(offered("R-102"), Not(Contains("verify_push")));
  EXPECT_THAT(offered("R-107"), Not(Contains("verify_push"))) << "Google Authenticator only";
  EXPECT_THAT(offered("R-110"), Contains("-verify_push")) << "an administrator";
}

}  // namespace
}  // namespace back::e2e
