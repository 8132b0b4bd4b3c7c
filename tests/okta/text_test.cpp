// Text from outside, made harmless.
#include "okta/model/text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

TEST(OktaText, FoldsAsciiOnly) {
  EXPECT_EQ(okta::folded("Dana.Ä@Back-Demo.COM"), "dana.Ä@back-demo.com");
  EXPECT_TRUE(okta::same_folded("Dana@X.com", "dana@x.COM"));
  EXPECT_FALSE(okta::same_folded("dana", "dana "));
  EXPECT_FALSE(okta::same_folded("ı", "I"));
}

TEST(OktaText, ShowsNoControlOrDirectionCharacters) {
  EXPECT_EQ(okta::shown("Zoë Ω 日本 😀"), "Zoë Ω 日本 😀");
  EXPECT_EQ(okta::shown("a\x1b[31mb\x7f"), "a[31mb");
  EXPECT_EQ(okta::shown("a\nb\tc"), "a b c");
  EXPECT_EQ(okta::shown("\xE2\x80\xAE"
                        "evil\xE2\x80\x8B\xEF\xBB\xBF\xC2\xAD"),
            "evil");
  EXPECT_EQ(okta::shown("no\xEF\xBF\xBE character\xEF\xBF\xBF"), "no character");
  EXPECT_EQ(okta::shown("日本日本", 2), "日本…");
  EXPECT_EQ(okta::shown(std::string(300, 'x')).size(), 200 + std::string("…").size());
}

TEST(OktaText, ShowsATimeOnlyInItsForm) {
  EXPECT_EQ(okta::shown_time("2021-06-14T22:08:35.000Z"), "2021-06-14 22:08 UTC");
  EXPECT_EQ(okta::shown_time("2021-06-14T22:08:35Z"), "2021-06-14 22:08 UTC");
  for (const char* wrong : {"", "yesterday", "2021-06-14", "2021-06-14T22:08:35",
                            "2021-06-14T22:08:35+02:00", "0000-00-00T00:00:0xZ"}) {
    EXPECT_EQ(okta::shown_time(wrong), "") << wrong;
  }
}

TEST(OktaText, ListsAsPeopleWrite) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(okta::listed(Words{}), "");
  EXPECT_EQ(okta::listed(Words{"a"}), "a");
  EXPECT_EQ(okta::listed(Words{"a", "b"}), "a and b");
  EXPECT_EQ(okta::listed(Words{"a", "b", "c"}), "a, b and c");
}

}  // namespace
