// The rules of a call, L1 - L7 of back/plugin.h, each with every way to break it and every awkward
// way to keep it. The host recognises what is wrong, says so, survives, and serves everybody else.
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "support/rogue_stage.hpp"

namespace back::host::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

enum class Stop { kNone, kCancel, kDeadline };
enum class Ends { kAtOnce, kWhenLetGo, kNever };
enum class Which { kBoth, kAsynchronous, kBlocking };

struct Case {
  const char* name;  // rule and deed
  const char* word;  // of rogue_deeds.cpp
  int kind;
  Stop stop;
  int status;  // as the caller is told
  bool given_up;
  Ends ends;                        // whether the plugin completes it at all
  std::vector<const char*> logged;  // "plugin misbehaves", parts of the sentences; no others
  Which which = Which::kBoth;
};

constexpr const char* kNotInTime = "has not completed a call in time";
constexpr const char* kLate = "after the host had stopped waiting";
constexpr const char* kTwice = "completed a call twice";
constexpr const char* kThrew = "let an exception out";
constexpr int kQuery = BACK_KIND_QUERY;
constexpr int kExecute = BACK_KIND_EXECUTE;

// clang-format off
const Case kCases[] = {
    // Legal, and said nothing about.
    {"L1_ReadsItsCallLongAfterStart", "reads_late", kQuery, Stop::kNone, BACK_OK, false, Ends::kWhenLetGo, {}},
    {"L1_ReadsItsCallAfterTheHostGaveUp", "reads_late", kQuery, Stop::kDeadline, BACK_DEADLINE, true, Ends::kWhenLetGo, {kNotInTime, kLate}},
    {"L2_DoneInsideStart", "done_in_start", kQuery, Stop::kNone, BACK_OK, false, Ends::kAtOnce, {}},
    {"L2_DoneInsideCancel", "waits", kQuery, Stop::kCancel, BACK_CANCELLED, false, Ends::kAtOnce, {}},
    {"L2_DoneInsideCancelAtTheDeadline", "waits", kQuery, Stop::kDeadline, BACK_DEADLINE, false, Ends::kAtOnce, {}},
    {"L2_DoneInsideProceed", "announces", kExecute, Stop::kNone, BACK_OK, false, Ends::kAtOnce, {}},
    {"L2_DoneOnAThreadOfItsOwn", "done_on_thread", kQuery, Stop::kNone, BACK_OK, false, Ends::kAtOnce, {}},
    {"L3_LockHeldOverDoneInsideStart", "locked_in_start", kQuery, Stop::kNone, BACK_OK, false, Ends::kAtOnce, {}},
    {"L3_LockHeldOverDoneInsideCancel", "waits_locked", kQuery, Stop::kCancel, BACK_CANCELLED, false, Ends::kAtOnce, {}},
    {"L3_LockHeldOverIntentAndDoneInsideProceed", "announces_locked", kExecute, Stop::kNone, BACK_OK, false, Ends::kAtOnce, {}},
    {"L3_LockHeldOverDoneOnAThread", "locked_on_thread", kQuery, Stop::kNone, BACK_OK, false, Ends::kAtOnce, {}},
    {"L5_ThreadStillOnItsWayOutWhenClosed", "lingers_after_done", kQuery, Stop::kNone, BACK_OK, false, Ends::kAtOnce, {}},
    // Forbidden.
    {"L2_DoneTwice", "twice", kQuery, Stop::kNone, BACK_OK, false, Ends::kAtOnce, {kTwice}},
    {"L2_DoneOnTwoThreadsAtOnce", "twice_at_once", kQuery, Stop::kNone, BACK_OK, false, Ends::kAtOnce, {kTwice}},
    {"L2_DoneAgainMuchLater", "twice_later", kQuery, Stop::kNone, BACK_OK, false, Ends::kAtOnce, {kTwice}},
    {"L2_CallUsedAfterDone", "after_done", kQuery, Stop::kNone, BACK_OK, false, Ends::kAtOnce, {"reported progress of a call it had completed", "announced a change in a call it had completed"}},
    {"L2_DoneWithoutAResult", "no_result", kQuery, Stop::kNone, BACK_INTERNAL, false, Ends::kAtOnce, {"without a result"}},
    {"L2_DoneWithAnEmptyResult", "empty_result", kQuery, Stop::kNone, BACK_INTERNAL, false, Ends::kAtOnce, {"without a result"}},
    {"L2_DoneWithWildPointersAndCodes", "wild_result", kQuery, Stop::kNone, 4711, false, Ends::kAtOnce, {}},
    {"L3_HostFunctionsMisused", "misuses_host", kQuery, Stop::kNone, BACK_OK, false, Ends::kAtOnce, {}},
    {"L4_CancelIgnored", "never", kQuery, Stop::kCancel, BACK_CANCELLED, true, Ends::kNever, {kNotInTime}},
    {"L6_NeverDone", "never", kQuery, Stop::kDeadline, BACK_DEADLINE, true, Ends::kNever, {kNotInTime}},
    {"L6_ChangeNeverDone", "never", kExecute, Stop::kDeadline, BACK_DEADLINE, true, Ends::kNever, {kNotInTime}},
    {"L6_LateDone", "holds", kQuery, Stop::kDeadline, BACK_DEADLINE, true, Ends::kWhenLetGo, {kNotInTime, kLate}},
    {"L6_LateDoneAfterCancel", "holds", kExecute, Stop::kCancel, BACK_CANCELLED, true, Ends::kWhenLetGo, {kNotInTime, kLate}},
    {"L6_LateDoneTwice", "late_twice", kQuery, Stop::kDeadline, BACK_DEADLINE, true, Ends::kWhenLetGo, {kNotInTime, kLate, kTwice}},
    {"L7_ThrowsInStart", "throws_lost", kQuery, Stop::kNone, BACK_INTERNAL, true, Ends::kNever, {kThrew, kNotInTime}},
    {"L7_ThrowsInStartOfAChange", "throws_lost", kExecute, Stop::kNone, BACK_INTERNAL, true, Ends::kNever, {kThrew, kNotInTime}},
    {"L7_ThrowsInStartAfterDone", "throws_after_done", kQuery, Stop::kNone, BACK_OK, false, Ends::kAtOnce, {kThrew}},
    {"L7_ThrowsInStartAndAnotherThreadGoesOn", "throws_and_goes_on", kExecute, Stop::kNone, BACK_INTERNAL, true, Ends::kWhenLetGo, {kThrew, kNotInTime, kLate}},
    {"L7_ThrowsInCancel", "throws_when_told", kQuery, Stop::kCancel, BACK_CANCELLED, true, Ends::kNever, {kThrew, kNotInTime}},
    {"L7_ThrowsInProceed", "throws_when_allowed", kExecute, Stop::kDeadline, BACK_DEADLINE, true, Ends::kNever, {kThrew, kNotInTime}, Which::kAsynchronous},
    {"L7_ThrowsInStartAfterIntent", "throws_when_allowed", kExecute, Stop::kNone, BACK_INTERNAL, true, Ends::kNever, {kThrew, kNotInTime}, Which::kBlocking},
    {"L7_EndsAThreadOfTheHost", "ends_the_thread", kQuery, Stop::kDeadline, BACK_DEADLINE, true, Ends::kNever, {"ended a thread", kNotInTime}},
};
// clang-format on

