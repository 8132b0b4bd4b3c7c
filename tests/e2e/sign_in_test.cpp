// T1 - T3: unlock, passwords, and the activation sent again, each verified in the emulator's own state.
#include <gmock/gmock.h>

#include "desk.hpp"

namespace back::e2e {
namespace {

using okta_emulator::Status;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class SignIn : public Desk {
 protected:
  void SetUp() override {
    Desk::SetUp();
    connect();
    mark();
  }
  // What was sent after the user's own path.
  std::vector<std::string> sent(std::string_view login) {
    const std::string user = "/api/v1/users/" + account(login).id;
    std::vector<std::string> all;
    for (const auto& target : targets("POST")) all.push_back(target.substr(user.size()));
    return all;
  }
  std::string said(const host::Ran& ran) { return boost::json::serialize(ran.output()); }
  void expect_secret_only_once(const host::Ran& ran, const std::string& field) {
    ASSERT_EQ(ran.one_time.size(), 1U) << said(ran);
    EXPECT_EQ(ran.one_time[0].field, field);
    const std::string secret(ran.one_time[0].value.reveal());
    EXPECT_GE(secret.size(), 8U);
    EXPECT_THAT(said(ran), Not(HasSubstr(secret)));
    EXPECT_THAT(boost::json::serialize(host::to_json(ran.line)), Not(HasSubstr(secret)));
    EXPECT_THAT(log_text(), Not(HasSubstr(secret)));
  }
};

constexpr const char* kNoah = "noah.fischer@back-demo.example";      // ACTIVE
constexpr const char* kPriya = "priya.sharma@back-demo.example";     // PROVISIONED
constexpr const char* kRafael = "rafael.ortiz@back-demo.example";    // RECOVERY
constexpr const char* kLiam = "liam.okafor@back-demo.example";       // LOCKED_OUT
constexpr const char* kPetra = "petra.novak@back-demo.example";      // PASSWORD_EXPIRED
constexpr const char* kDorothy = "dorothy.klein@back-demo.example";  // DEPROVISIONED

TEST_F(SignIn, T1_UnlocksAndTheMenuForgetsIt) {
  EXPECT_THAT(offered("R-106"), Contains("unlock"));
  EXPECT_THAT(offered("R-102"), Not(Contains("unlock"))) << "not locked";
  const auto ran = run("R-106", "unlock");
  EXPECT_EQ(ran.outcome, "done") << said(ran);
  EXPECT_EQ(account(kLiam).status, Status::active);
  EXPECT_EQ(fact(ran.output(), "before", "status"), "Locked out");
  EXPECT_EQ(fact(ran.output(), "after", "status"), "Active");
  EXPECT_THAT(sent(kLiam), ElementsAre("/lifecycle/unlock"));
  EXPECT_THAT(offered("R-106"), Not(Contains("unlock")));
}

TEST_F(SignIn, T1_UnlockingTellsTheStatusThatItReallyEndsIn) {
  okta().change([](okta_emulator::State& state) {
    state.find_user(kLiam)->locked_from = Status::password_expired;
  });
  const auto ran = run("R-106", "unlock");
  EXPECT_EQ(ran.outcome, "done");
  EXPECT_THAT(said(ran), HasSubstr("Its status is now “Password expired”"));
}

TEST_F(SignIn, T1_OfAnAccountThatIsNotLockedNothingIsSent) {
  EXPECT_EQ(run("R-102", "unlock").outcome, "already");
  EXPECT_EQ(run("R-109", "unlock").outcome, "refused");
  EXPECT_EQ(requests("POST"), 0U);
}

TEST_F(SignIn, T2_ResetsThePasswordByMail) {
  const auto ran =
      run("R-102", "reset_password", {{"delivery", "mail"}, {"revoke_sessions", true}});
  EXPECT_EQ(ran.outcome, "done") << said(ran);
  EXPECT_TRUE(ran.one_time.empty());
  const auto noah = account(kNoah);
  EXPECT_EQ(noah.status, Status::recovery);
  EXPECT_EQ(noah.sessions, 0);
  ASSERT_EQ(noah.mails.size(), 1U);
  EXPECT_EQ(noah.mails[0].kind, "reset_password");
  EXPECT_THAT(said(ran), HasSubstr("mails the link to noah.fischer@back-demo.example"));
  EXPECT_THAT(sent(kNoah),
              ElementsAre("/lifecycle/reset_password?sendEmail=true&revokeSessions=true"));
}

TEST_F(SignIn, T2_ResetsThePasswordWithALinkThatIsShownOnce) {
  const auto ran =
      run("R-102", "reset_password", {{"delivery", "link"}, {"revoke_sessions", false}});
  EXPECT_EQ(ran.outcome, "done") << said(ran);
  expect_secret_only_once(ran, "reset_link");
  EXPECT_THAT(std::string(ran.one_time[0].value.reveal()),
              StartsWith("https://back-demo.okta.com/reset_password/"));
  EXPECT_THAT(account(kNoah).mails, IsEmpty());
  EXPECT_EQ(account(kNoah).sessions, 2);
}

TEST_F(SignIn, T2_ASecondResetGivesASecondLink) {
  for (int i = 0; i < 2; ++i) {
    const auto ran =
        run("R-105", "reset_password", {{"delivery", "link"}, {"revoke_sessions", false}});
    EXPECT_EQ(ran.outcome, "done") << said(ran);
    EXPECT_EQ(ran.one_time.size(), 1U);
  }
  EXPECT_EQ(requests("POST"), 2U);
}

TEST_F(SignIn, T2_ExpiresThePassword) {
  const auto ran = run("R-102", "expire_password");
  EXPECT_EQ(ran.outcome, "done") << said(ran);
  EXPECT_EQ(account(kNoah).status, Status::password_expired);
  EXPECT_THAT(sent(kNoah), ElementsAre("/lifecycle/expire_password"));
  EXPECT_THAT(offered("R-102"), Not(Contains("expire_password")));
  EXPECT_EQ(run("R-102", "expire_password").outcome, "already");
}

TEST_F(SignIn, T2_SetsATemporaryPasswordThatIsShownOnce) {
  for (const char* request : {"R-102", "R-107"}) {
    const auto ran = run(request, "temporary_password", {{"revoke_sessions", true}});
    EXPECT_EQ(ran.outcome, "done") << said(ran);
    expect_secret_only_once(ran, "temporary_password");
  }
  EXPECT_EQ(account(kNoah).status, Status::password_expired);
  EXPECT_EQ(account(kNoah).sessions, 0);
  EXPECT_EQ(account(kPetra).status, Status::password_expired);
}

TEST_F(SignIn, T2_WhoseStateDoesNotAllowItIsOfferedNone) {
  for (const char* request : {"R-103", "R-108", "R-109"})
    for (const char* action : {"reset_password", "expire_password", "temporary_password"})
      EXPECT_THAT(offered(request), Not(Contains(action))) << request;
  EXPECT_THAT(offered("R-104"), Contains("-reset_password")) << "no password was set yet";
}

TEST_F(SignIn, T2_APasswordThatAnotherSystemKeepsIsLeftToIt) {
  okta().change(
      [](okta_emulator::State& state) { state.find_user(kNoah)->provider = "ACTIVE_DIRECTORY"; });
  const auto ran =
      run("R-102", "reset_password", {{"delivery", "mail"}, {"revoke_sessions", false}});
  EXPECT_EQ(ran.outcome, "refused");
  EXPECT_EQ(run("R-102", "expire_password").outcome, "done") << "it expires there, too";
  EXPECT_THAT(sent(kNoah), ElementsAre("/lifecycle/expire_password"));
}

TEST_F(SignIn, T3_ResendsTheActivationByMail) {
  EXPECT_THAT(offered("R-104"), Contains("reactivate"));
  EXPECT_THAT(offered("R-105"), Contains("reactivate"));
  EXPECT_THAT(offered("R-102"), Not(Contains("reactivate")));
  const std::size_t mails = account(kPriya).mails.size();
  const auto ran = run("R-104", "reactivate", {{"delivery", "mail"}});
  EXPECT_EQ(ran.outcome, "done") << said(ran);
  EXPECT_TRUE(ran.one_time.empty());
  EXPECT_EQ(account(kPriya).mails.size(), mails + 1);
  EXPECT_EQ(account(kPriya).status, Status::provisioned);
  EXPECT_THAT(said(ran), HasSubstr("mails the activation link to priya.sharma"));
  EXPECT_THAT(sent(kPriya), ElementsAre("/lifecycle/reactivate?sendEmail=true"));
}

TEST_F(SignIn, T3_ResendsTheActivationWithALinkThatIsShownOnce) {
  for (const char* request : {"R-104", "R-105"}) {
    const auto ran = run(request, "reactivate", {{"delivery", "link"}});
    EXPECT_EQ(ran.outcome, "done") << said(ran);
    expect_secret_only_once(ran, "activation_link");
  }
  EXPECT_THAT(account(kRafael).mails, IsEmpty());
}

TEST_F(SignIn, T3_IsNotSentTwiceWhenTheAnswerIsLostAndSaysThatNobodyCanTell) {
  okta_emulator::Fault fault;
  fault.method = "POST";
  fault.effect = okta_emulator::Fault::Effect::close_after;
  okta().add_fault(fault);
  const auto ran = run("R-104", "reactivate", {{"delivery", "mail"}});
  EXPECT_EQ(ran.outcome, "unknown") << said(ran);
  EXPECT_THAT(said(ran), HasSubstr("two mails"));
  EXPECT_EQ(requests("POST"), 1U);
}

TEST_F(SignIn, T3_ADeactivatedAccountHasNoActivationToResend) {
  EXPECT_EQ(run("R-109", "reactivate", {{"delivery", "mail"}}).outcome, "refused");
  EXPECT_EQ(account(kDorothy).status, Status::deprovisioned);
  EXPECT_EQ(requests("POST"), 0U);
}

}  // namespace
}  // namespace back::e2e
