// Changes that are interrupted: by cancelling, by the deadline, by a lost answer, by kill -9. Each
// ends in the truth, and is applied at most once.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stop_token>
#include <thread>

#include "support/ledger_host.hpp"

namespace back::host::test {
namespace {

class Settling : public LedgerHost {
 protected:
  void SetUp() override { connection_ = connect(); }

  bool marked(const std::string& where) {
    return eventually([&] { return read_file(file_ + ".mark") == where; });
  }

  // Switches off on another thread and cancels where the vendor's script stops it.
  Ran run_and_cancel_at(const std::string& where) {
    std::stop_source stop;
    Ran ran;
    std::thread expert([&] { ran = run("switch_off", {}, stop.get_token()); });
    EXPECT_TRUE(marked(where));
    stop.request_stop();
    expert.join();
    return ran;
  }

  // Runs the action in a process of its own and kills it where the vendor's script stops it.
  void run_and_kill_at(const std::string& where) {
    host_.reset();
    const pid_t child = ::fork();
    if (child == 0) {
      ::execl(BACK_VICTIM, BACK_VICTIM, options_.home.c_str(), file_.c_str(), "switch_off",
              nullptr);
      ::_exit(127);
    }
    EXPECT_TRUE(marked(where));
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    script("");
    restart();
  }