class Rule : public ::testing::TestWithParam<std::tuple<const char*, Case>> {
 protected:
  static Question asked(const Case& one, Crew& scribe) {
    Question question = RogueStage::question(one.word, one.kind);
    question.input = R"({"of":"the call"})";
    question.context = R"({"who":"erin"})";
    question.correlation = "corr";
    question.idempotency = "key";
    question.secrets.push_back({"pin", Secret("1234")});
    if (one.stop == Stop::kDeadline) question.time = milliseconds(40);
    if (!one.given_up) question.grace = seconds(20);
    question.keep_note = [&scribe](const std::string&, std::function<void(bool)> then) {
      scribe.post([then = std::move(then)] { then(true); });
    };
    return question;
  }

  // Other calls, on this connection and on others, are answered as if nothing were wrong.
  static void expect_others_served(const OpenPtr& same, const OpenPtr& other) {
    EXPECT_EQ(begin_awaited(*same, RogueStage::question("done_in_start"))->wait().status, BACK_OK);
    EXPECT_EQ(begin_awaited(*other, RogueStage::question("done_on_thread"))->wait().status,
              BACK_OK);
  }

  // Calls that the plugin has taken note of.
  std::size_t at_work() const {
    return rogue_.strings().registered() + rogue_.strings().lost() + rogue_.strings().held();
  }

  void expect_logged(const Case& one) {
    EXPECT_TRUE(eventually(
        [&] { return rogue_.log.count(Level::kPluginMisbehaves, "") >= one.logged.size(); }));
    for (const char* sentence : one.logged)
      EXPECT_EQ(rogue_.log.count(Level::kPluginMisbehaves, sentence), 1u) << sentence;
    EXPECT_EQ(rogue_.log.count(Level::kPluginMisbehaves, ""), one.logged.size())
        << rogue_.log.text();
  }

  // A connection with a call that never ended is never closed (L6), until the call has ended.
  void expect_kept_open(const OpenPtr& connection) {
    EXPECT_FALSE(connection->close(milliseconds(20)));
    EXPECT_EQ(rogue_.log.count(Level::kPluginMisbehaves, "stays open"), 1u);
    EXPECT_EQ(rogue_.strings().lost(), 1u);
    rogue_.strings().finish_lost();
    EXPECT_TRUE(eventually([&] { return rogue_.log.count(Level::kPluginMisbehaves, kLate) == 1; }));
  }

