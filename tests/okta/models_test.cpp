// Okta's answers, read strictly: what is needed must be there in its form, everything else is
// ignored.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "okta/model/detail.hpp"
#include "okta/model/factor.hpp"
#include "okta/model/organisation.hpp"
#include "okta/model/role.hpp"
#include "okta/model/user.hpp"
#include "sdk/failure.hpp"

namespace {

namespace json = boost::json;
using namespace okta;

json::object user_json() {
  return json::
      parse(R"({"id":"00uxf5kx9MpPC2jpb5d6","status":"ACTIVE","lastLogin":"2021-06-14T22:08:35.000Z",
    "profile":{"firstName":"Dana","lastName":"Reyes","login":"dana@x.example","email":"dana@x.example","badge":7},
    "credentials":{"provider":{"type":"OKTA","name":"OKTA"}},
    "_links":{"suspend":{},"deactivate":{},"resetPassword":{},"expirePassword":{},"resetFactors":{},"self":{}}})")
          .as_object();
}

template <typename Read>
bool makes_sense(const Read& read) {
  try {
    read();
    return true;
  } catch (const back::sdk::Failure& failure) {
    EXPECT_EQ(failure.status(), BACK_UPSTREAM_ERROR);
    EXPECT_TRUE(failure.person().ends_with('.'));
    return false;
  }
}

bool is_user(const json::value& value) {
  return makes_sense([&] { UserInFull::read(value); });
}

TEST(OktaModels, ReadAUser) {
  const User user = User::read(user_json());
  EXPECT_EQ(user.id.text(), "00uxf5kx9MpPC2jpb5d6");
  EXPECT_EQ(user.status, Status::active);
  EXPECT_EQ(user.name, "Dana Reyes");
  EXPECT_EQ(user.provider, "OKTA");
  EXPECT_FALSE(user.moving());
  EXPECT_TRUE(user.permitted().has(Operation::suspend));
  EXPECT_FALSE(user.links_disagree());
}

TEST(OktaModels, RefuseUsersThatMakeNoSense) {
  for (const char* member : {"id", "status", "profile"}) {
    auto without = user_json();
    without.erase(member);
    EXPECT_FALSE(is_user(without)) << member;
    for (const json::value& wrong :
         {json::value(7), json::value(nullptr), json::value(""), json::value(json::array{})}) {
      auto broken = user_json();
      broken[member] = wrong;
      EXPECT_FALSE(is_user(broken)) << member << wrong;
    }
  }
  for (const char* member : {"_links", "credentials", "transitioningToStatus", "lastLogin"}) {
    auto broken = user_json();
    broken[member] = 7;
    EXPECT_FALSE(is_user(broken)) << member;
    broken[member] = nullptr;
    EXPECT_TRUE(is_user(broken)) << member << " may be null";
  }
  for (const char* id : {"..", "me", "00gxf5kx9MpPC2jpb5d6", "00uxf5kx9MpPC2jpb5d6/.."}) {
    auto broken = user_json();
    broken["id"] = id;
    EXPECT_FALSE(is_user(broken)) << id;
  }
  EXPECT_FALSE(is_user(json::array{}));
  EXPECT_FALSE(is_user("ACTIVE"));
}

TEST(OktaModels, AStatusNobodyKnowsIsShownAndDecidesNothing) {
  auto strange = user_json();
  strange["status"] = "HIBERNATING\x1b";
  const User user = User::read(strange);
  EXPECT_EQ(user.status, Status::unknown);
  EXPECT_EQ(user.status_label(), "Unknown status (HIBERNATING)");
}

TEST(OktaModels, LinksComeFirstAndTheTableWhereTheySayNothing) {
  auto list_entry = user_json();
  list_entry["_links"] = json::object{{"self", json::object{}}};
  const User listed = User::read(list_entry);
  EXPECT_FALSE(listed.published);
  EXPECT_TRUE(listed.permitted().has(Operation::suspend)) << "by the table";

  auto other = user_json();
  other["_links"] = json::object{{"unsuspend", json::object{}}};
  const User differing = User::read(other);
  EXPECT_TRUE(differing.links_disagree());
  EXPECT_TRUE(differing.permitted().has(Operation::unsuspend));
  EXPECT_FALSE(differing.permitted().has(Operation::suspend));
}

TEST(OktaModels, NameFactorsAsPeopleKnowThem) {
  struct Case {
    const char* json;
    const char* name;
    bool mfa;
  };
  constexpr Case kCases[] = {
      {R"({"factorType":"push","provider":"OKTA","status":"ACTIVE","profile":{"name":"iPhone"}})",
       "Okta Verify (push) on iPhone", true},
      {R"({"factorType":"signed_nonce","provider":"OKTA","status":"ACTIVE","profile":{"name":"Mac"}})",
       "Okta FastPass on Mac", true},
      {R"({"factorType":"token:software:totp","provider":"GOOGLE","status":"ACTIVE"})",
       "Google Authenticator", true},
      {R"({"factorType":"token:software:totp","provider":"OKTA","status":"PENDING_ACTIVATION"})",
       "Okta Verify (code)", false},
      {R"({"factorType":"sms","provider":"OKTA","status":"ACTIVE","profile":{"phoneNumber":"+1-555-415-1337"}})",
       "Text message to …1337", true},
      {R"({"factorType":"webauthn","provider":"FIDO","status":"ACTIVE","profile":{"authenticatorName":"YubiKey"}})",
       "Security key or biometrics (YubiKey)", true},
      {R"({"factorType":"email","provider":"OKTA","status":"ACTIVE"})", "E-mail", false},
      {R"({"factorType":"question","provider":"OKTA","status":"ACTIVE"})", "Security question",
       false},
      {R"({"factorType":"hologram","provider":"X","status":"ACTIVE","profile":null})",
       "Factor (hologram)", true},
  };
  for (const Case& each : kCases) {
    auto value = json::parse(each.json).as_object();
    value["id"] = "mblsf9bdcP8tGDTMi4x6";
    const Factor factor = Factor::read(value);
    EXPECT_EQ(factor.name, each.name);
    EXPECT_EQ(factor.is_mfa(), each.mfa) << each.name;
  }
  EXPECT_FALSE(makes_sense([] { read_factors(json::object{}); }));
  EXPECT_FALSE(makes_sense([] { read_factors(json::array{json::object{{"id", ".."}}}); }));
}

TEST(OktaModels, ReadRolesAndOrganisations) {
  const auto roles = read_roles(
      json::parse(R"([{"id":"x","type":"CUSTOM","label":"Desk"},{"type":"SUPER_ADMIN"}])"));
  EXPECT_EQ(labels(roles), (std::vector<std::string>{"Desk", "SUPER_ADMIN"}));
  EXPECT_FALSE(makes_sense([] { read_roles(json::parse(R"([{"label":"no type"}])")); }));
  const auto there = PublicOrganisation::read(json::parse(
      R"({"id":"00okqewnfETurhtBd5d6","_links":{"organization":{"href":"https://test.okta.com"}}})"));
  EXPECT_EQ(there.host, "test.okta.com");
  EXPECT_FALSE(makes_sense([] { PublicOrganisation::read(json::parse(R"({"id":"../.."})")); }));
}

}  // namespace
