// Checking a connection: the organisation first and without the token, then whose token it is and
// what it may do.
#include <gtest/gtest.h>

#include "world.hpp"

namespace okta_test {
namespace {

std::string verdict(const Answer& answer, std::string_view id) {
  const auto* capability = find(answer.output.at("capabilities").as_array(), id);
  return capability == nullptr ? "" : std::string(capability->at("verdict").as_string());
}

TEST(OktaCheck, SaysWhichOrganisationWhoseTokenAndWhatItMayDo) {
  World world;
  const Answer answer = world.check();
  ASSERT_EQ(answer.status, BACK_OK) << answer.person;
  EXPECT_EQ(answer.output.at("usable"), true);
  EXPECT_EQ(answer.output.at("sentence"),
            "Back Demo answers, and Back Integration owns the API token.");
  EXPECT_EQ(answer.output.at("organisation").at("name"), "Back Demo");
  EXPECT_EQ(answer.output.at("credential").at("login"), "back.integration@back-demo.example");
  for (const char* id : {"read_users", "read_factors", "read_roles", "read_groups", "read_apps",
                         "read_group_rules", "change_status", "change_sign_in", "change_password",
                         "verify_caller", "change_groups", "change_apps"}) {
    EXPECT_EQ(verdict(answer, id), "yes") << id;
  }
}

TEST(OktaCheck, AsksForTheOrganisationFirstAndWithoutTheToken) {
  World world;
  world.check();
  const auto journal = world.okta().journal();
  ASSERT_FALSE(journal.empty());
  EXPECT_EQ(journal.front().target, "/.well-known/okta-organization");
  EXPECT_TRUE(journal.front().token_hash.empty());
  EXPECT_EQ(journal.at(1).target, "/api/v1/users/me");
  EXPECT_TRUE(world.writes().empty());
}

TEST(OktaCheck, NamesWhatASmallerTokenMisses) {
  World world(World::kHelpDesk);
  const Answer answer = world.check();
  EXPECT_EQ(answer.output.at("usable"), true);
  EXPECT_EQ(verdict(answer, "read_roles"), "no");
  EXPECT_EQ(verdict(answer, "change_status"), "unknown");
  const auto* roles = find(answer.output.at("capabilities").as_array(), "read_roles");
  EXPECT_NE(std::string(roles->at("sentence").as_string()).find("okta.roles.read"),
            std::string::npos);
}

TEST(OktaCheck, AWrongTokenIsUnauthenticatedAndSaysWhatToDo) {
  World world("00thisTokenIsNotKnownToAnybody");
  const Answer answer = world.check();
  EXPECT_EQ(answer.status, BACK_UNAUTHENTICATED);
  EXPECT_NE(answer.person.find("new token"), std::string::npos) << answer.person;
  EXPECT_EQ(answer.details.at("vendor_code"), "E0000011");
}

TEST(OktaCheck, WhereNoOrganisationAnswersTheTokenIsNotSent) {
  for (const int status : {200, 302, 404}) {
    World world;
    world.answer_with("/.well-known/okta-organization", status, "<html>Welcome</html>");
    const Answer answer = world.check();
    EXPECT_EQ(answer.status, BACK_INVALID_CONFIGURATION) << status;
    EXPECT_EQ(answer.details.at("pointer"), "/domain");
    for (const auto& entry : world.okta().journal()) EXPECT_TRUE(entry.token_hash.empty());
  }
}

TEST(OktaCheck, AnOrganisationWithAnotherNameIsNotTalkedTo) {
  World world;
  world.answer_with(
      "/.well-known/okta-organization", 200,
      R"({"id":"00obdDYqGCX7E079J5d7","_links":{"organization":{"href":"https://other.okta.com"}}})");
  const Answer answer = world.check();
  EXPECT_EQ(answer.status, BACK_INVALID_CONFIGURATION);
  EXPECT_NE(answer.person.find("other.okta.com"), std::string::npos);
  for (const auto& entry : world.okta().journal()) EXPECT_TRUE(entry.token_hash.empty());
}

TEST(OktaCheck, AListThatCannotBeEmptyAndIsMakesTheTokenUnusable) {
  World world;
  world.answer_with("/api/v1/users?limit=1", 200, "[]");
  const Answer answer = world.check();
  ASSERT_EQ(answer.status, BACK_OK);
  EXPECT_EQ(answer.output.at("usable"), false);
  EXPECT_EQ(verdict(answer, "read_users"), "no");
}

TEST(OktaCheck, ATokenOfAnotherOrganisationIsNotUsable) {
  World world;
  world.answer_with("/api/v1/org", 200, R"({"id":"00oanotherOneEntirely","companyName":"Else"})");
  EXPECT_EQ(world.check().output.at("usable"), true) << "an id of another form is not read at all";
  world.okta().clear_faults();
  world.answer_with("/api/v1/org", 200, R"({"id":"00oanotherOneEntire1","companyName":"Else"})");
  const Answer answer = world.check();
  EXPECT_EQ(answer.output.at("usable"), false);
}

}  // namespace
}  // namespace okta_test
