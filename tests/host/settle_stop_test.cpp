// Reading back that takes long can be stopped: what is not known then can still be found out later.
#include <gtest/gtest.h>

#include <functional>
#include <stop_token>
#include <string>
#include <thread>

#include "support/ledger_host.hpp"

namespace back::host::test {
namespace {

// Reading back is tried again after an hour, unless it is stopped.
class SettlingAtLength : public LedgerHost {
 protected:
  void SetUp() override {
    options_.settle_pause = std::chrono::hours(1);
    restart();
    connection_ = connect();
    script("lose_answer settle_down");
  }

  // Stops work as soon as the first attempt to read back has failed.
  void stop_after_an_attempt(const std::function<void(std::stop_token)>& work) {
    const std::size_t before = attempts();
    std::stop_source stop;
    std::thread worker([&] { work(stop.get_token()); });
    EXPECT_TRUE(eventually([&] { return attempts() > before; }));
    stop.request_stop();
    worker.join();
  }
  std::size_t attempts() {
    std::size_t count = 0;
    const std::string text = log_.text(), line = R"("call":"settle")";
    for (auto at = text.find(line); at != text.npos; at = text.find(line, at + 1)) ++count;
    return count;
  }
  void run_until_stopped() {
    stop_after_an_attempt(
        [&](const std::stop_token& stop) { EXPECT_TRUE(run("switch_off", {}, stop).pending); });
    EXPECT_EQ(host_->pending(), 1u);
  }

  std::string connection_;
};

TEST_F(SettlingAtLength, OfARunIsStoppedWithTheRun) {
  run_until_stopped();
  script("");
  ASSERT_EQ(host_->settle_pending().size(), 1u);
  EXPECT_EQ(text_of(host_->timeline("erin", "R-1").at(0).outcome, "outcome"), "done");
}

TEST_F(SettlingAtLength, StopsWhenAskedAndLeavesTheRestForLater) {
  run_until_stopped();
  stop_after_an_attempt([&](const std::stop_token& stop) {
    EXPECT_TRUE(host_->settle_pending(nullptr, stop).at(0).pending);
  });
  EXPECT_EQ(host_->pending(), 1u);
}

TEST_F(SettlingAtLength, ADisconnectThatIsStoppedLeavesTheConnectionAsItWas) {
  run_until_stopped();
  stop_after_an_attempt([&](const std::stop_token& stop) {
    EXPECT_EQ(code_of([&] { host_->disconnect("erin", connection_, stop); }), "stopped");
  });
  EXPECT_EQ(host_->connections("erin").size(), 1u);
  EXPECT_EQ(host_->pending(), 1u);
}

}  // namespace
}  // namespace back::host::test
