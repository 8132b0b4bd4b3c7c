// The table from what was sent and what is seen to the outcome: complete, and never bolder than the
// evidence.
#include "okta/change/verdict.hpp"

#include <gtest/gtest.h>

namespace {

using namespace okta;
using Kind = Sent::Kind;

constexpr Kind kKinds[] = {Kind::accepted, Kind::rejected, Kind::uncertain, Kind::not_sent};
constexpr Reading kReadings[] = {Reading::reached,    Reading::heading,   Reading::not_yet,
                                 Reading::unchanged,  Reading::elsewhere, Reading::gone,
                                 Reading::unreadable, Reading::untellable};

TEST(OktaVerdict, EveryPairHasOne) {
  for (const Kind kind : kKinds) {
    for (const Reading reading : kReadings) {
      const Verdict decided = verdict(kind, reading);
      if (decided.outcome == Outcome::unknown) {
        EXPECT_EQ(decided.changed, Changed::cannot_tell);
        EXPECT_TRUE(decided.evidence.ends_with('.'));
      } else {
        EXPECT_EQ(decided.changed, decided.outcome == Outcome::done ? Changed::yes : Changed::no);
      }
    }
  }
}

TEST(OktaVerdict, WhatWasNotSentIsNeverDone) {
  for (const Reading reading : kReadings)
    EXPECT_EQ(verdict(Kind::not_sent, reading).outcome, Outcome::failed);
}

TEST(OktaVerdict, WhatOktaRejectedWasNotDoneByUs) {
  for (const Reading reading : kReadings)
    EXPECT_NE(verdict(Kind::rejected, reading).changed, Changed::yes);
}

TEST(OktaVerdict, WithoutAReadAnUncertainRequestStaysUnknown) {
  for (const Reading reading : {Reading::unreadable, Reading::untellable, Reading::gone,
                                Reading::elsewhere, Reading::not_yet}) {
    EXPECT_EQ(verdict(Kind::uncertain, reading).outcome, Outcome::unknown);
  }
}

TEST(OktaVerdict, AcceptedButNotVisibleIsNotCalledDone) {
  EXPECT_EQ(verdict(Kind::accepted, Reading::not_yet).outcome, Outcome::unknown);
  EXPECT_EQ(verdict(Kind::accepted, Reading::unchanged).outcome, Outcome::unknown);
  EXPECT_EQ(verdict(Kind::accepted, Reading::unreadable).outcome, Outcome::unknown);
}

}  // namespace
