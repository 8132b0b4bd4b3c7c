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

TEST(OktaRequests, AboutGroupsAndAppsAreThese) {
  const UserId id = *UserId::from("00uxf5kx9MpPC2jpb5d6");
  const GroupId group = *GroupId::from("00gxf5kx9MpPC2jpb5d6");
  const AppId app = *AppId::from("0oaxf5kx9MpPC2jpb5d6");
  const std::string groups = "/api/v1/groups/" + group.text();
  const std::string apps = "/api/v1/apps/" + app.text();
  EXPECT_EQ(text(requests::group(group)), "GET " + groups);
  EXPECT_EQ(text(requests::group_roles(group)), "GET " + groups + "/roles");
  EXPECT_EQ(text(requests::add_member(group, id)), "PUT " + groups + "/users/" + id.text());
  EXPECT_EQ(text(requests::remove_member(group, id)), "DELETE " + groups + "/users/" + id.text());
  EXPECT_EQ(text(requests::app(app)), "GET " + apps);
  EXPECT_EQ(text(requests::app_user(app, id)), "GET " + apps + "/users/" + id.text());
  EXPECT_EQ(text(requests::groups_of_app(app)), "GET " + apps + "/groups?limit=200");
  EXPECT_EQ(text(requests::app_schema(app)),
            "GET /api/v1/meta/schemas/apps/" + app.text() + "/default");
  EXPECT_EQ(text(requests::assign(app, "{}")), "POST " + apps + "/users");
  EXPECT_EQ(requests::assign(app, "{}").body, "{}");
  EXPECT_EQ(text(requests::unassign(app, id)),
            "DELETE " + apps + "/users/" + id.text() + "?sendEmail=false");
  for (const Request& change : {requests::add_member(group, id), requests::remove_member(group, id),
                                requests::assign(app, "{}"), requests::unassign(app, id)})
    EXPECT_FALSE(change.may_be_sent_again());
}

TEST(OktaRequests, FindByAPartOfANameAndGoOnWhereTheLastPageEnded) {
  EXPECT_EQ(text(requests::find_groups("", "")), "GET /api/v1/groups?limit=20&expand=stats");
  EXPECT_EQ(text(requests::find_groups("a\"b", "x%3D")),
            "GET /api/v1/groups?limit=20&expand=stats"
            "&search=profile.name%20co%20%22a%5C%22b%22&after=x%3D");
  EXPECT_EQ(text(requests::find_apps("Sa l", "")), "GET /api/v1/apps?limit=20&q=Sa%20l");
  EXPECT_EQ(text(requests::find_users("", "")), "GET /api/v1/users?limit=20");
  const std::string two = text(requests::find_users(" dana  rey", ""));
  EXPECT_NE(two.find("profile.firstName%20sw%20%22dana%22"), std::string::npos) << two;
  EXPECT_NE(two.find("%29%20and%20%28"), std::string::npos) << two;
  for (const char* cursor : {"a b", "a&limit=1", "a#b", "a\nb"})
    EXPECT_THROW(requests::find_groups("", cursor), std::invalid_argument) << cursor;
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
  EXPECT_EQ(requests::in_quotes("a@b"), "\"a@b\"");
  EXPECT_EQ(requests::in_quotes("x\" or status eq \"ACTIVE"), "\"x\\\" or status eq \\\"ACTIVE\"");
  EXPECT_EQ(requests::in_quotes("a\\"), "\"a\\\\\"");
  EXPECT_EQ(text(requests::users_by_email("a+b@c")),
            "GET "
            "/api/v1/"
            "users?search=profile.login%20eq%20%22a%2Bb%40c%22%20or%20profile.email%20eq%20%22a%"
            "2Bb%40c%22"
            "&limit=50");
}

}  // namespace
