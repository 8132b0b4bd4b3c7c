// Encodings, globs, times, ids.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "okta_emulator/clock.hpp"
#include "okta_emulator/ids.hpp"
#include "okta_emulator/target.hpp"
#include "okta_emulator/text.hpp"

namespace emulator_test {
namespace {

using namespace okta_emulator;  // NOLINT: a test of small words

TEST(Text, FormEncodingComesBackFromDecoding) {
  std::string all;
  for (int i = 1; i < 256; ++i) all += static_cast<char>(i);
  EXPECT_EQ(percent_decode(form_encode(all), true), all);
}

TEST(Text, BrokenEscapesDecodeToNothing) {
  for (const std::string_view text : {"%", "%4", "%zz", "a%4g", "%%41"}) {
    EXPECT_FALSE(percent_decode(text, false)) << text;
  }
}

TEST(Text, GlobsKeepOneStarWithinASegment) {
  struct Case {
    std::string_view pattern, text;
    bool fits;
  };
  const std::vector<Case> table = {{"/a/*/c", "/a/b/c", true},
                                   {"/a/*/c", "/a/b/b/c", false},
                                   {"/a/**/c", "/a/b/b/c", true},
                                   {"**", "", true},
                                   {"*", "abc", true},
                                   {"*", "a/c", false},
                                   {"a*", "a", true},
                                   {"a", "ab", false},
                                   {"**/x*y", "/p/q/x1y", true},
                                   {"/f/**/g/*", "/f/g/a/g/b", true}};
  for (const Case& one : table) {
    EXPECT_EQ(matches_glob(one.pattern, one.text), one.fits) << one.pattern << ' ' << one.text;
  }
}

TEST(Targets, AreTakenApart) {
  const auto target = parse_target("/api/v1/a%2Fb/?x=1+2&y=%26&z&&x=3");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/api/v1/a%2Fb");
  EXPECT_THAT(target->segments, testing::ElementsAre("api", "v1", "a/b"));
  EXPECT_EQ(target->parameter("x"), "1 2");
  EXPECT_EQ(target->parameter("y"), "&");
  EXPECT_EQ(target->parameter("z"), "");
  EXPECT_FALSE(target->parameter("w"));
  EXPECT_FALSE(parse_target("api"));
  EXPECT_FALSE(parse_target(""));
}

TEST(Times, AreWrittenAsOktaWritesThemAndReadBack) {
  const auto time = parse_iso_time("2026-02-28T23:59:58.007Z");
  ASSERT_TRUE(time);
  EXPECT_EQ(iso_time(*time), "2026-02-28T23:59:58.007Z");
  EXPECT_EQ(http_date(*time), "Sat, 28 Feb 2026 23:59:58 GMT");
  EXPECT_EQ(iso_time(*parse_iso_time("2026-02-28T23:59:58Z")), "2026-02-28T23:59:58.000Z");
  for (const std::string_view text :
       {"", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-02-28T24:00:00Z",
        "2026-02-28 00:00:00Z", "2026-02-28T00:00:00", "2026-02-28T00:00:00.1Z",
        "20x6-02-28T00:00:00Z"}) {
    EXPECT_FALSE(parse_iso_time(text)) << text;
  }
}

TEST(Ids, HaveOktasFormDifferAndRepeatFromTheSameSeed) {
  Ids first(7);
  Ids second(7);
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = first.object("00u");
    EXPECT_THAT(id, testing::MatchesRegex("00u[0-9A-Za-z]{17}"));
    EXPECT_EQ(id, second.object("00u"));
    seen.insert(id);
  }
  EXPECT_EQ(seen.size(), 1000U);
  EXPECT_THAT(first.error(), testing::MatchesRegex("oae[0-9A-Za-z_-]{22}"));
  EXPECT_THAT(first.request(), testing::MatchesRegex("[0-9a-f]{32}"));
}

}  // namespace
}  // namespace emulator_test
