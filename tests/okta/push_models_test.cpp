// Push challenges and enrolments, as Okta's answers tell them.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "okta/model/enrolment.hpp"
#include "okta/model/push.hpp"
#include "sdk/failure.hpp"

namespace {

namespace json = boost::json;
using namespace okta;

const UserId kDana = *UserId::from("00uxf5kx9MpPC2jpb5d6");
const FactorId kPhone = *FactorId::from("opfxf5kx9MpPC2jpb5d6");
constexpr std::string_view kHere =
    "https://back-demo.okta.com/api/v1/users/00uxf5kx9MpPC2jpb5d6/factors/opfxf5kx9MpPC2jpb5d6/"
    "transactions/";

json::object waiting(std::string_view poll) {
  return {{"factorResult", "WAITING"},
          {"expiresAt", "2026-11-23T08:05:00.000Z"},
          {"_embedded", {{"challenge", {{"correctAnswer", 72}}}}},
          {"_links", {{"poll", {{"href", poll}}}}}};
}

TEST(OktaPush, IsReadWithItsNumber) {
  const auto link = std::string(kHere) + "v2mst.GldKV5VxTrifyeZmWSQguA";
  const Push push = Push::read(waiting(link), kDana, kPhone);
  EXPECT_EQ(push.id.text(), "v2mst.GldKV5VxTrifyeZmWSQguA");
  EXPECT_EQ(push.number, 72);
  EXPECT_TRUE(push.expires);
  auto plain = waiting(link);
  plain.erase("_embedded");
  EXPECT_EQ(Push::read(plain, kDana, kPhone).number, std::nullopt);
}

TEST(OktaPush, ALinkToAnotherFactorUserOrPlaceIsNoChallenge) {
  const std::string here(kHere);
  for (const std::string& link :
       {std::string(), here, here + "..", here + "a/../../../roles", here + "abcdefgh?x=1",
        here + "abcdefgh#", here + "abc%2fdefgh", std::string("https://evil.example/"),
        std::string("https://back-demo.okta.com/api/v1/users/00uxf5kx9MpPC2jpb5d6/factors/"
                    "opfother0000000000000/transactions/abcdefgh"),
        std::string("https://back-demo.okta.com/api/v1/users/me/factors/opfxf5kx9MpPC2jpb5d6/"
                    "transactions/abcdefgh")}) {
    EXPECT_THROW(Push::read(waiting(link), kDana, kPhone), back::sdk::Failure) << link;
  }
  auto done = waiting(here + "abcdefgh");
  done["factorResult"] = "SUCCESS";
  EXPECT_THROW(Push::read(done, kDana, kPhone), back::sdk::Failure) << "nobody was asked";
  auto strange = waiting(here + "abcdefgh");
  strange["_embedded"] = {{"challenge", {{"correctAnswer", 1'000'000}}}};
  EXPECT_THROW(Push::read(strange, kDana, kPhone), back::sdk::Failure);
}

TEST(OktaPush, EveryWordOfTheSpecificationIsKnown) {
  EXPECT_EQ(push_result_of("WAITING"), PushResult::waiting);
  EXPECT_EQ(push_result_of("SUCCESS"), PushResult::approved);
  EXPECT_EQ(push_result_of("REJECTED"), PushResult::rejected);
  EXPECT_EQ(push_result_of("TIMEOUT"), PushResult::timed_out);
  EXPECT_EQ(push_result_of("ERROR"), PushResult::unknown);
  EXPECT_EQ(push_result_of("success"), PushResult::unknown) << "nobody is let in by a guess";
}

Factors factors(const char* text) { return read_factors(json::parse(text)); }

TEST(OktaEnrolments, TheRowsOfOktaVerifyGoTogetherAndOthersStandAlone) {
  const auto list = enrolments(factors(R"([
      {"id":"ostxf5kx9MpPC2jpb5d6","factorType":"token:software:totp","provider":"OKTA","status":"ACTIVE"},
      {"id":"mblxf5kx9MpPC2jpb5d6","factorType":"sms","provider":"OKTA","status":"ACTIVE"},
      {"id":"opfxf5kx9MpPC2jpb5d6","factorType":"push","provider":"OKTA","status":"ACTIVE",
       "profile":{"name":"Dana's phone"}},
      {"id":"crpxf5kx9MpPC2jpb5d6","factorType":"signed_nonce","provider":"OKTA","status":"ACTIVE"},
      {"id":"uftxf5kx9MpPC2jpb5d6","factorType":"token:software:totp","provider":"GOOGLE","status":"ACTIVE"},
      {"id":"emfxf5kx9MpPC2jpb5d6","factorType":"email","provider":"OKTA","status":"ACTIVE"}])"));
  ASSERT_EQ(list.size(), 4U);
  EXPECT_EQ(list[0].id, kOktaVerify);
  EXPECT_EQ(list[0].lead.text(), "opfxf5kx9MpPC2jpb5d6") << "its removal removes the others, too";
  EXPECT_EQ(list[0].rows.size(), 3U);
  EXPECT_NE(list[0].detail.find("Okta Verify (push) on Dana's phone"), std::string::npos);
  EXPECT_TRUE(list[0].is("crpxf5kx9MpPC2jpb5d6"));
  EXPECT_FALSE(list[0].is("mblxf5kx9MpPC2jpb5d6"));
  EXPECT_EQ(list[1].name, "Text message");
  EXPECT_EQ(list[2].name, "Google Authenticator") << "not Okta Verify";
  EXPECT_EQ(list[3].detail, "does not count as multifactor");
}

TEST(OktaEnrolments, WithoutPushTheRemovalStartsWhereItReachesFarthest) {
  const auto list = enrolments(factors(R"([
      {"id":"ostxf5kx9MpPC2jpb5d6","factorType":"token:software:totp","provider":"OKTA","status":"ACTIVE"},
      {"id":"crpxf5kx9MpPC2jpb5d6","factorType":"signed_nonce","provider":"OKTA","status":"ACTIVE"}])"));
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].lead.text(), "crpxf5kx9MpPC2jpb5d6");
}

}  // namespace
