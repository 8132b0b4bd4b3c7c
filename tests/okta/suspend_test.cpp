// One action end to end: suspend and unsuspend, through the ABI against the emulated organisation.
#include <gtest/gtest.h>

#include "world.hpp"

namespace okta_test {
namespace {

constexpr std::string_view kNoah = "noah.fischer@back-demo.example";

TEST(OktaSuspend, SuspendsAndSaysSoWithBeforeAndAfter) {
  World world;
  const Answer answer = world.execute("suspend", kNoah);
  ASSERT_EQ(answer.status, BACK_OK) << answer.person << answer.operator_text;
  const auto& output = answer.output;
  EXPECT_EQ(output.at("outcome").as_string(), "done");
  EXPECT_EQ(output.at("changed"), true);
  EXPECT_EQ(output.at("summary").as_string(), "Noah Fischer's account was suspended in Okta.");
  EXPECT_EQ(output.at("before").at(0).at("value").as_string(), "Active");
  EXPECT_EQ(output.at("after").at(0).at("value").as_string(), "Suspended");
  EXPECT_EQ(output.at("undo").at("action").as_string(), "unsuspend");
  EXPECT_EQ(output.at("request_ids").as_array().size(), 1U);
  EXPECT_EQ(world.truth(kNoah).status, okta_emulator::Status::suspended);
  EXPECT_EQ(world.writes(),
            std::vector<std::string>{"POST " + world.path(kNoah, "/lifecycle/suspend")});
  ASSERT_EQ(world.notes().size(), 1U);
  EXPECT_EQ(world.notes()[0].at("target").as_string(), world.truth(kNoah).id);
  EXPECT_EQ(world.notes()[0].at("before").at("status").as_string(), "ACTIVE");
}

}  // namespace
}  // namespace okta_test
