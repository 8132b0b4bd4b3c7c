// What two exchanges must differ in to be written both, and what is never written.
#include <gtest/gtest.h>

#include "okta_emulator/exchange_log.hpp"
#include "small_company.hpp"

namespace emulator_test {
namespace {

using okta_emulator::exchange_json;
using okta_emulator::shape_of;

std::uint64_t shape(const std::string& target, const std::string& body, int status = 200) {
  const okta_emulator::Request request{"GET", target, {{"user-agent", "test/1"}}, ""};
  Answer answer;
  answer.status = status;
  answer.body = body;
  return shape_of({request, &answer, "2025-09"});
}

const std::string kUser = "/api/v1/users/00u45678901234567890";

TEST(ExchangeLog, TakesIdsNamesTimesAndTheLengthOfListsForOneShape) {
  const std::string one = R"([{"id":"00u1","name":"Ann","at":"2025-09-01T01:02:03.000Z"}])";
  EXPECT_EQ(shape(kUser, one), shape("/api/v1/users/00u99999999999999999", one));
  EXPECT_EQ(shape(kUser, one),
            shape(kUser, R"([{"id":"00u2","name":"Bob","at":"2026-10-11T11:12:13.456Z"}])"));
  EXPECT_EQ(shape(kUser, R"([{"id":"00u1"}])"), shape(kUser, R"([{"id":"00u2"},{"id":"00u3"}])"));
  EXPECT_EQ(shape(kUser, R"({"a":1,"b":2})"), shape(kUser, R"({"b":3,"a":4})"));
}

TEST(ExchangeLog, TellsOperationsParametersStatusesKeysTypesAndWordsApart) {
  const std::string body = R"({"status":"ACTIVE","n":1})";
  const std::uint64_t usual = shape(kUser, body);
  EXPECT_NE(usual, shape(kUser + "/groups", body));
  EXPECT_NE(usual, shape(kUser + "?expand=x", body));
  EXPECT_NE(usual, shape(kUser, body, 404));
  for (const char* other :
       {R"({"status":"STAGED","n":1})", R"({"status":"ACTIVE","n":null})", R"({"status":"ACTIVE"})",
        R"({"status":"ACTIVE","n":1,"m":1})", R"({"status":["ACTIVE"],"n":1})", "", "<html>"})
    EXPECT_NE(usual, shape(kUser, other)) << other;
}

TEST(ExchangeLog, WritesEverythingButTheCredential) {
  const okta_emulator::Request request{
      "POST", kUser, {{"Authorization", "SSWS canary"}, {"accept", "x"}}, R"({"a":1})"};
  Answer answer;
  answer.status = 204;
  answer.headers = {{"date", "today"}};
  const json::object line = exchange_json({request, &answer, "2025-09"});
  EXPECT_EQ(json::serialize(line).find("canary"), std::string::npos);
  EXPECT_EQ(line.at("method").as_string(), "POST");
  EXPECT_EQ(line.at("target").as_string(), kUser.c_str());
  EXPECT_EQ(line.at("body").as_string(), R"({"a":1})");
  EXPECT_EQ(line.at("edition").as_string(), "2025-09");
  EXPECT_EQ(line.at("answer").at("status").as_int64(), 204);
  EXPECT_EQ(line.at("answer").at("headers").at(0).at(0).as_string(), "date");
  EXPECT_FALSE(exchange_json({request, nullptr, "2025-09"}).contains("answer"));
}

TEST(ExchangeLog, SaysWhereABodyIsNoText) {
  const okta_emulator::Request request{"POST", kUser, {}, "\xff\xfe"};
  const json::object line = exchange_json({request, nullptr, "2025-09"});
  EXPECT_EQ(line.at("body").as_string(), "");
  EXPECT_FALSE(line.at("body_is_text").as_bool());
}

}  // namespace
}  // namespace emulator_test
