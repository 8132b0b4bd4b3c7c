// The life of a call, L1 - L7 of back/plugin.h, with plugins that keep the rules and plugins that
// do not.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "support/stage.hpp"

namespace back::host::test {
namespace {

using std::chrono::milliseconds;

class EveryKindOfPlugin : public ::testing::TestWithParam<const char*> {
 protected:
  PuppetStage stage_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Call, EveryKindOfPlugin, ::testing::Values("puppet", "blocking_puppet"));

TEST_P(EveryKindOfPlugin, MayCompleteACallInsideStart) {
  const Answer answer = stage_.ask("inline");
  EXPECT_EQ(answer.status, BACK_OK);
  EXPECT_EQ(answer.output, R"({"inline":true})");
  EXPECT_FALSE(answer.given_up);
}

TEST_P(EveryKindOfPlugin, MayCompleteACallOnAThreadOfItsOwn) {
  EXPECT_EQ(stage_.ask("thread").output, R"({"thread":true})");
}

TEST_P(EveryKindOfPlugin, MayAnswerWithTheCallsOwnMemory) {
  Question question = PuppetStage::question("input");
  question.input = R"({"of":"the call"})";
  EXPECT_EQ(stage_.ask(std::move(question)).output, R"({"of":"the call"})");
}

TEST_P(EveryKindOfPlugin, SeesEverythingThatIsAsked) {
  Question question = PuppetStage::question("echo", BACK_KIND_EXECUTE);
  question.priority = BACK_BACKGROUND;
  question.input = R"({"a":1})";
  question.context = R"({"b":2})";
  question.correlation = "corr";
  question.idempotency = "key";
  question.secrets.push_back({"pin", Secret("1234")});
  question.time = std::chrono::minutes(10);
  const std::string output = stage_.ask(std::move(question)).output;
  EXPECT_EQ(output.substr(0, output.find(",\"deadline_ms")),
            R"({"kind":3,"priority":1,"input":{"a":1},"context":{"b":2},"correlation":"corr",)"
            R"("idempotency":"key","secrets":1)");
  const int left = std::stoi(output.substr(output.rfind(':') + 1));
  EXPECT_GT(left, 500000);
  EXPECT_LE(left, 600000);
}

TEST_P(EveryKindOfPlugin, HandsOverSecretsBesideItsOutput) {
  const Answer answer = stage_.ask("secret");
  ASSERT_EQ(answer.secrets.size(), 1u);
  EXPECT_EQ(answer.secrets[0].field, "link");
  EXPECT_EQ(answer.secrets[0].value.reveal(), "https://one.time/abc");
}

TEST_P(EveryKindOfPlugin, MayGiveAnOlderShorterResult) {
  const Answer answer = stage_.ask("short_result");
  EXPECT_EQ(answer.status, BACK_OK);
  EXPECT_EQ(answer.output, "");
  EXPECT_TRUE(answer.secrets.empty());
}

TEST_P(EveryKindOfPlugin, ReportsProgressToTheThreadThatWaits) {
  const auto call = begin_awaited(*stage_.connection, PuppetStage::question("progress"));
  std::vector<std::pair<double, std::string>> heard;
  call->wait(
      [&](double fraction, std::string_view sentence) { heard.emplace_back(fraction, sentence); });
  for (const auto& [fraction, sentence] : heard)  // reports may be merged
    EXPECT_TRUE((fraction == 0.5 && sentence == "Half way") ||
                (fraction == -1 && sentence == "Beyond"))
        << fraction << sentence;
}

TEST_P(EveryKindOfPlugin, EndsACallThatIsCancelled) {
  const auto call = begin_awaited(*stage_.connection, PuppetStage::question("until_cancelled"));
  call->cancel();
  const Answer answer = call->wait();
  EXPECT_EQ(answer.status, BACK_CANCELLED);
}

TEST_P(EveryKindOfPlugin, IsCancelledAtTheDeadline) {
  Question question = PuppetStage::question("until_cancelled");
  question.time = milliseconds(20);
  question.grace = std::chrono::seconds(20);
  const Answer answer = stage_.ask(std::move(question));
  EXPECT_FALSE(answer.given_up);
  EXPECT_EQ(answer.status, BACK_DEADLINE) << "the host knows why it cancelled";
  EXPECT_EQ(answer.person, "Cancelled, nothing was sent.");
}

TEST_P(EveryKindOfPlugin, ThatNeverCompletesIsGivenUpAndItsConnectionKept) {
  Question question = PuppetStage::question("hold");
  question.time = milliseconds(20);
  const Answer answer = stage_.ask(std::move(question));
  EXPECT_TRUE(answer.given_up);
  EXPECT_EQ(answer.status, BACK_DEADLINE);
  EXPECT_TRUE(eventually([&] {
    return stage_.log.count(Level::kPluginMisbehaves, "not completed a call in time") == 1;
  }));
  EXPECT_EQ(stage_.connection->stuck(), 1u);
  EXPECT_FALSE(stage_.connection->close(milliseconds(20)));
  EXPECT_EQ(stage_.log.count(Level::kPluginMisbehaves, "stays open"), 1u);
}

TEST_P(EveryKindOfPlugin, MayStillCompleteACallThatWasGivenUp) {
  std::atomic<bool> late{false};
  Question question = PuppetStage::question("hold");
  question.time = milliseconds(20);
  question.late = [&](Answer answer) { late = answer.output == R"({"held":true})"; };
  EXPECT_TRUE(stage_.ask(std::move(question)).given_up);
  stage_.strings().let_go();
  EXPECT_TRUE(late);
  EXPECT_EQ(stage_.connection->stuck(), 0u);
  EXPECT_EQ(stage_.log.count(Level::kPluginMisbehaves, "had stopped waiting"), 1u);
  const std::size_t closes = stage_.strings().closes();
  EXPECT_TRUE(stage_.connection->close(std::chrono::seconds(10)));
  EXPECT_EQ(stage_.strings().closes(), closes + 1);
}

TEST_P(EveryKindOfPlugin, ThatCompletesTwiceIsRecognised) {
  const Answer answer = stage_.ask("twice");
  EXPECT_EQ(answer.output, R"({"first":true})");
  EXPECT_TRUE(eventually(
      [&] { return stage_.log.count(Level::kPluginMisbehaves, "completed a call twice") == 1; }));
}

TEST_P(EveryKindOfPlugin, ThatUsesACallAfterItsEndIsRecognised) {
  EXPECT_EQ(stage_.ask("touch_after_done").status, BACK_OK);
  EXPECT_TRUE(eventually(
      [&] { return stage_.log.count(Level::kPluginMisbehaves, "it had completed") == 2; }));
  EXPECT_TRUE(eventually([&] { return stage_.strings().last_intent() == BACK_STOP; }));
}

TEST_P(EveryKindOfPlugin, WithoutAResultCountsAsDefective) {
  EXPECT_EQ(stage_.ask("no_result").status, BACK_INTERNAL);
  EXPECT_EQ(stage_.log.count(Level::kPluginMisbehaves, "without a result"), 1u);
}

TEST_P(EveryKindOfPlugin, WithTooMuchOutputLosesIt) {
  const Answer answer = stage_.ask("huge");
  EXPECT_TRUE(answer.too_large);
  EXPECT_EQ(answer.output, "");
}

// Plugins that hang ---

TEST_P(EveryKindOfPlugin, ThatBlocksInStartHoldsUpNobody) {
  Question question = PuppetStage::question("block");
  question.time = milliseconds(20);
  const Answer blocked = stage_.ask(std::move(question));
  EXPECT_TRUE(blocked.given_up);
  stage_.strings().let_go();
  EXPECT_EQ(stage_.ask("inline").status, BACK_OK);
}

TEST(Call, BehindAHangingOneIsAnsweredInTimeWithoutBeingStarted) {
  PuppetStage stage;  // promises not to block, and does
  const auto hanging = begin_awaited(*stage.connection, PuppetStage::question("block"));
  ASSERT_TRUE(eventually([&] { return stage.strings().held() == 1; }));
  const std::size_t starts = stage.strings().starts();
  Question question = PuppetStage::question("inline");
  question.time = milliseconds(20);
  const Answer answer = stage.ask(std::move(question));
  EXPECT_EQ(answer.status, BACK_DEADLINE);
  EXPECT_FALSE(answer.given_up);  // nothing was begun, so nothing hangs in the plugin
  stage.strings().let_go();
  EXPECT_EQ(hanging->wait().status, BACK_OK);
  EXPECT_TRUE(stage.stage->knocker.idle_within(std::chrono::seconds(10)));
  EXPECT_EQ(stage.strings().starts(), starts);
}

TEST(Call, OfABlockingPluginRunBesideEachOther) {
  PuppetStage stage("blocking_puppet");
  std::vector<AwaitedPtr> calls;
  for (int i = 0; i < 8; ++i)
    calls.push_back(begin_awaited(*stage.connection, PuppetStage::question("block")));
  EXPECT_TRUE(eventually([&] { return stage.strings().held() == 8; }));
  stage.strings().let_go();
  for (const auto& call : calls) EXPECT_EQ(call->wait().status, BACK_OK);
}

// Closing, and many at once ---

TEST_P(EveryKindOfPlugin, IsClosedOnlyAfterItsCallsHaveEnded) {
  std::vector<AwaitedPtr> calls;
  for (int i = 0; i < 20; ++i)
    calls.push_back(begin_awaited(*stage_.connection, PuppetStage::question("until_cancelled")));
  const std::size_t closes = stage_.strings().closes();
  EXPECT_TRUE(stage_.connection->close(std::chrono::seconds(10)));
  for (const auto& call : calls) EXPECT_EQ(call->wait().status, BACK_CANCELLED);
  EXPECT_EQ(stage_.strings().closes(), closes + 1);
  EXPECT_EQ(code_of([&] { begin_awaited(*stage_.connection, PuppetStage::question("inline")); }),
            "cancelled");
}

TEST_P(EveryKindOfPlugin, MayHaveThousandsOfCallsUnderWay) {
  std::vector<AwaitedPtr> calls;
  for (int i = 0; i < 2000; ++i)
    calls.push_back(
        begin_awaited(*stage_.connection, PuppetStage::question(i % 2 == 0 ? "hold" : "inline")));
  ASSERT_TRUE(eventually([&] { return stage_.strings().held() == 1000; }));
  stage_.strings().let_go();
  for (const auto& call : calls) EXPECT_EQ(call->wait().status, BACK_OK);
}

TEST_P(EveryKindOfPlugin, LosesNoCancellationThatOverlapsTheStart) {
  for (int round = 0; round < 300; ++round) {
    auto question = PuppetStage::question("until_cancelled");
    question.grace = std::chrono::seconds(20);
    const auto call = begin_awaited(*stage_.connection, std::move(question));
    std::thread canceller([&] { call->cancel(); });
    const Answer answer = call->wait();
    canceller.join();
    EXPECT_EQ(answer.status, BACK_CANCELLED);
    ASSERT_FALSE(answer.given_up) << "the plugin was never told, or did not listen";
  }
}

TEST(Call, CannotBeMadeOnAConnectionThatDidNotOpen) {
  PuppetStage stage;
  EXPECT_EQ(sentence_of([&] { OpenConnection::open(*stage.stage, R"({"x":"refuse"})", {}); }),
            "The puppet does not like this configuration.");
  EXPECT_EQ(code_of([&] { OpenConnection::open(*stage.stage, R"({"x":"silent"})", {}); }),
            "invalid_configuration");
  EXPECT_EQ(stage.log.count(Level::kPluginMisbehaves, "without saying why"), 1u);
}

}  // namespace
}  // namespace back::host::test
