// The comparison of recorded and emulated answers sees what it is meant to see, and nothing else.
#include <gtest/gtest.h>

#include "recording_differences.hpp"

namespace emulator_test {
namespace {

std::size_t differing(std::string_view recorded, std::string_view answered) {
  return body_differences(json::parse(recorded), json::parse(answered)).size();
}

TEST(BodyDifferences, AreKeysTypesAndTheFirstElementOfLists) {
  EXPECT_EQ(differing(R"({"a":[1,2],"b":{"c":null}})", R"({"b":{"c":null},"a":[7]})"), 0U);
  EXPECT_EQ(differing(R"({"a":1})", R"({})"), 1U);
  EXPECT_EQ(differing(R"({})", R"({"a":1})"), 1U);
  EXPECT_EQ(differing(R"({"a":1,"b":2})", R"({"a":null,"c":2})"), 3U) << "all of them are told";
  EXPECT_EQ(differing(R"({"a":"x"})", R"({"a":null})"), 1U);
  EXPECT_EQ(differing(R"([{"a":1}])", R"([{"a":true}])"), 1U);
  EXPECT_EQ(differing(R"([])", R"([1])"), 1U);
}

TEST(BodyDifferences, AreWordsThatCodeDecidesByAndWhereLinksLead) {
  EXPECT_EQ(differing(R"({"name":"x"})", R"({"name":"y"})"), 0U);
  EXPECT_EQ(differing(R"({"status":"ACTIVE"})", R"({"status":"STAGED"})"), 1U);
  EXPECT_EQ(differing(R"({"errorCode":"E0000006"})", R"({"errorCode":"E0000007"})"), 1U);
  const auto link = [](std::string_view url) {
    return R"({"href":")" + std::string(url) + R"("})";
  };
  const std::string recorded =
      link("https://a/api/v1/users/00uxf5kx9MpPC2jpb5d6/lifecycle/suspend");
  EXPECT_EQ(
      differing(recorded, link("https://b/api/v1/users/00u11111111111111111/lifecycle/suspend")),
      0U);
  EXPECT_EQ(
      differing(recorded, link("https://b/api/v1/users/00u11111111111111111/lifecycle/unlock")),
      1U);
  EXPECT_EQ(differing(link("https://a/logo1.png"), link("https://b/logo2.png")), 0U);
}

Recording recorded_with(const json::object& headers) {
  Recording one;
  one.response_headers = headers;
  one.date = *okta_emulator::parse_iso_time("2021-06-15T16:37:05Z");
  return one;
}

TEST(HeaderDifferences, AreExactWhereTheHeaderIsDetermined) {
  okta_emulator::Answer answer;
  answer.headers = {{"content-type", "application/json"}, {"server", "other"}};
  EXPECT_TRUE(
      header_differences(recorded_with({{"content-type", "application/json"}, {"server", "nginx"}}),
                         answer)
          .empty());
  for (const char* name :
       {"date", "content-type", "link", "etag", "www-authenticate", "x-okta-request-id",
        "x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset", "cache-control"}) {
    const auto without = header_differences(recorded_with({{name, "1"}}), {});
    ASSERT_EQ(without.size(), 1U) << name;
    EXPECT_EQ(without[0], std::string(name) + ": recorded " +
                              (std::string(name) == "x-rate-limit-remaining" ? "a number"
                               : std::string(name) == "x-rate-limit-reset"   ? "in the past"
                                                                             : "1") +
                              ", answered nothing");
  }
}

TEST(HeaderDifferences, AreOfFormWhereTheValueIsFree) {
  struct Case {
    const char *name, *recorded, *same, *other;
  };
  constexpr Case kCases[] = {{"x-okta-request-id", "YMjXMZu@waF2jcGbdO2puAAADF0",
                              "X0f5MJBDqmSpZa9LjLNWSAAAAm0", "1dff89a9aa4645199b0e88161cf09b68"},
                             {"x-rate-limit-remaining", "99", "7", "-1"},
                             {"x-rate-limit-reset", "1623775085", "1623775030", "1623775125"},
                             {"link", "<https://a/api/v1/users?after=000u1&limit=1>; rel=\"next\"",
                              "<https://b/api/v1/users?after=000u2&limit=1>; rel=\"next\"",
                              "<https://b/api/v1/users?after=000u2&limit=2>; rel=\"next\""}};
  for (const Case& each : kCases) {
    const Recording one = recorded_with({{each.name, each.recorded}});
    okta_emulator::Answer answer;
    answer.headers = {{each.name, each.same}};
    EXPECT_TRUE(header_differences(one, answer).empty()) << each.name;
    answer.headers = {{each.name, each.other}};
    EXPECT_FALSE(header_differences(one, answer).empty()) << each.name;
  }
}

}  // namespace
}  // namespace emulator_test
