#include "cli/narrator.hpp"

#include <gtest/gtest.h>

namespace back::cli {
namespace {

using std::chrono::milliseconds;

TEST(Narrator, IsSilentInTheFirstSecond) {
  Narrator plain(false, "Reading"), terminal(true, "Reading");
  for (int ms = 0; ms < 1000; ms += 50) {
    EXPECT_FALSE(plain.tick(milliseconds(ms)));
    EXPECT_FALSE(terminal.tick(milliseconds(ms)));
  }
}

TEST(Narrator, TurnsOneLineOnATerminal) {
  Narrator narrator(true, "Reading the account");
  EXPECT_EQ(narrator.tick(milliseconds(1000)), "/ Reading the account... (1 s)");
  narrator.report(0.426, "Reading factors.");
  EXPECT_EQ(narrator.tick(milliseconds(1200)), "- Reading factors... 42 % (1 s)");
  narrator.report(7, "");
  EXPECT_EQ(narrator.tick(milliseconds(61400)), "\\ Reading factors... 100 % (61 s)");
}

TEST(Narrator, WritesFewLinesWithoutATerminal) {
  Narrator narrator(false, "Reading");
  EXPECT_EQ(narrator.tick(milliseconds(1000)), "Reading... (1 s)");
  EXPECT_FALSE(narrator.tick(milliseconds(1200)));
  narrator.report(0.1, "Reading");
  EXPECT_FALSE(narrator.tick(milliseconds(1400)));
  narrator.report(0.5, "Reading factors");
  EXPECT_EQ(narrator.tick(milliseconds(1600)), "Reading factors... 50 % (1 s)");
  EXPECT_FALSE(narrator.tick(milliseconds(11500)));
  EXPECT_EQ(narrator.tick(milliseconds(11600)), "Reading factors... 50 % (11 s)");
}

TEST(Narrator, PrintsNothingThatSteersATerminal) {
  Narrator narrator(false, "a\x1b[2Jb\n");
  EXPECT_EQ(narrator.tick(milliseconds(1000)), "a\uFFFD[2Jb... (1 s)");
}

}  // namespace
}  // namespace back::cli
