// Intents: nothing is sent before its note is durable, and nothing at all once the call has been
// cancelled.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "support/stage.hpp"

namespace back::host::test {
namespace {

class Intent : public ::testing::TestWithParam<const char*> {
 protected:
  PuppetStage stage_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Call, Intent, ::testing::Values("puppet", "blocking_puppet"));

TEST_P(Intent, SendsOnlyAfterItsNoteIsKept) {
  std::atomic<int> notes{0};
  std::thread scribe;
  Question question = PuppetStage::question("intent", BACK_KIND_EXECUTE);
  question.keep_note = [&](const std::string& note, std::function<void(bool)> then) {
    EXPECT_EQ(note, R"({"step":"1","target":"t","before":{}})");
    scribe = std::thread([&notes, then = std::move(then)] {
      ++notes;
      then(true);
    });
  };
  const Answer answer = stage_.ask(std::move(question));
  scribe.join();
  EXPECT_EQ(answer.output, R"({"sent":true})");
  EXPECT_EQ(notes, 1);
}

TEST_P(Intent, SendsNothingIfItsNoteIsNotKept) {
  std::thread scribe;
  Question question = PuppetStage::question("intent", BACK_KIND_EXECUTE);
  question.grace = std::chrono::seconds(20);
  question.keep_note = [&](const std::string&, std::function<void(bool)> then) {
    scribe = std::thread([then = std::move(then)] { then(false); });
  };
  const Answer answer = stage_.ask(std::move(question));
  scribe.join();
  EXPECT_EQ(answer.status, BACK_CANCELLED);
  EXPECT_EQ(stage_.log.count(Level::kError, "could not be stored"), 1u);
}

TEST_P(Intent, IsAnsweredByItselfWhenItsNoteIsKeptAtOnce) {
  Question question = PuppetStage::question("intent", BACK_KIND_EXECUTE);
  question.keep_note = [](const std::string&, const std::function<void(bool)>& then) {
    then(true);
  };
  const std::size_t proceeds = stage_.strings().proceeds();
  EXPECT_EQ(stage_.ask(std::move(question)).output, R"({"sent":true})");
  EXPECT_EQ(stage_.strings().last_intent(), BACK_PROCEED);
  EXPECT_TRUE(stage_.stage->knocker.idle_within(std::chrono::seconds(10)));
  EXPECT_EQ(stage_.strings().proceeds(), proceeds);
}

TEST_P(Intent, StopsByItselfWhenItsNoteCannotBeKeptAtOnce) {
  Question question = PuppetStage::question("intent", BACK_KIND_EXECUTE);
  question.keep_note = [](const std::string&, const std::function<void(bool)>& then) {
    then(false);
  };
  EXPECT_EQ(stage_.ask(std::move(question)).status, BACK_CANCELLED);
  EXPECT_EQ(stage_.strings().last_intent(), BACK_STOP);
  EXPECT_EQ(stage_.log.count(Level::kError, "could not be stored"), 1u);
}

TEST_P(Intent, SendsNothingIfCancelledWhileItsNoteIsWritten) {
  std::function<void(bool)> written;
  std::atomic<bool> waiting{false};
  Question question = PuppetStage::question("intent", BACK_KIND_EXECUTE);
  question.grace = std::chrono::seconds(20);
  question.keep_note = [&](const std::string&, std::function<void(bool)> then) {
    written = std::move(then);
    waiting = true;
    ring();
  };
  const auto call = begin_awaited(*stage_.connection, std::move(question));
  ASSERT_TRUE(eventually([&] { return waiting.load(); }));
  const std::size_t proceeds = stage_.strings().proceeds();
  call->cancel();
  const Answer answer = call->wait();
  written(true);  // durable after all, but nobody waits any more
  EXPECT_EQ(answer.status, BACK_CANCELLED);
  EXPECT_TRUE(stage_.stage->knocker.idle_within(std::chrono::seconds(10)));
  EXPECT_EQ(stage_.strings().proceeds(), proceeds);
}

TEST(IntentOfOneCall, IsNotAnsweredOnceTheCallIsCancelledEvenIfThePluginTakesNoNotice) {
  PuppetStage stage;
  std::function<void(bool)> written;
  std::atomic<bool> waiting{false};
  Question question = PuppetStage::question("insist", BACK_KIND_EXECUTE);
  question.keep_note = [&](const std::string&, std::function<void(bool)> then) {
    written = std::move(then);
    waiting = true;
    ring();
  };
  const auto call = begin_awaited(*stage.connection, std::move(question));
  ASSERT_TRUE(eventually([&] { return waiting.load(); }));
  const std::size_t proceeds = stage.strings().proceeds();
  call->cancel();
  written(true);
  EXPECT_TRUE(call->wait().given_up);
  EXPECT_TRUE(stage.stage->knocker.idle_within(std::chrono::seconds(10)));
  EXPECT_EQ(stage.strings().proceeds(), proceeds);
  stage.ask("give_in");
}

TEST_P(Intent, GoesAheadAtOnceWhereNoJournalIsKept) {
  EXPECT_EQ(stage_.ask("intent", BACK_KIND_EXECUTE).output, R"({"sent":true})");
  EXPECT_EQ(stage_.strings().last_intent(), BACK_PROCEED);
}

struct BadIntent {
  const char* call;
  int kind;
  const char* logged;
};

TEST_P(Intent, IsToldToStopWhenItsIntentIsAgainstTheRules) {
  const BadIntent cases[] = {
      {"intent", BACK_KIND_QUERY, "may only read"},
      {"intent", BACK_KIND_SETTLE, "may only read"},
      {"bad_note", BACK_KIND_EXECUTE, "not a JSON object"},
      {"big_note", BACK_KIND_EXECUTE, "larger than allowed"},
  };
  for (const auto& bad : cases) {
    std::atomic<int> notes{0};
    Question question = PuppetStage::question(bad.call, bad.kind);
    question.keep_note = [&](const std::string&, const std::function<void(bool)>&) { ++notes; };
    EXPECT_EQ(stage_.ask(std::move(question)).status, BACK_CANCELLED) << bad.call;
    EXPECT_EQ(stage_.strings().last_intent(), BACK_STOP) << bad.call;
    EXPECT_GE(stage_.log.count(Level::kPluginMisbehaves, bad.logged), 1u) << bad.logged;
    EXPECT_EQ(notes, 0);
  }
}

TEST(IntentOfOneCall, RefusesASecondNoteBeforeTheFirstIsAnswered) {
  PuppetStage stage;
  std::function<void(bool)> first;
  std::atomic<int> notes{0};
  Question question = PuppetStage::question("two_notes", BACK_KIND_EXECUTE);
  question.keep_note = [&](const std::string&, std::function<void(bool)> then) {
    first = std::move(then);
    ++notes;
  };
  const auto call = begin_awaited(*stage.connection, std::move(question));
  ASSERT_TRUE(eventually(
      [&] { return stage.log.count(Level::kPluginMisbehaves, "before the last one") == 1; }));
  first(true);
  EXPECT_EQ(call->wait().output, R"({"sent":true})");
  EXPECT_EQ(notes, 1);
}

TEST_P(Intent, SurvivesNotesCancellationsAndCompletionsAllAtOnce) {
  Crew scribe(1);
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 4; ++caller) {
    callers.emplace_back([&, caller] {
      for (int round = 0; round < 100; ++round) {
        Question question = PuppetStage::question("intent", BACK_KIND_EXECUTE);
        question.grace = std::chrono::seconds(20);
        question.keep_note = [&](const std::string&, std::function<void(bool)> then) {
          scribe.post([then = std::move(then)] { then(true); });
        };
        const auto call = begin_awaited(*stage_.connection, std::move(question));
        if ((round + caller) % 3 == 0) call->cancel();
        const Answer answer = call->wait();
        EXPECT_TRUE(answer.status == BACK_OK || answer.status == BACK_CANCELLED);
        EXPECT_FALSE(answer.given_up);
      }
    });
  }
  for (auto& caller : callers) caller.join();
  EXPECT_EQ(stage_.log.count(Level::kPluginMisbehaves, ""), 0u);
}

}  // namespace
}  // namespace back::host::test
