// Cancelling a call, and running out of time: what was not sent is not sent, what was sent is told
// honestly.
#include <gtest/gtest.h>

#include "world.hpp"

namespace okta_test {
namespace {

constexpr std::string_view kNoah = "noah.fischer@back-demo.example";

back::testing::Asked suspend_noah() {
  return {
      .kind = BACK_KIND_EXECUTE, .name = "suspend", .input = {}, .context = World::context(kNoah)};
}

TEST(OktaInterruption, CancelledWhileTheNoteIsKeptSendsNothing) {
  World world;
  world.host().answer_intents_with(BACK_WAIT);
  const auto call = world.host().prepare(suspend_noah());
  World::plugin().start(world.connection(), call->raw());
  ASSERT_TRUE(call->wait_for_note());
  call->mark_cancelled();
  World::plugin().cancel(world.connection(), call->id());
  const Answer answer = call->wait();
  EXPECT_EQ(answer.status, BACK_CANCELLED);
  EXPECT_TRUE(world.writes().empty());
}

TEST(OktaInterruption, ANoteKeptLaterIsFollowedByTheRequest) {
  World world;
  world.host().answer_intents_with(BACK_WAIT);
  const auto call = world.host().prepare(suspend_noah());
  World::plugin().start(world.connection(), call->raw());
  ASSERT_TRUE(call->wait_for_note());
  EXPECT_TRUE(world.writes().empty());
  World::plugin().proceed(world.connection(), call->id());
  EXPECT_EQ(call->wait().output.at("outcome"), "done");
}

// Cancelled inside the organisation, that is after the request was sent and before its answer is
// read.
TEST(OktaInterruption, CancelledAfterTheRequestIsNeverAPlainFailure) {
  World world;
  std::unique_ptr<back::testing::FakeCall> call;
  world.on_request = [&](std::string_view method) {
    if (method != "POST") return;
    call->mark_cancelled();
    World::plugin().cancel(world.connection(), call->id());
  };
  call = world.host().prepare(suspend_noah());
  World::plugin().start(world.connection(), call->raw());
  const Answer answer = call->wait();
  ASSERT_EQ(answer.status, BACK_OK) << answer.person;
  const std::string outcome(answer.output.at("outcome").as_string());
  EXPECT_TRUE(outcome == "done" || outcome == "unknown") << answer.output;
  EXPECT_EQ(world.writes().size(), 1U);
}

TEST(OktaInterruption, WithoutTimeLeftForMoreReadsItTellsWhatItKnows) {
  World world;
  world.lose("*", world.path(kNoah, "/lifecycle/suspend"), false);
  auto asked = suspend_noah();
  asked.deadline_ms = 3000;
  const Answer answer = world.run(asked);
  ASSERT_EQ(answer.status, BACK_OK) << answer.person;
  EXPECT_EQ(answer.output.at("outcome"), "unknown") << "Okta might only be late";
  EXPECT_EQ(answer.output.at("code"), "lost_answer");
  EXPECT_EQ(world.truth(kNoah).status, okta_emulator::Status::active);
}

}  // namespace
}  // namespace okta_test
