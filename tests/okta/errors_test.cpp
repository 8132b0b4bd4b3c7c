// What errors mean, by code and status alone.
#include "okta/errors.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>

namespace {

using okta::OktaError;

back::http::Response answer(int status, std::string body) {
  back::http::Response response;
  response.status = status;
  response.body = std::move(body);
  response.headers.add("X-Okta-Request-Id", "req-1");
  return response;
}

std::string okta_body(std::string_view code, std::string_view summary = "Some words",
                      std::string_view cause = {}) {
  boost::json::object body{
      {"errorCode", code}, {"errorSummary", summary}, {"errorLink", code}, {"errorId", "oae1"}};
  auto& causes = body["errorCauses"].emplace_array();
  if (!cause.empty()) causes.push_back(boost::json::object{{"errorSummary", cause}});
  return boost::json::serialize(body);
}

TEST(OktaErrors, AreDecidedByTheCode) {
  struct Case {
    int http_status;
    std::string_view code;
    std::int32_t status;
    std::string_view outcome_code;
  };
  constexpr Case kCases[] = {
      {401, "E0000011", BACK_UNAUTHENTICATED, "unauthenticated"},
      {401, "E0000004", BACK_UNAUTHENTICATED, "unauthenticated"},
      {403, "E0000005", BACK_UNAUTHENTICATED, "unauthenticated"},
      {403, "E0000006", BACK_FORBIDDEN, "forbidden"},
      {401, "E0000015", BACK_FORBIDDEN, "forbidden"},
      {404, "E0000007", BACK_NOT_FOUND, "not_found"},
      {403, "E0000016", BACK_UPSTREAM_ERROR, "wrong_state"},
      {403, "E0000017", BACK_UPSTREAM_ERROR, "wrong_state"},
      {403, "E0000032", BACK_UPSTREAM_ERROR, "wrong_state"},
      {403, "E0000038", BACK_UPSTREAM_ERROR, "wrong_state"},
      {410, "E0000154", BACK_UPSTREAM_ERROR, "wrong_state"},
      {403, "E0000023", BACK_FORBIDDEN, "mastered_elsewhere"},
      {429, "E0000047", BACK_RATE_LIMITED, "rate_limited"},
      {409, "E0000112", BACK_UNAVAILABLE, "in_transition"},
      {503, "E0000010", BACK_UNAVAILABLE, "vendor"},
      {400, "E0000001", BACK_UPSTREAM_ERROR, "vendor"},
      {403, "E9999999", BACK_FORBIDDEN, "forbidden"},
      {400, "E9999999", BACK_UPSTREAM_ERROR, "vendor"},
      {501, "E0000060", BACK_UPSTREAM_ERROR, "locked"},
  };
  for (const Case& each : kCases) {
    const OktaError error = okta::read_error(answer(each.http_status, okta_body(each.code)));
    EXPECT_EQ(error.meaning->status, each.status) << each.code;
    EXPECT_EQ(error.meaning->outcome_code, each.outcome_code) << each.code;
    EXPECT_EQ(error.request_id, "req-1");
  }
}

TEST(OktaErrors, TheTextDecidesNothing) {
  for (const char* words : {"Invalid token provided", "Not found: Resource not found",
                            "API call exceeded rate limit"}) {
    const OktaError error = okta::read_error(answer(403, okta_body("E0000006", words)));
    EXPECT_EQ(error.meaning->outcome_code, "forbidden");
  }
}

TEST(OktaErrors, AnswersThatAreNotOktasAreUnderstoodByTheirStatus) {
  struct Case {
    int http_status;
    const char* body;
    std::int32_t status;
  };
  constexpr Case kCases[] = {
      {502, "<html>Bad gateway</html>", BACK_UNAVAILABLE},
      {503, "", BACK_UNAVAILABLE},
      {404, R"({"status":404,"message":"x"})", BACK_UPSTREAM_ERROR},
      {401, "[]", BACK_UNAUTHENTICATED},
      {429, "slow down", BACK_RATE_LIMITED},
      {302, "", BACK_UPSTREAM_ERROR},
      {418, "\xff\xfe", BACK_UPSTREAM_ERROR},
      {400, R"({"errorCode":"E0000011","errorCode":"E0000007"})", BACK_UPSTREAM_ERROR},
      {403, R"({"errorCode":17})", BACK_FORBIDDEN},
      {407, "", BACK_UNAVAILABLE}};
  for (const Case& each : kCases) {
    const OktaError error = okta::read_error(answer(each.http_status, each.body));
    EXPECT_EQ(error.meaning->status, each.status) << each.http_status << each.body;
    EXPECT_TRUE(error.error_code.empty());
    EXPECT_EQ(error.surely_not_applied(), each.http_status == 429)
        << "a gateway cannot speak for Okta";
  }
}

TEST(OktaErrors, OnlyOktasOwnNoIsCertain) {
  EXPECT_TRUE(okta::read_error(answer(400, okta_body("E0000001"))).surely_not_applied());
  EXPECT_TRUE(okta::read_error(answer(429, "")).surely_not_applied());
  EXPECT_FALSE(okta::read_error(answer(500, okta_body("E0000009"))).surely_not_applied());
  EXPECT_FALSE(okta::read_error(answer(503, okta_body("E0000010"))).surely_not_applied());
  EXPECT_FALSE(okta::read_error(answer(302, "")).surely_not_applied());
}

TEST(OktaErrors, ShowOktasWordsOnlyWhereTheyHelpAndNeverAsTheyCame) {
  const OktaError error = okta::read_error(
      answer(400, okta_body("E0000001", "Api validation failed", "Cannot\x1b[31m suspend\n now")));
  EXPECT_EQ(error.sentence(), "Okta refused the request. Okta says: “Cannot[31m suspend  now”.");
  const OktaError quiet = okta::read_error(answer(403, okta_body("E0000006", "secret words")));
  EXPECT_EQ(quiet.sentence().find("secret words"), std::string::npos);
}

TEST(OktaErrors, EveryRowHasASentenceAndEachCodeStandsOnce) {
  std::set<std::string_view> codes;
  for (const okta::Meaning& row : okta::meanings()) {
    EXPECT_TRUE(row.sentence.ends_with('.')) << row.error_code << row.http_status;
    EXPECT_NE(row.status, BACK_OK);
    const bool first = row.error_code.empty() || codes.insert(row.error_code).second;
    EXPECT_TRUE(first) << row.error_code;
  }
}

TEST(OktaErrors, NoAnswerHasAStatusToo) {
  using Reason = back::http::NoResponse::Reason;
  const auto status = [](Reason reason) {
    return okta::failure_of(back::http::NoResponse(reason, false, "Sentence.")).status();
  };
  EXPECT_EQ(status(Reason::connect), BACK_UNAVAILABLE);
  EXPECT_EQ(status(Reason::tls), BACK_UNAVAILABLE);
  EXPECT_EQ(status(Reason::timeout), BACK_DEADLINE);
  EXPECT_EQ(status(Reason::cancelled), BACK_CANCELLED);
  EXPECT_EQ(status(Reason::too_large), BACK_UPSTREAM_ERROR);
  EXPECT_EQ(status(Reason::overloaded), BACK_RATE_LIMITED);
}

}  // namespace
