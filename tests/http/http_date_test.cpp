#include "http/http_date.hpp"

#include <gtest/gtest.h>

namespace back::http {
namespace {

std::int64_t seconds(std::string_view text) {
  const auto date = parse_http_date(text);
  return date ? date->time_since_epoch().count() : -1;
}

TEST(HttpDate, CountsSecondsSince1970) {
  EXPECT_EQ(seconds("Thu, 01 Jan 1970 00:00:00 GMT"), 0);
  EXPECT_EQ(seconds("Sun, 06 Nov 1994 08:49:37 GMT"), 784111777);
  EXPECT_EQ(seconds("Tue, 29 Feb 2028 23:59:60 GMT"), 1835481600);
  EXPECT_EQ(seconds("Sun, 07 Feb 2106 06:28:16 GMT"), 4294967296);
}

TEST(HttpDate, IsReadAnewWheneverItIsAnother) {
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(seconds("Sun, 06 Nov 1994 08:49:37 GMT"), 784111777);
    EXPECT_EQ(seconds("Sun, 06 Nov 1994 08:49:37 GMT"), 784111777);
    EXPECT_EQ(seconds("Sun, 06 Nov 1994 08:49:3"), -1);
    EXPECT_EQ(seconds(""), -1);
    EXPECT_EQ(seconds("Sun, 06 Nov 1994 08:49:38 GMT"), 784111778);
  }
}

TEST(HttpDate, AcceptsNoOtherForm) {
  for (const char* text : {"", "0", "784111777", "Sunday, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 UTC",
                           "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
                           "Sun, 06 Nov 1994 08:49:37 GMT ", " Sun, 06 Nov 1994 08:49:37 GMT",
                           "Sun, 31 Nov 1994 08:49:37 GMT", "Sun, 29 Feb 2027 08:49:37 GMT",
                           "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:37 GMT",
                           "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, -6 Nov 1994 08:49:37 GMT",
                           "Sun, 06 Xyz 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT"})
    EXPECT_EQ(parse_http_date(text), std::nullopt) << text;
}

}  // namespace
}  // namespace back::http
