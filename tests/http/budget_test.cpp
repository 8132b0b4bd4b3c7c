#include "http/budget.hpp"

#include <gtest/gtest.h>

#include <random>

namespace back::http {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

constexpr std::int64_t kReset = 784111837;
const Clock::time_point kNow{1h};

RateReading reading(std::int64_t limit, std::int64_t remaining, seconds until_reset = 60s,
                    std::int64_t reset = kReset) {
  return {limit, remaining, reset, until_reset, std::nullopt};
}

// An answer to a request that was sent now.
void hear(Budget& budget, const RateReading& said, Clock::time_point now) {
  budget.take(now);
  budget.learn(said, now, now);
  budget.give_back();
}

int takes_until_closed(Budget& budget, Priority priority, Clock::time_point now) {
  int taken = 0;
  for (; taken < 1000 && budget.is_open(priority, now); ++taken) budget.take(now);
  for (int i = 0; i < taken; ++i) budget.give_back();
  return taken;
}

constexpr Priority kPerson = Priority::interactive;
constexpr Priority kWork = Priority::background;

TEST(Budget, LetsAFewGoAheadWhereNothingIsKnown) {
  Budget budget(120s);
  EXPECT_EQ(takes_until_closed(budget, kPerson, kNow), 4);
}

TEST(Budget, DoesNotWaitForEverForOneWhoWasSentToAsk) {
  Budget budget(120s);
  hear(budget, reading(600, 0, 30s), kNow);
  const Clock::time_point reset = kNow + 30s;
  for (int i = 0; i < 3; ++i) {
    const Clock::time_point now = reset + i * 2s;
    ASSERT_TRUE(budget.is_open(kPerson, now));
    budget.take(now);
    EXPECT_FALSE(budget.is_open(kPerson, now + 1999ms));
    EXPECT_EQ(budget.opens(kPerson, now), now + 2s);
  }
}

TEST(Budget, DoesNotLimitAServerThatSaysNothing) {
  Budget budget(120s);
  for (int i = 0; i < 10; ++i) hear(budget, {}, kNow);
  EXPECT_EQ(takes_until_closed(budget, kPerson, kNow), 1000);
}

TEST(Budget, CountsWhatIsOnItsWayAsSpent) {
  Budget budget(120s);
  hear(budget, reading(600, 7), kNow);
  EXPECT_EQ(takes_until_closed(budget, kPerson, kNow), 7);
  for (int i = 0; i < 3; ++i) budget.take(kNow);
  EXPECT_EQ(takes_until_closed(budget, kPerson, kNow), 4);
  EXPECT_FALSE(budget.is_overdrawn(kNow));
  hear(budget, reading(600, 2), kNow);
  EXPECT_TRUE(budget.is_overdrawn(kNow));
}

TEST(Budget, TrustsTheLowestWordOfAWindow) {
  Budget budget(120s);
  for (const std::int64_t remaining : {6, 4, 8, 7}) hear(budget, reading(600, remaining), kNow);
  EXPECT_EQ(takes_until_closed(budget, kPerson, kNow), 4);
  // More than there can be is no more than that.
  Budget other(120s);
  hear(other, reading(5, 1'000'000), kNow);
  EXPECT_EQ(takes_until_closed(other, kPerson, kNow), 5);
}

TEST(Budget, EndsAWindowByTheEarliestSureMoment) {
  Budget budget(120s);
  hear(budget, reading(600, 0, 31s), kNow);
  hear(budget, reading(600, 0, 30s), kNow + 500ms);
  EXPECT_TRUE(budget.is_spent(kNow + 500ms));
  EXPECT_EQ(budget.opens(kPerson, kNow + 500ms), kNow + 30500ms);
  EXPECT_FALSE(budget.is_open(kPerson, kNow + 30499ms));
  EXPECT_TRUE(budget.is_open(kPerson, kNow + 30500ms));
}

TEST(Budget, AsksWithOneRequestAfterASpentWindowAndWithAFewAfterAnother) {
  for (const std::int64_t remaining : {0, 100}) {
    Budget budget(120s);
    hear(budget, reading(600, remaining, 30s), kNow);
    EXPECT_EQ(takes_until_closed(budget, kPerson, kNow + 30s), remaining == 0 ? 1 : 4);
    hear(budget, reading(600, 599, 60s, kReset + 60), kNow + 31s);
    EXPECT_EQ(takes_until_closed(budget, kPerson, kNow + 31s), 599);
  }
}

TEST(Budget, IgnoresAnAnswerThatANewerWindowHasOvertaken) {
  Budget budget(120s);
  const Clock::time_point sent = kNow - 1s;
  hear(budget, reading(600, 550, 60s, kReset + 60), kNow);
  budget.learn(reading(600, 0, 1s, kReset), sent, kNow + 1s);
  EXPECT_FALSE(budget.is_spent(kNow + 1s));
  budget.refuse(reading(600, 0, 1s, kReset), 1s, sent, kNow + 1s);
  EXPECT_FALSE(budget.is_spent(kNow + 1s));
  // The same after the window has ended and before the next is known.
  budget.learn(reading(600, 0, 1s, kReset + 60), sent, kNow + 60s);
  EXPECT_FALSE(budget.is_spent(kNow + 60s));
}

TEST(Budget, BelievesAServerThatCorrectsItself) {
  Budget budget(120s);
  hear(budget, reading(600, 0, 110s, kReset + 3600), kNow);
  hear(budget, reading(600, 20, 30s, kReset), kNow + 1s);  // sent after that, and says otherwise
  EXPECT_EQ(takes_until_closed(budget, kPerson, kNow + 1s), 20);
  hear(budget, reading(1200, 700, 29s, kReset), kNow + 2s);  // a limit that was raised meanwhile
  EXPECT_EQ(takes_until_closed(budget, kPerson, kNow + 2s), 700);
}

TEST(Budget, LeavesATenthForPeopleThatShrinksTowardsTheEnd) {
  Budget budget(120s);
  hear(budget, reading(100, 10), kNow);
  EXPECT_FALSE(budget.is_open(kWork, kNow));
  EXPECT_EQ(takes_until_closed(budget, kPerson, kNow), 10);
  const Clock::time_point opens = budget.opens(kWork, kNow);
  EXPECT_GT(opens, kNow + 2s);
  EXPECT_LT(opens, kNow + 4s);
  EXPECT_FALSE(budget.is_open(kWork, opens - 2ms));
  EXPECT_TRUE(budget.is_open(kWork, opens));
  EXPECT_EQ(takes_until_closed(budget, kWork, kNow + 30s), 5);
  EXPECT_EQ(takes_until_closed(budget, kWork, kNow + 59s), 10);
}

TEST(Budget, TellsWhenOneOfManyWillHaveItsTurn) {
  Budget budget(120s);
  hear(budget, reading(10, 0, 30s), kNow - 30s);
  hear(budget, reading(10, 0, 60s, kReset + 60), kNow);
  EXPECT_EQ(budget.opens_after(0), kNow + 60s);
  EXPECT_EQ(budget.opens_after(9), kNow + 60s);
  EXPECT_EQ(budget.opens_after(10), kNow + 120s);
  EXPECT_EQ(budget.opens_after(25), kNow + 180s);
}

TEST(Budget, AsksLessAndLessOftenWhereResetsAreNone) {
  Budget budget(120s);
  Clock::time_point now = kNow;
  seconds last{0};
  for (int i = 0; i < 12; ++i) {
    budget.refuse(reading(600, 0, 1s), 1s, now, now);
    ASSERT_TRUE(budget.is_spent(now));
    const auto wait = std::chrono::duration_cast<seconds>(budget.opens(kPerson, now) - now);
    EXPECT_GE(wait, last);
    EXPECT_LE(wait, 64s);
    last = wait;
    now += wait;
  }
  EXPECT_EQ(last, 64s);
  hear(budget, reading(600, 599), now);
  budget.refuse(reading(600, 0, 1s, kReset + 60), 1s, now, now);
  EXPECT_EQ(budget.opens(kPerson, now), now + 1s);
}

// Whatever is said, in whatever order: nobody waits longer than the longest wait, and what is closed
// says when it opens.
TEST(Budget, OpensAgainWhateverTheServerSays) {
  std::minstd_rand random(std::random_device{}());
  const auto any = [&](std::initializer_list<std::int64_t> values) {
    return std::data(
        values)[std::uniform_int_distribution<std::size_t>(0, values.size() - 1)(random)];
  };
  const auto maybe = [&](std::int64_t value) {
    return random() % 8 == 0 ? std::nullopt : std::optional(value);
  };
  for (int round = 0; round < 500; ++round) {
    Budget budget(120s);
    Clock::time_point now = kNow;
    for (int step = 0; step < 40; ++step) {
      RateReading said;
      said.limit = maybe(any({0, 1, 10, 600, 999'999'999'999}));
      said.remaining = maybe(any({0, 1, 9, 600, 999'999'999'999}));
      said.reset = maybe(kReset + any({-kReset, -60, -1, 0, 1, 60, 31'536'000}));
      if (said.reset && random() % 4 != 0) said.until_reset = seconds(any({1, 30, 61, 31'536'000}));
      const Clock::time_point sent = now - seconds(any({0, 1, 100}));
      budget.take(now);
      if (random() % 3 == 0) {
        budget.refuse(said, seconds(any({1, 30, 31'536'000})), sent, now);
      } else {
        budget.learn(said, sent, now);
      }
      budget.give_back();
      for (const Priority priority : {kPerson, kWork}) {
        if (budget.is_open(priority, now)) continue;
        const Clock::time_point opens = budget.opens(priority, now);
        ASSERT_GT(opens, now);
        ASSERT_LE(opens, now + 120s);
        ASSERT_TRUE(budget.is_open(priority, opens));
      }
      now += seconds(any({0, 1, 30, 200}));
    }
  }
}

}  // namespace
}  // namespace back::http
