// The clock an emulator's organisations follow: set apart, stopped, let run on; here and over the
// control interface.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "okta_emulator/control.hpp"
#include "small_company.hpp"

namespace emulator_test {
namespace {

using namespace std::chrono_literals;
using okta_emulator::iso_time;
using okta_emulator::parse_iso_time;
using okta_emulator::SettableClock;

class ClockTest : public testing::Test {
 protected:
  std::shared_ptr<ManualClock> base_ =
      std::make_shared<ManualClock>(*parse_iso_time("2026-05-04T10:00:00Z"));
  std::shared_ptr<SettableClock> clock_ = std::make_shared<SettableClock>(base_);
  std::string shown() const { return iso_time(clock_->now()); }
};

TEST_F(ClockTest, ShowsTheOtherClockUntilItIsSetApart) {
  EXPECT_EQ(shown(), "2026-05-04T10:00:00.000Z");
  base_->advance(1500ms);
  EXPECT_EQ(shown(), "2026-05-04T10:00:01.500Z");
  clock_->advance(1h);
  base_->advance(500ms);
  EXPECT_EQ(shown(), "2026-05-04T11:00:02.000Z");
  clock_->set(*parse_iso_time("2030-01-01T00:00:00Z"));
  base_->advance(1s);
  EXPECT_EQ(shown(), "2030-01-01T00:00:01.000Z");
  clock_->follow();
  EXPECT_EQ(shown(), "2026-05-04T10:00:03.000Z");
}

TEST_F(ClockTest, StandsStillWhenItIsStoppedAndRunsOnFromThere) {
  clock_->stop();
  base_->advance(1h);
  EXPECT_EQ(shown(), "2026-05-04T10:00:00.000Z");
  EXPECT_FALSE(clock_->running());
  clock_->advance(-1s);
  EXPECT_EQ(shown(), "2026-05-04T09:59:59.000Z");
  clock_->run();
  base_->advance(1s);
  EXPECT_EQ(shown(), "2026-05-04T10:00:00.000Z");
}

class ControlledClock : public ClockTest {
 protected:
  ControlledClock() {
    json::object seed = seed_of({person("pat")});
    seed["rate_limits"] = json::object{{"enforced", true},
                                       {"window_ms", 200},
                                       {"token_percent", 100},
                                       {"buckets", {json::object{{"path", "**"}, {"limit", 1}}}}};
    organisation_ = std::make_shared<Organisation>(seed, clock_);
    control_ = okta_emulator::control_interface({organisation_}, {seed}, clock_);
  }

  Answer control(std::string_view method, std::string_view body = {}) {
    return control_({std::string(method), "/clock", {}, std::string(body)});
  }
  Answer okta() {
    return organisation_->handle(
        {"GET", "/api/v1/users/me", {{"Authorization", "SSWS " + std::string(kToken)}}, ""});
  }

  std::shared_ptr<Organisation> organisation_;
  okta_emulator::Handler control_;
};

TEST_F(ControlledClock, IsShownSetMovedStoppedAndLetGo) {
  EXPECT_EQ(control("GET").body, R"({"now":"2026-05-04T10:00:00.000Z","running":true})");
  EXPECT_EQ(control("PUT", R"({"now":"2027-01-01T00:00:00.000Z","running":false})").body,
            R"({"now":"2027-01-01T00:00:00.000Z","running":false})");
  base_->advance(1h);
  EXPECT_EQ(control("PUT", R"({"advance_ms":1500})").body,
            R"({"now":"2027-01-01T00:00:01.500Z","running":false})");
  EXPECT_EQ(control("PUT", R"({"running":true})").body,
            R"({"now":"2027-01-01T00:00:01.500Z","running":true})");
  EXPECT_EQ(control("DELETE").body, R"({"now":"2026-05-04T11:00:00.000Z","running":true})");
}

TEST_F(ControlledClock, RefusesWhatIsNoTimeAndOtherMethods) {
  for (const char* body : {R"({"now":"today"})", R"({"advance_ms":"1"})", R"({"noon":1})", "[]"}) {
    EXPECT_EQ(control("PUT", body).status, 400) << body;
  }
  EXPECT_EQ(control("POST").status, 405);
  EXPECT_EQ(iso_time(clock_->now()), "2026-05-04T10:00:00.000Z");
}

TEST_F(ControlledClock, MovesDatesAndRateWindowsToo) {
  control("PUT", R"({"running":false})");
  EXPECT_EQ(okta().status, 200);
  EXPECT_EQ(okta().status, 429);
  control("PUT", R"({"advance_ms":199})");
  EXPECT_EQ(okta().status, 429);
  control("PUT", R"({"advance_ms":1})");
  EXPECT_EQ(okta().status, 200);
  control("PUT", R"({"now":"2027-01-01T00:00:00.000Z"})");
  const Answer answer = okta();
  EXPECT_EQ(header_of(answer, "date"), "Fri, 01 Jan 2027 00:00:00 GMT");
  EXPECT_EQ(answer.status, 200);
  control("PUT", R"({"now":"2026-01-01T00:00:00.000Z"})");
  EXPECT_EQ(okta().status, 200) << "a window does not outlive the clock's being set back";
}

}  // namespace
}  // namespace emulator_test
