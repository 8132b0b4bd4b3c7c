#include "http/response.hpp"

#include <gtest/gtest.h>

namespace back::http {
namespace {

TEST(Headers, AreFoundWhateverTheirCase) {
  const Headers headers{{"X-Rate-Limit-Limit", "600"}, {"link", "<a>"}, {"LINK", "<b>"}};
  EXPECT_EQ(headers.get("x-rate-limit-limit"), "600");
  EXPECT_EQ(headers.get("Link"), "<a>");
  EXPECT_EQ(headers.get_all("Link"), (std::vector<std::string_view>{"<a>", "<b>"}));
  EXPECT_EQ(headers.get("Date"), std::nullopt);
  EXPECT_TRUE(headers.get_all("Date").empty());
}

TEST(Headers, CompareOnlyAsciiLettersWithoutCase) {
  EXPECT_TRUE(equal_ignoring_case("Title-I", "tITLE-i"));
  EXPECT_FALSE(equal_ignoring_case("a", "ab"));
  EXPECT_FALSE(equal_ignoring_case("@", "`"));
  EXPECT_FALSE(equal_ignoring_case("\xC4\xB0", "\xC4\xB1"));
}

TEST(Response, IsOkFrom200To299) {
  for (int status = 100; status < 600; ++status) {
    Response response;
    response.status = status;
    EXPECT_EQ(response.ok(), status / 100 == 2) << status;
  }
}

}  // namespace
}  // namespace back::http