  RogueStage rogue_{std::get<0>(GetParam())};
};

INSTANTIATE_TEST_SUITE_P(Plugin, Rule,
                         ::testing::Combine(::testing::Values("rogue", "blocking_rogue"),
                                            ::testing::ValuesIn(kCases)),
                         [](const auto& about) {
                           return std::string(std::get<1>(about.param).name) + "_" +
                                  std::get<0>(about.param);
                         });

TEST_P(Rule, IsWatchedAndEverybodyElseServed) {
  const auto& [plugin, one] = GetParam();
  const bool blocking = std::string_view(plugin) == "blocking_rogue";
  if (one.which == (blocking ? Which::kAsynchronous : Which::kBlocking)) return;
  Crew scribe(1);
  const OpenPtr same = rogue_.open();
  const OpenPtr other = rogue_.open();
  Question held = RogueStage::question("holds");
  held.input = R"({"of":"another call"})";
  const AwaitedPtr bystander = begin_awaited(*other, std::move(held));
  ASSERT_TRUE(eventually([&] { return rogue_.strings().held() == 1; }));

  const std::size_t before = at_work();
  // An intent that waits needs another thread; any other is answered once start has returned, so that
  // proceed is called.
  Crew& answering = blocking ? scribe : rogue_.stage->knocker;
  const AwaitedPtr call = begin_awaited(*same, asked(one, answering));
  if (one.ends == Ends::kWhenLetGo && !one.given_up) {
    ASSERT_TRUE(eventually([&] { return rogue_.strings().held() == 2; }));
    expect_others_served(same, other);
    rogue_.strings().let_go();
  }
  if (one.stop == Stop::kCancel) {
    ASSERT_TRUE(eventually([&] { return at_work() > before; }));
    call->cancel();
  }
  const Answer answer = call->wait();
  EXPECT_EQ(answer.status, one.status);
  EXPECT_EQ(answer.given_up, one.given_up);
  EXPECT_EQ(answer.given_up && answer.person.empty(), false);
  expect_others_served(same, other);

  rogue_.strings().let_go();
  EXPECT_EQ(bystander->wait().output, R"({"of":"another call"})");
  expect_logged(one);
  const std::size_t open = rogue_.strings().connections();
  if (one.ends == Ends::kNever) expect_kept_open(same);
  EXPECT_TRUE(same->close(seconds(10)));
  EXPECT_TRUE(other->close(seconds(10)));
  EXPECT_EQ(rogue_.strings().connections(), open - 2);
  EXPECT_EQ(rogue_.strings().threads(), 0u);
  EXPECT_EQ(same->stuck(), 0u);
}

class RuleOfEvery : public ::testing::TestWithParam<const char*> {
 protected:
  RogueStage rogue_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Plugin, RuleOfEvery, ::testing::Values("rogue", "blocking_rogue"));

TEST_P(RuleOfEvery, L2_ASecondDoneInsideCloseIsRecognised) {
  const OpenPtr connection = rogue_.open(R"({"x":"twice_in_close"})");
  EXPECT_EQ(begin_awaited(*connection, RogueStage::question("done_in_start"))->wait().status,
            BACK_OK);
  EXPECT_TRUE(connection->close(seconds(10)));
  EXPECT_EQ(rogue_.log.count(Level::kPluginMisbehaves, kTwice), 1u);
}

TEST_P(RuleOfEvery, L6_ManyCallsNeverDoneAskForANewProcess) {
  const OpenPtr connection = rogue_.open();
  std::vector<AwaitedPtr> calls;
  for (int i = 0; i < 16; ++i) {
    Question question = RogueStage::question("never");
    question.time = milliseconds(20);
    calls.push_back(begin_awaited(*connection, std::move(question)));
  }
  for (const auto& call : calls) EXPECT_TRUE(call->wait().given_up);
  EXPECT_TRUE(eventually(
      [&] { return rogue_.log.count(Level::kError, "Many calls hang in this plugin") == 1; }));
  EXPECT_EQ(connection->stuck(), 16u);
  rogue_.strings().finish_lost();
  EXPECT_EQ(connection->stuck(), 0u);
}

TEST_P(RuleOfEvery, L7_AfterAnExceptionNothingMayBeSent) {
  const OpenPtr connection = rogue_.open();
  std::atomic<int> notes{0};
  Question question = RogueStage::question("throws_and_goes_on", BACK_KIND_EXECUTE);
  question.keep_note = [&](const std::string&, const std::function<void(bool)>&) { ++notes; };
  EXPECT_TRUE(begin_awaited(*connection, std::move(question))->wait().given_up);
  rogue_.strings().let_go();  // its other thread announces a change now
  EXPECT_EQ(rogue_.strings().last_intent(), BACK_STOP);
  EXPECT_EQ(notes, 0);
}

}  // namespace
}  // namespace back::host::test
