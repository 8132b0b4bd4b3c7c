// Running actions: the gate, the confirmation, the outcome, the timeline, the same key twice.
#include <gtest/gtest.h>

#include <thread>

#include "support/ledger_host.hpp"

namespace back::host::test {
namespace {

class Actions : public LedgerHost {
 protected:
  void SetUp() override { connection_ = connect(); }
  std::vector<TimelineLine> timeline() { return host_->timeline("erin", "R-1"); }
  std::string connection_;
};

TEST_F(Actions, ChangeSomethingAndPostOneLine) {
  const Ran ran = run("switch_off", {{"reason", "holiday"}});
  EXPECT_EQ(ran.outcome, "done");
  EXPECT_EQ(applied(), 1u);
  ASSERT_EQ(timeline().size(), 1u);
  const TimelineLine line = timeline()[0];
  EXPECT_EQ(line.actor_name, "Erin Expert");
  EXPECT_EQ(line.action_title, "Switch off");
  EXPECT_EQ(line.integration, "Ledger");
  EXPECT_EQ(line.account, "acc-1@ledger.example");
  EXPECT_EQ(line.requester, "dana@example.com");
  EXPECT_EQ(text_of(line.outcome, "outcome"), "done");
  EXPECT_EQ(json::canonical(line.outcome.at("before")),
            R"([{"id":"status","label":"Status","value":"on"}])");
  EXPECT_EQ(json::canonical(line.outcome.at("after")),
            R"([{"id":"status","label":"Status","value":"off"}])");
  EXPECT_EQ(json::canonical(line.outcome.at("request_ids")), R"(["req-7"])");
  EXPECT_FALSE(line.settled);
  EXPECT_EQ(line.correlation, ran.correlation);
  EXPECT_EQ(json::parse(to_text(line)), to_json(line));
  restart();
  EXPECT_TRUE(timeline().at(0) == line) << to_text(timeline().at(0));
}

TEST_F(Actions, SayWhenThereWasNothingToDo) {
  EXPECT_EQ(run("switch_on").outcome, "already");
  EXPECT_EQ(applied(), 0u);
}

TEST_F(Actions, ThatDisruptNeedToBeConfirmed) {
  host::Run unconfirmed = what("switch_off");
  unconfirmed.confirmed = false;
  EXPECT_EQ(sentence_of([&] { host_->run(std::move(unconfirmed)); }),
            "Really switch the account off?");
  view();
  host::Run again = what("switch_off");
  again.confirmed = false;
  EXPECT_EQ(sentence_of([&] { host_->run(std::move(again)); }),
            "Really switch the account off? Two sessions will end.");
  host::Run harmless = what("switch_on");
  harmless.confirmed = false;
  EXPECT_EQ(host_->run(std::move(harmless)).outcome, "already");
  EXPECT_EQ(applied(), 0u);
}

TEST_F(Actions, TellWhatTheyWouldDoBeforeTheyAreRun) {
  ActionPlan plan = host_->plan("erin", "R-1", "", "switch_off");
  EXPECT_EQ(plan.connection, connection_);
  EXPECT_EQ(plan.action->title, "Switch off");
  EXPECT_EQ(plan.confirmation, "Really switch the account off?");
  EXPECT_EQ(plan.account_login, "") << "this expert has not looked yet";
  view();
  plan = host_->plan("erin", "R-1", "", "switch_off");
  EXPECT_EQ(plan.confirmation, "Really switch the account off? Two sessions will end.");
  EXPECT_EQ(plan.account_login, "acc-1@ledger.example");
  EXPECT_EQ(host_->plan("erin", "R-1", "", "switch_on").confirmation, "");
  EXPECT_EQ(code_of([&] { host_->plan("hana", "R-1", "", "switch_off"); }), "not_member");
  EXPECT_EQ(code_of([&] { host_->plan("erin", "R-1", "", "fly"); }), "unknown_action");
}

TEST_F(Actions, ActOnTheAccountThatWasPicked) {
  script("several");
  host_->pick("erin", "R-1", "", "acc-2");
  EXPECT_EQ(run("switch_off").line.account, "acc-2@ledger.example");
}

TEST_F(Actions, AreRefusedOutsideTheManifest) {
  EXPECT_EQ(code_of([&] { run("delete_everything"); }), "unknown_action");
  host::Run named = what("delete_everything");
  named.connection = connection_;
  EXPECT_EQ(code_of([&] { host_->run(std::move(named)); }), "unknown_action");
  EXPECT_EQ(code_of([&] { run("switch_off", {{"reason", 7}}); }), "invalid_input");
  EXPECT_EQ(code_of([&] {
              run("switch_off", {{"reason", std::string(41, 'x')}});
            }),
            "invalid_input");
  EXPECT_EQ(code_of([&] { run("switch_off", {{"force", true}}); }), "invalid_input");
  EXPECT_EQ(code_of([&] {
              run("make_link", {{"pin", "1234"}});
            }),
            "invalid_input")
      << "a secret is not an input";
  EXPECT_TRUE(timeline().empty());
}

TEST_F(Actions, CarryWhatTheExpertSaw) {
  view();
  write_file(file_, "off\n");  // somebody else was faster
  write_file(file_, "off\non\noff\n");
  script("");
  const Ran ran = run("switch_on");
  EXPECT_EQ(ran.outcome, "refused");
  EXPECT_EQ(text_of(ran.output(), "code"), "conflict");
  EXPECT_EQ(applied(), 3u);
  // What was seen is spent: the next one acts on what is read then.
  EXPECT_EQ(run("switch_on").outcome, "done");
}

TEST_F(Actions, GiveOneTimeSecretsThatAreNeverStored) {
  host::Run link = what("make_link");
  link.secrets.push_back({"pin", Secret("123456")});
  link.key = "link-1";
  const Ran ran = host_->run(std::move(link));
  ASSERT_EQ(ran.one_time.size(), 1u);
  EXPECT_EQ(ran.one_time[0].value.reveal(), "https://ledger.example/once/1");
  host::Run again = what("make_link");
  again.key = "link-1";
  const Ran repeated = host_->run(std::move(again));
  EXPECT_TRUE(repeated.repeated);
  EXPECT_TRUE(repeated.one_time.empty());
  host_.reset();
  for (const std::string name : {"/back-host.sqlite", "/back-host.sqlite-wal"}) {
    EXPECT_EQ(read_file(options_.home + name).find("ledger.example/once"), std::string::npos);
    EXPECT_EQ(read_file(options_.home + name).find("123456"), std::string::npos);
  }
  EXPECT_EQ(log_.text().find("ledger.example/once"), std::string::npos);
}

TEST_F(Actions, OfOneKeyAreExecutedOnce) {
  host::Run first = what("switch_off");
  first.key = "key-1";
  EXPECT_FALSE(host_->run(std::move(first)).repeated);
  write_file(file_, "");  // on again: a second execution would be applied
  restart();
  host::Run second = what("switch_off");
  second.key = "key-1";
  const Ran repeated = host_->run(std::move(second));
  EXPECT_TRUE(repeated.repeated);
  EXPECT_EQ(repeated.outcome, "done");
  EXPECT_EQ(applied(), 0u);
  const auto code_for = [&](host::Run other) {
    other.key = "key-1";
    return code_of([&] { host_->run(std::move(other)); });
  };
  EXPECT_EQ(code_for(what("switch_on")), "key_used");
  EXPECT_EQ(code_for(what("switch_off", {{"reason", "holiday"}})), "key_used");
  host::Run of_another = what("switch_off");
  of_another.actor = "omar";
  EXPECT_EQ(code_for(std::move(of_another)), "key_used");
  host::Run strange = what("switch_on");
  strange.key = "a\nb";
  EXPECT_EQ(code_of([&] { host_->run(std::move(strange)); }), "invalid_input");
  EXPECT_EQ(timeline().size(), 1u);
}

TEST_F(Actions, OfOneKeyAreExecutedOnceAlsoAtTheSameTime) {
  std::vector<std::thread> threads;
  std::atomic<int> executed{0};
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      host::Run run = what("switch_off");
      run.key = "key-2";
      try {
        if (!host_->run(std::move(run)).repeated) ++executed;
      } catch (const Refused& refused) {
        EXPECT_EQ(refused.code(), "in_progress");
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(executed, 1);
  EXPECT_EQ(applied(), 1u);
}

TEST_F(Actions, ThatTheVendorForbidsAreRefusedWithItsSentence) {
  script("forbidden");
  const Ran ran = run("switch_off");
  EXPECT_EQ(ran.outcome, "refused");
  EXPECT_EQ(text_of(ran.output(), "code"), "forbidden");
  EXPECT_EQ(text_of(ran.output(), "summary"), "The token may not switch accounts.");
  EXPECT_EQ(timeline().size(), 1u);
}

TEST_F(Actions, OfADefectivePluginFailHonestly) {
  script("broken");
  const Ran ran = run("switch_off");
  EXPECT_EQ(ran.outcome, "failed") << "there is no note, so nothing was sent";
  EXPECT_EQ(text_of(ran.output(), "code"), "bad_output");
  EXPECT_EQ(log_.count(Level::kPluginMisbehaves, "not what the interface says"), 1u);
}

TEST_F(Actions, TurnAConnectionWithADeadTokenIntoReconnectNeeded) {
  script("dead");
  EXPECT_EQ(run("switch_off").outcome, "failed");
  EXPECT_EQ(host_->connection("erin", connection_).status, ConnectionStatus::kReconnectNeeded);
}

TEST_F(Actions, TimelinesAreForTheTeamAndAdmins) {
  run("switch_off");
  EXPECT_EQ(host_->timeline("omar", "R-1").size(), 1u);
  EXPECT_EQ(host_->timeline("erin", "R-3").size(), 0u) << "an admin of another team may look";
  EXPECT_EQ(code_of([&] { host_->timeline("hana", "R-1"); }), "not_member");
  EXPECT_EQ(code_of([&] { host_->timeline("omar", "R-2"); }), "own_request");
  EXPECT_EQ(code_of([&] { host_->timeline("dana", "R-1"); }), "unknown_expert");
}

}  // namespace
}  // namespace back::host::test
