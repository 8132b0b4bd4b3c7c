// Every request that can be sent: method, path, query, and whether the credential goes with it.
#include "okta/client/requests.hpp"

#include <gtest/gtest.h>

namespace {

using namespace okta;
using back::http::Request;

std::string text(const Request& request) {
  std::string result =
      std::string(back::http::name_of(request.method)) + ' ' + std::string(request.path.text());
  if (!request.query.empty()) result += '?' + request.query.text();
  return result;
}

TEST(OktaRequests, AreTheseAndNoOthers) {
  const UserId id = *UserId::from("00uxf5kx9MpPC2jpb5d6");
  EXPECT_EQ(text(requests::user(id)), "GET /api/v1/users/00uxf5kx9MpPC2jpb5d6");
  EXPECT_EQ(text(requests::factors(id)), "GET /api/v1/users/00uxf5kx9MpPC2jpb5d6/factors");
  EXPECT_EQ(text(requests::roles(id)), "GET /api/v1/users/00uxf5kx9MpPC2jpb5d6/roles");
  EXPECT_EQ(text(requests::group_rules()), "GET /api/v1/groups/rules?limit=200");
  EXPECT_EQ(text(requests::rules_holding(*GroupId::from("00gxf5kx9MpPC2jpb5d6"), id)),
            "GET /api/v1/groups/00gxf5kx9MpPC2jpb5d6/users/00uxf5kx9MpPC2jpb5d6/group-rules");
  EXPECT_EQ(text(requests::me()), "GET /api/v1/users/me");
  EXPECT_EQ(text(requests::organisation()), "GET /api/v1/org");
  EXPECT_EQ(text(requests::public_organisation()), "GET /.well-known/okta-organization");
  EXPECT_EQ(text(requests::any_user()), "GET /api/v1/users?limit=1");
  EXPECT_EQ(text(requests::lifecycle(id, "suspend", {})),
            "POST /api/v1/users/00uxf5kx9MpPC2jpb5d6/lifecycle/suspend");
  EXPECT_EQ(
      text(requests::sessions(id, false, true)),
      "DELETE /api/v1/users/00uxf5kx9MpPC2jpb5d6/sessions?oauthTokens=false&forgetDevices=true");
}

TEST(OktaRequests, OfFactorsAndPushesNameTheFactorByItsId) {
  const UserId id = *UserId::from("00uxf5kx9MpPC2jpb5d6");
  const FactorId factor = *FactorId::from("opfxf5kx9MpPC2jpb5d6");
  const auto push = *TransactionId::from("v2mst.GldKV5VxTrifyeZmWSQguA");
  const std::string path = "/api/v1/users/00uxf5kx9MpPC2jpb5d6/factors/opfxf5kx9MpPC2jpb5d6";
  EXPECT_EQ(text(requests::factor_removal(id, factor)), "DELETE " + path);
  EXPECT_EQ(text(requests::push(id, factor, true)), "POST " + path + "/verify");
  EXPECT_EQ(requests::push(id, factor, true).body, R"({"useNumberMatchingChallenge":true})");
  EXPECT_EQ(requests::push(id, factor, false).body, "");
  EXPECT_EQ(text(requests::push_result(id, factor, push)),
            "GET " + path + "/transactions/v2mst.GldKV5VxTrifyeZmWSQguA");
  EXPECT_EQ(text(requests::push_withdrawal(id, factor, push)),
            "DELETE " + path + "/transactions/v2mst.GldKV5VxTrifyeZmWSQguA");
  for (const auto& request :
       {requests::factor_removal(id, factor), requests::push(id, factor, true),
        requests::push_withdrawal(id, factor, push)})
    EXPECT_FALSE(request.may_be_sent_again());
}

TEST(OktaRequests, OfTheLogAreBoundedAndRunBackwards) {
  const UserId id = *UserId::from("00uxf5kx9MpPC2jpb5d6");
  const auto now = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + std::chrono::hours(8);
  EXPECT_EQ(
      text(requests::log_of(id, now - std::chrono::days(30), now)),
      "GET /api/v1/logs?filter=target.id%20eq%20%2200uxf5kx9MpPC2jpb5d6%22%20or%20actor.id%20eq%20"
      "%2200uxf5kx9MpPC2jpb5d6%22&since=2026-10-24T08%3A00%3A00Z&until=2026-11-23T08%3A00%3A00Z"
      "&sortOrder=DESCENDING&limit=100");
}

TEST(OktaRequests, OnlyThePublicOneGoesWithoutTheCredential) {
  EXPECT_FALSE(requests::public_organisation().with_credential);
  EXPECT_TRUE(requests::me().with_credential);
  EXPECT_TRUE(requests::users_by_email("a@b").with_credential);
}

TEST(OktaRequests, NoChangeIsSentAgainByTheTransport) {
  const UserId id = *UserId::from("00uxf5kx9MpPC2jpb5d6");
  EXPECT_FALSE(requests::lifecycle(id, "reset_factors", {}).may_be_sent_again());
  EXPECT_FALSE(requests::sessions(id, true, true).may_be_sent_again());
  EXPECT_TRUE(requests::user(id).may_be_sent_again());
}

TEST(OktaRequests, SearchTextIsQuotedSoThatItCannotEnd) {
  EXPECT_EQ(requests::quoted("a@b"), "\"a@b\"");
  EXPECT_EQ(requests::quoted("x\" or status eq \"ACTIVE"), "\"x\\\" or status eq \\\"ACTIVE\"");
  EXPECT_EQ(requests::quoted("a\\"), "\"a\\\\\"");
  EXPECT_EQ(text(requests::users_by_email("a+b@c")),
            "GET "
            "/api/v1/"
            "users?search=profile.login%20eq%20%22a%2Bb%40c%22%20or%20profile.email%20eq%20%22a%"
            "2Bb%40c%22"
            "&limit=50");
}

}  // namespace
