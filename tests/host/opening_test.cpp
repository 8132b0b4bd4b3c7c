// Opening and closing connections in plugins that throw, hang or give nothing: the host waits no
// longer than its limit, says so, and goes on.
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <string>

#include "core/within.hpp"
#include "support/rogue_stage.hpp"

namespace back::host::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class Opening : public ::testing::TestWithParam<const char*> {
 protected:
  std::string code_of_open(const std::string& word) {
    return code_of([&] { rogue_.open(R"({"x":")" + word + R"("})"); });
  }
  std::size_t misbehaved(const std::string& sentence) {
    return rogue_.log.count(Level::kPluginMisbehaves, sentence);
  }
  void expect_others_served() {
    EXPECT_EQ(begin_awaited(*rogue_.open(), RogueStage::question("done_on_thread"))->wait().status,
              BACK_OK);
  }

  RogueStage rogue_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Plugin, Opening, ::testing::Values("rogue", "blocking_rogue"));

TEST_P(Opening, ThatThrowsIsRefused) {
  EXPECT_EQ(code_of_open("throw_in_open"), "internal");
  EXPECT_EQ(misbehaved("let an exception out"), 1u);
  expect_others_served();
}

TEST_P(Opening, ThatGivesNoConnectionIsRefused) {
  EXPECT_EQ(code_of_open("nothing_in_open"), "internal");
  EXPECT_EQ(misbehaved("gave none"), 1u);
  expect_others_served();
}

TEST_P(Opening, ThatHangsIsRefusedInTimeAndClosedWhenItEndsAfterAll) {
  rogue_.stage->limit = milliseconds(40);
  EXPECT_EQ(code_of_open("hang_in_open"), "deadline");
  EXPECT_EQ(misbehaved("has not opened a connection in time"), 1u);
  EXPECT_EQ(*rogue_.stage->hanging, 1);
  rogue_.stage->limit = seconds(10);
  expect_others_served();
  const std::size_t open = rogue_.strings().connections();
  rogue_.strings().let_go();
  EXPECT_TRUE(rogue_.stage->openers.idle_within(seconds(10)));
  EXPECT_EQ(rogue_.strings().connections(), open) << "opened, and closed again at once";
  EXPECT_EQ(*rogue_.stage->hanging, 0);
}

TEST_P(Opening, ThatHangsTooOftenIsNotBegunAnyMore) {
  rogue_.stage->limit = milliseconds(10);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(code_of_open("hang_in_open"), "deadline");
  EXPECT_EQ(rogue_.strings().held(), 16u) << "the others must not be begun later either";
  rogue_.strings().let_go();
  EXPECT_TRUE(rogue_.stage->openers.idle_within(seconds(10)));
  EXPECT_EQ(rogue_.strings().connections(), 0u);
  EXPECT_EQ(rogue_.strings().held(), 0u);
}

TEST_P(Opening, IsUndoneByACloseThatThrows) {
  const OpenPtr connection = rogue_.open(R"({"x":"throw_in_close"})");
  EXPECT_FALSE(connection->close(seconds(10))) << "what it has left behind is not known";
  EXPECT_EQ(misbehaved("let an exception out"), 1u);
  EXPECT_EQ(code_of([&] { begin_awaited(*connection, RogueStage::question("done_in_start")); }),
            "cancelled");
  expect_others_served();
}

TEST_P(Opening, IsUndoneInTimeByACloseThatHangs) {
  rogue_.stage->limit = milliseconds(40);
  const OpenPtr connection = rogue_.open(R"({"x":"hang_in_close"})");
  EXPECT_FALSE(connection->close(seconds(10)));
  EXPECT_EQ(misbehaved("has not closed a connection in time"), 1u);
  EXPECT_EQ(*rogue_.stage->hanging, 1);
  rogue_.stage->limit = seconds(10);
  expect_others_served();
  rogue_.strings().let_go();
  EXPECT_TRUE(rogue_.stage->openers.idle_within(seconds(10)));
  EXPECT_EQ(*rogue_.stage->hanging, 0);
}

TEST(RunWithin, TellsWhetherTheJobHasEnded) {
  Crew crew(1);
  std::atomic<int> done{0}, overdue{0};
  EXPECT_EQ(run_within(
                crew, seconds(10), [&] { ++done; }, [&] { ++overdue; }),
            Ended::kInTime);
  EXPECT_EQ(done, 1);
  EXPECT_EQ(overdue, 0);
}

TEST(RunWithin, BeginsNothingThatNobodyWaitsForAnyMore) {
  Crew crew(1);
  std::mutex busy;
  std::atomic<int> done{0}, overdue{0};
  {
    const std::lock_guard lock(busy);
    EXPECT_EQ(
        run_within(
            crew, milliseconds(5), [&] { const std::lock_guard wait(busy); }, [&] { ++overdue; }),
        Ended::kNotYet);
    EXPECT_EQ(run_within(
                  crew, milliseconds(5), [&] { ++done; }, [&] { ++overdue; }),
              Ended::kNever);
  }
  EXPECT_TRUE(crew.idle_within(seconds(10)));
  EXPECT_EQ(done, 0);
  EXPECT_EQ(overdue, 1);
}

}  // namespace
}  // namespace back::host::test
