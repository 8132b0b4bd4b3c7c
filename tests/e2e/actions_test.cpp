// S3 - S6 and S11: the account actions, each verified in the emulator's own state.
#include <gmock/gmock.h>

#include "desk.hpp"

namespace back::e2e {
namespace {

using okta_emulator::Status;
using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class Actions : public Desk {
 protected:
  void SetUp() override {
    Desk::SetUp();
    connect();
    mark();
  }
  std::vector<std::string> changes() {
    std::vector<std::string> all = targets("POST");
    for (const auto& target : targets("DELETE")) all.push_back(target);
    for (const auto& target : targets("PUT")) all.push_back(target);
    return all;
  }
};

constexpr const char* kDana = "dana.reyes@back-demo.example";

TEST_F(Actions, S6_SuspendsVerifiesAndOffersTheWayBack) {
  EXPECT_THAT(offered("R-101"), Contains("suspend"));
  EXPECT_THAT(offered("R-101"), Not(Contains("unsuspend")));
  const auto ran = run("R-101", "suspend");
  EXPECT_EQ(ran.outcome, "done") << boost::json::serialize(ran.output());
  EXPECT_EQ(account(kDana).status, Status::suspended);
  EXPECT_NE(fact(ran.output(), "before", "status"), fact(ran.output(), "after", "status"));
  EXPECT_EQ(ran.output().at("undo").at("action"), "unsuspend");
  EXPECT_EQ(ran.output().at("request_ids").as_array().size(), 1u);
  EXPECT_THAT(changes(), ElementsAre("/api/v1/users/" + account(kDana).id + "/lifecycle/suspend"));
  EXPECT_THAT(offered("R-101"), Contains("unsuspend"));
  EXPECT_THAT(offered("R-101"), Not(Contains("suspend")));
}

TEST_F(Actions, S6_UnsuspendReportsTheStatusThatIsThereNow) {
  EXPECT_EQ(run("R-108", "unsuspend").outcome, "done");
  EXPECT_EQ(run("R-107", "suspend").outcome, "done");
  const auto ran = run("R-107", "unsuspend");
  EXPECT_EQ(ran.outcome, "done");
  EXPECT_EQ(account("petra.novak@back-demo.example").status, Status::password_expired);
  EXPECT_THAT(boost::json::serialize(ran.output()), HasSubstr("assword"));
}

TEST_F(Actions, S5_OffersOnlyTheVariantThatApplies) {
  const struct {
    const char* request;
    bool activate, deactivate, suspend, unsuspend;
  } rows[] = {
      {"R-101", false, true, true, false},   // ACTIVE
      {"R-103", true, false, false, false},  // STAGED
      {"R-104", false, true, true, false},   // PROVISIONED
      {"R-105", false, true, true, false},   // RECOVERY
      {"R-106", false, true, true, false},   // LOCKED_OUT
      {"R-107", false, true, true, false},   // PASSWORD_EXPIRED
      {"R-108", false, true, false, true},   // SUSPENDED
      {"R-109", true, false, false, false},  // DEPROVISIONED
  };
  for (const auto& row : rows) {
    const auto ids = offered(row.request);
    const auto has = [&](const char* id) { return std::count(ids.begin(), ids.end(), id) == 1; };
    EXPECT_EQ(has("activate"), row.activate) << row.request;
    EXPECT_EQ(has("deactivate"), row.deactivate) << row.request;
    EXPECT_EQ(has("suspend"), row.suspend) << row.request;
    EXPECT_EQ(has("unsuspend"), row.unsuspend) << row.request;
  }
}

TEST_F(Actions, S5_DeactivatesAndActivatesWithALinkThatIsShownOnce) {
  EXPECT_EQ(run("R-102", "deactivate").outcome, "done");
  EXPECT_EQ(account("noah.fischer@back-demo.example").status, Status::deprovisioned);

  const auto ran = run("R-102", "activate", {{"delivery", "link"}});
  EXPECT_EQ(ran.outcome, "done") << boost::json::serialize(ran.output());
  ASSERT_EQ(ran.one_time.size(), 1u);
  EXPECT_EQ(ran.one_time[0].field, "activation_link");
  const std::string link(ran.one_time[0].value.reveal());
  EXPECT_THAT(link, ::testing::StartsWith("https://back-demo.okta.com/"));
  EXPECT_THAT(boost::json::serialize(ran.output()), Not(HasSubstr(link)));
  EXPECT_THAT(boost::json::serialize(host::to_json(ran.line)), Not(HasSubstr(link)));
  EXPECT_TRUE(account("noah.fischer@back-demo.example").mails.empty());
}

TEST_F(Actions, S5_ActivatesByMailWithoutALink) {
  const auto ran = run("R-103", "activate", {{"delivery", "mail"}});
  EXPECT_EQ(ran.outcome, "done");
  EXPECT_TRUE(ran.one_time.empty());
  EXPECT_EQ(account("stella.nilsson@back-demo.example").mails.size(), 1u);
}

TEST_F(Actions, S3_ResetsMultifactorAndTheMenuForgetsIt) {
  EXPECT_THAT(offered("R-101"), Contains("reset_mfa"));
  EXPECT_THAT(offered("R-102"), Not(Contains("reset_mfa"))) << "no factor";
  std::string question;
  for (const auto& offer : host_->actions("erin", "R-101"))
    if (offer.id == "reset_mfa") question = offer.confirmation;
  EXPECT_THAT(question, HasSubstr("Okta Verify"));
  EXPECT_THAT(question, HasSubstr("Text message"));

  EXPECT_EQ(run("R-101", "reset_mfa").outcome, "done");
  EXPECT_TRUE(account(kDana).factors.empty());
  EXPECT_THAT(offered("R-101"), Not(Contains("reset_mfa")));
}

TEST_F(Actions, S4_ClearsSessionsWithBothChoicesSentExplicitly) {
  okta().change([](okta_emulator::State& state) {
    auto& dana = *state.find_user(kDana);
    dana.sessions = 2;
    dana.oauth_tokens = 3;
    dana.devices = 4;
  });
  const auto ran =
      run("R-101", "clear_sessions", {{"revoke_oauth_tokens", true}, {"forget_devices", false}});
  EXPECT_EQ(ran.outcome, "done");
  EXPECT_EQ(account(kDana).sessions, 0);
  EXPECT_EQ(account(kDana).oauth_tokens, 0);
  EXPECT_EQ(account(kDana).devices, 4);
  ASSERT_EQ(changes().size(), 1u);
  EXPECT_THAT(changes()[0], HasSubstr("oauthTokens=true"));
  EXPECT_THAT(changes()[0], HasSubstr("forgetDevices=false"));
}

TEST_F(Actions, S4_SendsBothChoicesAlsoWhenTheManifestsDefaultsAreTaken) {
  EXPECT_EQ(run("R-101", "clear_sessions").outcome, "done");
  ASSERT_EQ(changes().size(), 1u);
  EXPECT_THAT(changes()[0], HasSubstr("oauthTokens=false"));
  EXPECT_THAT(changes()[0], HasSubstr("forgetDevices=true"));
}

TEST_F(Actions, AHiddenActionExecutedAnywayIsRefusedWithoutAWrite) {
  const struct {
    const char* request;
    const char* action;
    boost::json::object input;
  } rows[] = {{"R-103", "suspend", {}},
              {"R-109", "suspend", {}},
              {"R-103", "deactivate", {}},
              {"R-101", "activate", {{"delivery", "mail"}}},
              {"R-102", "reset_mfa", {}}};
  for (const auto& row : rows) {
    const auto ran = run_blindly(row.request, row.action, row.input);
    EXPECT_THAT(ran.outcome, AnyOf("refused", "already")) << row.request << " " << row.action;
    EXPECT_THAT(boost::json::serialize(ran.output().at("summary")), Not(HasSubstr("null")));
  }
  EXPECT_TRUE(changes().empty());
}

TEST_F(Actions, SaysAlreadyAndSendsNothingWhenThereIsNothingToDo) {
  EXPECT_EQ(run("R-108", "suspend").outcome, "already");
  EXPECT_EQ(run("R-109", "deactivate").outcome, "already");
  EXPECT_TRUE(changes().empty());
}

TEST_F(Actions, RefusesToActOnWhatHasChangedSinceItWasSeen) {
  host_->requester("erin", "R-101");
  okta().change(
      [](okta_emulator::State& state) { state.find_user(kDana)->status = Status::locked_out; });
  const auto ran = run_blindly("R-101", "suspend");
  EXPECT_EQ(ran.outcome, "refused");
  EXPECT_EQ(ran.output().at("code"), "conflict");
  EXPECT_TRUE(changes().empty());
}

TEST_F(Actions, NeverExecutesTheSameKeyTwice) {
  host_->requester("erin", "R-101");
  for (int i = 0; i < 2; ++i) {
    host::Run what;
    what.actor = "erin";
    what.request = "R-101";
    what.action = "clear_sessions";
    what.input = {{"revoke_oauth_tokens", true}, {"forget_devices", true}};
    what.confirmed = true;
    what.key = "one-click";
    const auto ran = host_->run(std::move(what));
    EXPECT_EQ(ran.outcome, "done");
    EXPECT_EQ(ran.repeated, i == 1);
  }
  EXPECT_EQ(changes().size(), 1u);
}

TEST_F(Actions, S11_PostsOneLineToTheTimelineForEachAction) {
  run("R-101", "suspend");
  run("R-101", "suspend");
  const auto lines = host_->timeline("erin", "R-101");
  ASSERT_EQ(lines.size(), 2u);
  const auto& line = lines.front().outcome.at("outcome") == "done" ? lines.front() : lines.back();
  EXPECT_EQ(line.actor_name, "Erin Expert");
  EXPECT_EQ(line.action, "suspend");
  EXPECT_EQ(line.account, kDana);
  EXPECT_EQ(line.outcome.at("outcome"), "done");
  EXPECT_NE(fact(line.outcome, "before", "status"), fact(line.outcome, "after", "status"));
  const auto journal = okta().journal();
  EXPECT_EQ(line.outcome.at("request_ids").as_array().size(), 1u);
  restart();
  EXPECT_EQ(host_->timeline("erin", "R-101").size(), 2u);
}

TEST_F(Actions, EachRequestCarriesTheCorrelationIdInItsUserAgent) {
  const auto ran = run("R-101", "suspend");
  bool found = false;
  for (const auto& entry : okta().journal())
    if (entry.method == "POST")
      found = okta_emulator::header(entry.headers, "user-agent").find(ran.correlation) !=
              std::string_view::npos;
  EXPECT_TRUE(found) << ran.correlation;
}

// Lost answers over real TLS, for one action of each kind; tests/truth has all of them.
TEST_F(Actions, TellsTheTruthWhenTheAnswerIsLostBeforeOrAfterItWasApplied) {
  const struct {
    const char* request;
    const char* action;
    const char* login;
    boost::json::object input;
  } rows[] = {
      {"R-101", "suspend", kDana, {}},
      {"R-106", "reset_mfa", "liam.okafor@back-demo.example", {}},
  };
  const auto start = okta().snapshot();
  for (const auto& row : rows)
    for (const auto effect :
         {okta_emulator::Fault::Effect::close_before, okta_emulator::Fault::Effect::close_after}) {
      // Half a minute would pass before it is called failed.
      if (effect == okta_emulator::Fault::Effect::close_before && row.login == kDana) continue;
      okta().restore(start);
      const auto before = account(row.login);
      mark();
      okta_emulator::Fault fault;
      fault.method = "POST";
      fault.effect = effect;
      okta().add_fault(fault);
      const auto ran = run(row.request, row.action, row.input);
      okta().clear_faults();
      const auto after = account(row.login);
      const bool applied =
          before.status != after.status || before.factors.size() != after.factors.size();
      EXPECT_EQ(ran.outcome, applied ? "done" : "failed")
          << row.action << " effect " << static_cast<int>(effect) << " "
          << boost::json::serialize(ran.output());
      const std::size_t most = std::string_view(row.action) == "reset_mfa" ? 2 : 1;
      EXPECT_LE(changes().size(), most) << row.action;
    }
}

}  // namespace
}  // namespace back::e2e
