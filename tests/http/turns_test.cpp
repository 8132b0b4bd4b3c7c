// Who may send when the budget of an organisation is what everybody waits for, on a virtual clock.
#include "support/turns_fixture.hpp"

namespace back::http {
namespace {

class TurnsTest : public TurnsFixture {};

TEST_F(TurnsTest, SendsNothingMoreOnceTheBudgetIsUsedUpUntilItIsFullAgain) {
  RateLimiting& one = client();
  ask_times(13, one, {"a"});
  run_for(59s);
  EXPECT_EQ(answers_.size(), 10u);
  EXPECT_EQ(server().accepted(), 10);
  run_for(10s);
  EXPECT_EQ(answers_.size(), 13u);
  EXPECT_EQ(server().refused(), 0);
  EXPECT_EQ(server().sent_before_reset(), 0);
}

TEST_F(TurnsTest, AsksWithOneRequestAfterAResetBeforeTheCrowdFollows) {
  RateLimiting& one = client();
  ask_times(20, one, {"a"});
  run_for(65s);
  std::vector<Clock::time_point> after;
  for (const auto arrival : server().arrivals())
    if (arrival > begin_ + 60s) after.push_back(arrival);
  ASSERT_GE(after.size(), 2u);
  EXPECT_GE(after[1] - after[0], 100ms);  // there and back
  EXPECT_LT(after[0] - begin_, 62s);
}

TEST_F(TurnsTest, LetsPeopleGoBeforeBackgroundWorkWhenTheBudgetIsFullAgain) {
  RateLimiting& one = client();
  ask_times(10, one, {"-"});
  run_for(1s);
  ask_times(5, one, {"b", Priority::background});
  ask_times(5, one, {"p"});
  run_for(100s);
  EXPECT_EQ(names(), "----------pppppbbbbb");
}

TEST_F(TurnsTest, KeepsAReserveForPeople) {
  limits_.limit = 100;
  RateLimiting& one = client();
  ask_times(200, one, {"b", Priority::background});
  run_for(20s);
  EXPECT_GE(server().accepted(), 90);
  EXPECT_LT(server().accepted(), 96);
  ask(one, {"p"});
  run_for(1s);
  EXPECT_EQ(answers_.back().name, "p");
  EXPECT_LT(answers_.back().at, 20200ms);
  run_for(39s);
  EXPECT_GE(server().accepted(), 99);  // nothing is kept for ever
  EXPECT_EQ(server().refused(), 0);
}

TEST_F(TurnsTest, GoesRoundBetweenTheClientsOfAnOrganisation) {
  options_.turns = std::make_shared<Turns>(2, 120s);
  limits_.limit = 1000;
  RateLimiting& noisy = client(1);
  RateLimiting& quiet = client(2);
  ask_times(100, noisy, {"n"});
  ask_times(5, quiet, {"q"});
  run_for(1h);
  EXPECT_EQ(answers_.size(), 105u);
  EXPECT_LT(names().rfind('q'), 14u);
}

TEST_F(TurnsTest, SharesABudgetBetweenClientsWithOneCredentialOnly) {
  RateLimiting& one = client(7);
  RateLimiting& same = client(7);
  RateLimiting& other = client(8);
  ask_times(10, one, {"a"});
  run_for(5s);
  ask(same, {"b"});
  run_for(5s);
  EXPECT_EQ(server().accepted(), 10);
  ask(other, {"c"});  // asks, as it may have a budget of its own
  run_for(1s);
  EXPECT_EQ(server().refused(), 1);
}

TEST_F(TurnsTest, DoesNotHoldOtherBucketsUp) {
  class Two : public Transport {  // the server's two buckets
   public:
    Two(LimitedServer& tight, LimitedServer& wide) : tight_(tight), wide_(wide) {}
    Task<Response> send(Request& request, Scope& scope) override {
      return (request.bucket == "apps" ? tight_ : wide_).send(request, scope);
    }

   private:
    LimitedServer& tight_;
    LimitedServer& wide_;
  };
  Limits wide = limits_;
  wide.limit = 1000;
  LimitedServer other(wide, 2, time_);
  RateLimiting one(std::make_unique<Two>(server(), other), options_, time_);
  ask_times(50, one, {"apps", Priority::interactive, 1h, "apps"});
  run_for(5s);
  ask(one, {"users", Priority::background});
  run_for(1s);
  EXPECT_EQ(answers_.back().name, "users");
  EXPECT_EQ(answers_.back().at, 5100ms);
  run_for(1h);
}

TEST_F(TurnsTest, TellsHowLongTheWaitWillBeOnceAndForThoseFurtherBackLonger) {
  RateLimiting& one = client();
  ask_times(10, one, {"a"});
  run_for(48s);
  ask(one, {"b"});
  run_for(1s);
  ASSERT_EQ(told_.size(), 1u);
  EXPECT_EQ(told_[0], "Vendor asks us to wait 14 s.");
  ask_times(10, one, {"c"});
  run_for(1s);
  ASSERT_EQ(told_.size(), 11u);
  EXPECT_EQ(told_.back(), "Vendor asks us to wait 74 s.");
  run_for(1h);
  EXPECT_EQ(answers_.size(), 21u);
  EXPECT_EQ(told_.size(), 11u);
}

TEST_F(TurnsTest, AnswersAtOnceWhereTheQueueIsLongerThanThePatience) {
  RateLimiting& one = client();
  ask_times(10, one, {"a"});
  run_for(1s);
  ask_times(25, one, {"b"});
  ask(one, {"c", Priority::interactive, 30s});  // not before the reset
  ask(one, {"d", Priority::interactive, 90s});  // in the third window
  ask(one, {"e", Priority::interactive, 200s});
  run_for(1s);
  ASSERT_EQ(answers_.size(), 12u);
  EXPECT_EQ(answers_[10].name, "c");
  EXPECT_EQ(answers_[11].name, "d");
  for (const std::size_t i : {10u, 11u}) {
    EXPECT_EQ(answers_[i].status, 429);
    EXPECT_GT(answers_[i].retry_after_s, 170);
    EXPECT_LT(answers_[i].retry_after_s, 185);
  }
  run_for(10min);
  EXPECT_EQ(answers_.back().name, "e");
  EXPECT_EQ(answers_.back().status, 200);
}

// They waited for room when the last answer closed the budget.
TEST_F(TurnsTest, AnswersThoseAtOnceForWhomItHasBecomeTooLate) {
  options_.turns = std::make_shared<Turns>(1, 120s);
  RateLimiting& one = client();
  ask_times(10, one, {"a"});
  ask_times(5, one, {"b", Priority::interactive, 20s});
  run_for(2s);
  ASSERT_EQ(answers_.size(), 15u);
  EXPECT_EQ(answers_.back().status, 429);
  EXPECT_EQ(answers_.back().at, 1000ms);
}

TEST_F(TurnsTest, PassesTheWatchOnWhenWhoeverHeldItIsCancelled) {
  RateLimiting& one = client();
  ask_times(10, one, {"a"});
  run_for(1s);
  std::vector<std::shared_ptr<loop::Job>> jobs;
  for (int i = 0; i < 8; ++i) jobs.push_back(ask(one, {std::to_string(i)}));
  run_for(1s);
  for (int i = 0; i < 7; ++i) {
    jobs[static_cast<std::size_t>(i)]->cancel();
    run_for(1s);
  }
  EXPECT_EQ(options_.turns->waiting(), 1u);
  run_for(60s);
  EXPECT_EQ(names(), "aaaaaaaaaa7");
}

TEST_F(TurnsTest, GivesAPlaceUpAtItsDeadlineAndTellsWhenToComeBack) {
  RateLimiting& one = client();
  class Silent : public Transport {  // never tells of a budget, and is slow
   public:
    explicit Silent(Time& time) : time_(time) {}
    Task<Response> send(Request&, Scope&) override {
      co_await time_.sleep_until(time_.now() + 1h);
      co_return Response{200, {}, {}, false, {}};
    }

   private:
    Time& time_;
  };
  RateLimiting slow(std::make_unique<Silent>(time_), options_, time_);
  ask_times(20, slow, {"s", Priority::interactive, 10s, "slow"});
  run_for(11s);
  EXPECT_GE(answers_.size(), 10u);  // the others have gone one by one
  EXPECT_LT(answers_.size(), 16u);
  for (const Answered& each : answers_) EXPECT_EQ(each.status, 0);
  EXPECT_EQ(answers_.back().at, 10s);
  ask(one, {"a"});  // another bucket, and there is room
  run_for(1s);
  EXPECT_EQ(answers_.back().status, 200);
  run_for(2h);
  EXPECT_EQ(answers_.size(), 21u);
}

TEST_F(TurnsTest, LivesWithOthersWhoUseTheSameBudget) {
  limits_.limit = 100;
  limits_.others = 1;
  RateLimiting& one = client();
  ask_times(300, one, {"a"});
  run_for(10min);
  EXPECT_EQ(answers_.size(), 300u);
  for (const Answered& each : answers_) EXPECT_EQ(each.status, 200);
  EXPECT_LT(server().refused(), 16);
}

}  // namespace
}  // namespace back::http