  std::vector<TimelineLine> timeline() { return host_->timeline("erin", "R-1"); }
  std::string connection_;
};

TEST_F(Settling, ACancellationBeforeAnythingWasAnnouncedFailsForSure) {
  script("hold_before_note");
  const Ran ran = run_and_cancel_at("before_note");
  EXPECT_EQ(ran.outcome, "failed");
  EXPECT_EQ(text_of(ran.output(), "code"), "cancelled");
  EXPECT_EQ(applied(), 0u);
  EXPECT_EQ(host_->pending(), 0u);
}

TEST_F(Settling, ACancellationBeforeTheRequestIsReadBackAsNotApplied) {
  script("hold_before_send");
  const Ran ran = run_and_cancel_at("before_send");
  EXPECT_EQ(ran.outcome, "failed");
  EXPECT_TRUE(ran.settled);
  EXPECT_EQ(applied(), 0u);
}

TEST_F(Settling, ACancellationAfterTheRequestTellsThatItWasApplied) {
  script("hold_after_send lose_answer");
  const Ran ran = run_and_cancel_at("after_send");
  EXPECT_EQ(ran.outcome, "done");
  EXPECT_TRUE(ran.settled);
  EXPECT_EQ(applied(), 1u);
  ASSERT_EQ(timeline().size(), 1u);
  EXPECT_TRUE(timeline()[0].settled);
}

TEST_F(Settling, TheDeadlineIsHandledLikeACancellation) {
  script("hold_after_send lose_answer");
  host::Run late = what("switch_off");
  late.time = std::chrono::milliseconds(100);
  const Ran ran = host_->run(std::move(late));
  EXPECT_EQ(ran.outcome, "done");
  EXPECT_TRUE(ran.settled);
  EXPECT_EQ(applied(), 1u);
}

TEST_F(Settling, ALostAnswerIsReadBackAndTheRequestNotSentAgain) {
  script("lose_answer");
  const Ran ran = run("switch_off");
  EXPECT_EQ(ran.outcome, "done");
  EXPECT_TRUE(ran.settled);
  EXPECT_EQ(applied(), 1u);
}

TEST_F(Settling, WhatCannotBeReadBackIsUnknownUntilItCan) {
  script("lose_answer settle_down");
  const Ran ran = run("switch_off");
  EXPECT_EQ(ran.outcome, "unknown");
  EXPECT_TRUE(ran.pending);
  EXPECT_NE(text_of(ran.output(), "evidence").find("The ledger is closed."), std::string::npos);
  EXPECT_EQ(host_->pending(), 1u);
  ASSERT_EQ(timeline().size(), 1u);
  EXPECT_TRUE(timeline()[0].pending);

  EXPECT_TRUE(host_->settle_pending().at(0).pending) << "still closed";
  script("");
  restart();
  const auto settled = host_->settle_pending();
  ASSERT_EQ(settled.size(), 1u);
  EXPECT_FALSE(settled[0].pending);
  EXPECT_EQ(text_of(settled[0].line.outcome, "outcome"), "done");
  ASSERT_EQ(timeline().size(), 1u) << "one line for one action";
  EXPECT_FALSE(timeline()[0].pending);
  EXPECT_TRUE(timeline()[0].settled);
  EXPECT_EQ(host_->pending(), 0u);
  EXPECT_EQ(applied(), 1u);
}

TEST_F(Settling, AKeyThatWaitsToBeSettledIsNotExecutedAgain) {
  script("lose_answer settle_down");
  host::Run first = what("switch_off");
  first.key = "key-1";
  EXPECT_TRUE(host_->run(std::move(first)).pending);
  host::Run second = what("switch_off");
  second.key = "key-1";
  EXPECT_EQ(code_of([&] { host_->run(std::move(second)); }), "in_progress");
  EXPECT_EQ(applied(), 1u);
}

TEST_F(Settling, ACompletionAfterTheHostGaveUpIsRecorded) {
  script("hold_after_send stubborn settle_down");
  options_.grace = std::chrono::milliseconds(1);
  restart();
  // The plugin wakes up when it is cancelled, but the host has stopped waiting by then, or is about
  // to: either way it is told once, and truly.
  std::stop_source stop;
  const std::jthread once_it_is_sent([&] {
    EXPECT_TRUE(eventually([&] { return applied() == 1; }));
    stop.request_stop();
  });
  const Ran ran = host_->run(what("switch_off"), nullptr, stop.get_token());
  EXPECT_TRUE(ran.outcome == "done" || ran.outcome == "unknown") << ran.outcome;
  script("");
  EXPECT_TRUE(eventually([&] {
    host_->settle_pending();
    return host_->pending() == 0;
  }));
  ASSERT_EQ(timeline().size(), 1u);
  EXPECT_EQ(text_of(timeline()[0].outcome, "outcome"), "done");
  EXPECT_EQ(applied(), 1u);
}

TEST_F(Settling, ALateCompletionIsTheTruthOfAChangeThatWaitsToBeSettled) {
  script("hang settle_down");
  host::Run late = what("switch_off");
  late.time = std::chrono::milliseconds(100);
  EXPECT_TRUE(host_->run(std::move(late)).pending);
  EXPECT_EQ(host_->stuck_calls(), 1u);
  write_file(file_ + ".go", "go");
  EXPECT_TRUE(eventually([&] { return host_->pending() == 0; }));
  ASSERT_EQ(timeline().size(), 1u);
  EXPECT_EQ(text_of(timeline()[0].outcome, "outcome"), "done");
  EXPECT_FALSE(timeline()[0].settled) << "nobody had to read it back";
  EXPECT_EQ(host_->stuck_calls(), 0u);
}

TEST_F(Settling, AHostMayGoWhileAPluginHangs) {
  script("hang settle_down");
  host::Run late = what("switch_off");
  late.time = std::chrono::milliseconds(100);
  options_.grace = std::chrono::milliseconds(20);
  restart();
  EXPECT_TRUE(host_->run(std::move(late)).pending);
  host_.reset();
  EXPECT_EQ(log_.count(Level::kPluginMisbehaves, "stays open"), 1u);
  write_file(file_ + ".go", "go");  // completes a call of a host that is gone
  script("");
  restart();
  ASSERT_EQ(host_->settle_pending().size(), 1u);
  EXPECT_EQ(text_of(timeline().at(0).outcome, "outcome"), "done");
}

TEST_F(Settling, AfterAKillBetweenNoteAndRequestTellsThatNothingWasApplied) {
  script("hold_before_send");
  run_and_kill_at("before_send");
  EXPECT_EQ(host_->pending(), 1u);
  const auto settled = host_->settle_pending();
  ASSERT_EQ(settled.size(), 1u);
  EXPECT_EQ(text_of(settled[0].line.outcome, "outcome"), "failed");
  EXPECT_TRUE(settled[0].line.settled);
  EXPECT_EQ(applied(), 0u);
  EXPECT_EQ(timeline().size(), 1u);
  EXPECT_EQ(host_->pending(), 0u);
}

TEST_F(Settling, AfterAKillBehindTheRequestTellsThatItWasAppliedOnce) {
  script("hold_after_send");
  run_and_kill_at("after_send");
  const auto settled = host_->settle_pending();
  ASSERT_EQ(settled.size(), 1u);
  EXPECT_EQ(text_of(settled[0].line.outcome, "outcome"), "done");
  EXPECT_EQ(settled[0].line.actor, "erin");
  EXPECT_EQ(applied(), 1u);
  EXPECT_TRUE(host_->settle_pending().empty());
  EXPECT_EQ(run("switch_off").outcome, "already");
  EXPECT_EQ(applied(), 1u);
}

TEST_F(Settling, AfterAKillBeforeTheNoteNothingIsAskedAndNothingWasSent) {
  script("hold_before_note");
  run_and_kill_at("before_note");
  script("settle_down");  // would be noticed
  const auto settled = host_->settle_pending();
  ASSERT_EQ(settled.size(), 1u);
  EXPECT_EQ(text_of(settled[0].line.outcome, "outcome"), "failed");
  EXPECT_EQ(text_of(settled[0].line.outcome, "code"), "interrupted");
  EXPECT_EQ(applied(), 0u);
}

TEST_F(Settling, LeavesAloneWhatAnotherProcessIsStillWorkingOn) {
  script("hold_before_send");
  std::stop_source stop;
  std::thread expert([&] { run("switch_off", {}, stop.get_token()); });
  ASSERT_TRUE(marked("before_send"));
  {
    KeptLog other_log;
    Host other(options_, directory_, other_log.log());
    EXPECT_EQ(other.pending(), 1u);
    EXPECT_TRUE(other.settle_pending().empty());
    EXPECT_EQ(code_of([&] { other.disconnect("erin", connection_); }), "in_progress");
  }
  stop.request_stop();
  expert.join();
  EXPECT_EQ(timeline().size(), 1u);
}

TEST_F(Settling, BeforeDisconnectingIsTheLastChance) {
  script("lose_answer settle_down");
  EXPECT_TRUE(run("switch_off").pending);
  host_->disconnect("erin", connection_);
  EXPECT_EQ(host_->pending(), 0u);
  ASSERT_EQ(timeline().size(), 1u);
  EXPECT_EQ(text_of(timeline()[0].outcome, "outcome"), "unknown");
  EXPECT_FALSE(timeline()[0].pending);
}

}  // namespace
}  // namespace back::host::test
