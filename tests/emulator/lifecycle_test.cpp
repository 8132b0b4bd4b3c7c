// What lifecycle operations answer and what goes with them: mails, links, sessions, factors,
// transitions under way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "small_company.hpp"

namespace emulator_test {
namespace {

using testing::IsEmpty;
using testing::StartsWith;

TEST(Lifecycle, ActivationMailsByDefaultAndThenAnswersAnEmptyObject) {
  Company company(seed_of({person("pat", "STAGED")}));
  const Answer answer = company.lifecycle("pat", "activate");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "{}");
  ASSERT_EQ(company.truth("pat").mails.size(), 1U);
  EXPECT_EQ(company.truth("pat").mails[0].kind, "activation");
  EXPECT_EQ(company.truth("pat").mails[0].to, login_of("pat"));
}

TEST(Lifecycle, ActivationWithoutMailAnswersALinkWithItsToken) {
  Company company(seed_of({person("pat", "STAGED")}));
  const json::value body = body_of(company.lifecycle("pat", "activate?sendEmail=false"));
  const std::string token(body.at("activationToken").as_string());
  EXPECT_EQ(body.at("activationUrl").as_string(),
            "https://acme.okta.com/tokens/" + token + "/verify");
  EXPECT_THAT(company.truth("pat").mails, IsEmpty());
}

TEST(Lifecycle, ReactivationMailsOnlyWhenAsked) {
  Company company(seed_of({person("pat", "PROVISIONED")}));
  EXPECT_NE(company.lifecycle("pat", "reactivate").body, "{}");
  EXPECT_THAT(company.truth("pat").mails, IsEmpty());
  EXPECT_EQ(company.lifecycle("pat", "reactivate?sendEmail=true").body, "{}");
  EXPECT_EQ(company.truth("pat").mails.size(), 1U);
}

TEST(Lifecycle, ARefusedOperationMailsNobody) {
  Company company(seed_of({person("pat", "ACTIVE")}));
  EXPECT_EQ(code_of(company.lifecycle("pat", "activate")), "E0000016");
  EXPECT_THAT(company.truth("pat").mails, IsEmpty());
}

TEST(Lifecycle, ResettingAPasswordNeedsToKnowWhetherToMail) {
  Company company(seed_of({person("pat")}));
  EXPECT_EQ(code_of(company.lifecycle("pat", "reset_password")), "E0000028");
  EXPECT_EQ(company.truth("pat").status, Status::active);
  const json::value body = body_of(company.lifecycle("pat", "reset_password?sendEmail=false"));
  EXPECT_THAT(std::string(body.at("resetPasswordUrl").as_string()),
              StartsWith("https://acme.okta.com/reset_password/"));
  EXPECT_EQ(company.truth("pat").status, Status::recovery);
}

TEST(Lifecycle, ExpiringAPasswordAnswersTheUserOrATemporaryPassword) {
  Company company(seed_of({person("pat")}));
  const json::value user = body_of(company.lifecycle("pat", "expire_password"));
  EXPECT_EQ(user.at("status").as_string(), "PASSWORD_EXPIRED");
  EXPECT_TRUE(user.at("_links").as_object().contains("suspend"));
  const json::value temporary =
      body_of(company.lifecycle("pat", "expire_password_with_temp_password"));
  EXPECT_EQ(temporary.as_object().size(), 1U);
  EXPECT_FALSE(temporary.at("tempPassword").as_string().empty());
}

TEST(Lifecycle, SuspensionAndDeactivationEndTheSessions) {
  for (const char* what : {"suspend", "deactivate"}) {
    Company company(seed_of({person("pat", "ACTIVE", {{"sessions", 3}})}));
    company.lifecycle("pat", what);
    EXPECT_EQ(company.truth("pat").sessions, 0) << what;
  }
}

TEST(Lifecycle, ADeactivatedUserComesBackProvisionedWithoutAPassword) {
  Company company(seed_of({person("pat")}));
  company.lifecycle("pat", "deactivate");
  EXPECT_FALSE(company.truth("pat").has_password);
  company.lifecycle("pat", "activate?sendEmail=false");
  EXPECT_EQ(company.truth("pat").status, Status::provisioned);
}

TEST(Lifecycle, ClearingSessionsTakesWhatItsParametersName) {
  struct Case {
    std::string query;
    std::int64_t tokens, devices;
  };
  const std::vector<Case> cases = {{"", 4, 0},  // Identity Engine forgets devices by itself
                                   {"?oauthTokens=true", 0, 0},
                                   {"?oauthTokens=false&forgetDevices=false", 4, 2},
                                   {"?oauthTokens=true&forgetDevices=false", 0, 2}};
  for (const Case& one : cases) {
    Company company(
        seed_of({person("pat", "ACTIVE", {{"sessions", 3}, {"oauth_tokens", 4}, {"devices", 2}})}));
    const Answer answer = company.remove(user_path("pat") + "/sessions" + one.query);
    EXPECT_EQ(answer.status, 204);
    EXPECT_TRUE(answer.body.empty());
    const auto pat = company.truth("pat");
    EXPECT_EQ(pat.sessions, 0) << one.query;
    EXPECT_EQ(pat.oauth_tokens, one.tokens) << one.query;
    EXPECT_EQ(pat.devices, one.devices) << one.query;
  }
}

TEST(Lifecycle, AClassicOrganisationDoesNotForgetDevicesByItself) {
  json::object seed = seed_of({person("pat", "ACTIVE", {{"devices", 2}})});
  seed["organisation"].as_object()["pipeline"] = "v1";
  Company company(seed);
  company.remove(user_path("pat") + "/sessions");
  EXPECT_EQ(company.truth("pat").devices, 2);
}

TEST(Lifecycle, ABooleanThatIsNoneIsRefusedBeforeAnythingHappens) {
  Company company(seed_of({person("pat", "ACTIVE", {{"sessions", 3}})}));
  EXPECT_EQ(code_of(company.remove(user_path("pat") + "/sessions?oauthTokens=yes")), "E0000001");
  EXPECT_EQ(company.truth("pat").sessions, 3);
}

TEST(Lifecycle, ResettingFactorsRemovesThemAllAndWorksWithoutAny) {
  Company company(seed_of(
      {person("pat", "ACTIVE",
              {{"factors", {json::object{{"type", "sms"}}, json::object{{"type", "push"}}}}})}));
  EXPECT_EQ(company.lifecycle("pat", "reset_factors").body, "{}");
  EXPECT_THAT(company.truth("pat").factors, IsEmpty());
  EXPECT_EQ(company.lifecycle("pat", "reset_factors").status, 200);
}

TEST(Lifecycle, AUserInTransitionOffersNothingAndRefusesEverythingThatMovesHim) {
  Company company(
      seed_of({person("pat", "ACTIVE", {{"transition", json::object{{"to", "DEPROVISIONED"}}}}),
               person("sue", "STAGED", {{"transition", json::object{{"to", "ACTIVE"}}}})}));
  const json::value pat = body_of(company.get(user_path("pat")));
  EXPECT_EQ(pat.at("transitioningToStatus").as_string(), "DEPROVISIONED");
  EXPECT_EQ(pat.at("_links").as_object().size(), 3U);  // self, schema, type
  EXPECT_EQ(code_of(company.lifecycle("pat", "suspend")), "E0000038");
  EXPECT_EQ(code_of(company.lifecycle("sue", "activate")), "E0000112");
  EXPECT_EQ(company.truth("pat").status, Status::active);
}

TEST(Lifecycle, OfAUserFromADirectoryLeavesPasswordLockAndProfileToTheDirectory) {
  Company company(seed_of({person("pat", "ACTIVE", {{"provider", "ACTIVE_DIRECTORY"}})}));
  for (const char* what : {"unlock", "reset_password?sendEmail=true"}) {
    EXPECT_EQ(code_of(company.lifecycle("pat", what)), "E0000023") << what;
  }
  EXPECT_EQ(code_of(company.post(user_path("pat"), R"({"profile":{"nickName":"P"}})")), "E0000023");
  const json::value pat = body_of(company.get(user_path("pat")));
  EXPECT_FALSE(pat.at("_links").as_object().contains("resetPassword"));
  EXPECT_TRUE(pat.at("_links").as_object().contains("resetFactors"));
  EXPECT_EQ(company.lifecycle("pat", "suspend").status, 200);
}

// Documented: with Active Directory integrated, the password expires there as well.
TEST(Lifecycle, APasswordInActiveDirectoryCanBeExpiredAndThatOfAnIdentityProviderCannot) {
  for (const char* what : {"expire_password", "expire_password_with_temp_password"}) {
    Company company(seed_of({person("pat", "ACTIVE", {{"provider", "ACTIVE_DIRECTORY"}}),
                             person("sue", "ACTIVE", {{"provider", "FEDERATION"}})}));
    const json::value pat = body_of(company.get(user_path("pat")));
    EXPECT_TRUE(pat.at("_links").as_object().contains("expirePassword"));
    EXPECT_EQ(company.lifecycle("pat", what).status, 200);
    EXPECT_EQ(company.truth("pat").status, Status::password_expired);
    EXPECT_EQ(code_of(company.lifecycle("sue", what)), "E0000023");
  }
}

TEST(Lifecycle, ATransitionEndsAfterItsReadsOrWhenItIsSettled) {
  Company company(
      seed_of({person("pat", "ACTIVE",
                      {{"transition", json::object{{"to", "DEPROVISIONED"}, {"reads", 2}}}}),
               person("sue", "ACTIVE", {{"transition", json::object{{"to", "DEPROVISIONED"}}}})}));
  for (int read = 0; read < 2; ++read) {
    EXPECT_EQ(body_of(company.get(user_path("pat"))).at("status").as_string(), "ACTIVE");
  }
  EXPECT_EQ(body_of(company.get(user_path("pat"))).at("status").as_string(), "DEPROVISIONED");
  for (int read = 0; read < 5; ++read) company.get(user_path("sue"));
  EXPECT_TRUE(company.truth("sue").transition);
  EXPECT_TRUE(company.organisation.settle(login_of("sue")));
  EXPECT_FALSE(company.organisation.settle(login_of("sue")));
  EXPECT_EQ(company.truth("sue").status, Status::deprovisioned);
}

TEST(Lifecycle, ChangesMoveTheTimesOfTheOrganisationsClock) {
  using namespace std::chrono_literals;
  Company company(seed_of({person("pat")}));
  company.clock->advance(90s);
  company.lifecycle("pat", "suspend");
  const json::value pat = body_of(company.get(user_path("pat")));
  EXPECT_EQ(pat.at("statusChanged").as_string(), "2026-05-04T10:01:30.000Z");
  EXPECT_EQ(pat.at("lastUpdated").as_string(), "2026-05-04T10:01:30.000Z");
}

}  // namespace
}  // namespace emulator_test
