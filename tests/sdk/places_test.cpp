// More calls at once than are under way: who waits, and how waiting ends.
#include <gmock/gmock.h>

#include <memory>
#include <vector>

#include "boundary_fixture.hpp"

namespace back::testing {
namespace {

using ::testing::HasSubstr;

class SdkPlaces : public SdkBoundary {
 protected:
  using Calls = std::vector<std::unique_ptr<FakeCall>>;

  // More than have a place at once, each of which waits for long.
  Calls crowd() {
    Calls calls;
    for (int i = 0; i < 100; ++i) {
      calls.push_back(host_.prepare(query("wait")));
      plugin_.start(connection_, calls.back()->raw());
    }
    return calls;
  }
  void cancel(FakeCall& call) {
    call.mark_cancelled();
    plugin_.cancel(connection_, call.id());
  }
};

TEST_F(SdkPlaces, ACallWithoutOneWaitsItsTurnAndIsCancelledLikeAnyOther) {
  const Calls calls = crowd();
  const auto last = host_.prepare(query("answer"));
  plugin_.start(connection_, last->raw());
  cancel(*calls.back());
  EXPECT_EQ(calls.back()->wait().status, BACK_CANCELLED);
  EXPECT_EQ(last->times_done(), 0);
  for (const auto& call : calls) cancel(*call);
  EXPECT_EQ(last->wait().status, BACK_OK);
  for (const auto& call : calls) EXPECT_EQ(call->wait().status, BACK_CANCELLED);
}

TEST_F(SdkPlaces, ThoseOfAPersonAndOfTheBackgroundAreApart) {
  const Calls calls = crowd();
  const auto other = host_.prepare(query("answer"));
  other->raw()->priority = BACK_BACKGROUND;
  plugin_.start(connection_, other->raw());
  EXPECT_EQ(other->wait().status, BACK_OK);
  for (const auto& call : calls) cancel(*call);
  for (const auto& call : calls) call->wait();
}

TEST_F(SdkPlaces, ACallWhoseTimeIsUpBeforeItHasOneEndsAndSaysThatNothingWasSent) {
  const Calls calls = crowd();
  Asked asked = change("succeed");
  asked.deadline_ms = 1;
  const auto late = host_.prepare(asked);
  plugin_.start(connection_, late->raw());
  const Answer answer = late->wait();
  EXPECT_EQ(answer.status, BACK_DEADLINE);
  EXPECT_THAT(answer.person, HasSubstr("nothing was sent"));
  for (const auto& call : calls) cancel(*call);
  for (const auto& call : calls) call->wait();
}

}  // namespace
}  // namespace back::testing
