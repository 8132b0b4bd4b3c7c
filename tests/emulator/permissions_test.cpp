// What tokens may do: per capability, per role of the owner, and hands off administrators.
#include <gtest/gtest.h>

#include "small_company.hpp"

namespace emulator_test {
namespace {

struct Need {
  std::string capability, method, target, body = {};
};

const std::vector<Need> kNeeds = {
    {"users.read", "GET", "/api/v1/users"},
    {"users.read", "GET", user_path("pat")},
    {"users.read", "GET", user_path("pat") + "/factors"},
    {"users.manage", "POST", user_path("pat"), "{}"},
    {"users.lifecycle", "POST", user_path("pat") + "/lifecycle/suspend"},
    {"users.lifecycle", "POST", user_path("sue") + "/lifecycle/unsuspend"},
    {"users.lifecycle", "POST", user_path("staged") + "/lifecycle/activate"},
    {"users.lifecycle", "POST", user_path("pat") + "/lifecycle/deactivate"},
    {"users.password", "POST", user_path("pat") + "/lifecycle/expire_password"},
    {"users.factors", "POST", user_path("pat") + "/lifecycle/reset_factors"},
    {"users.sessions", "DELETE", user_path("pat") + "/sessions"},
    {"roles.read", "GET", user_path("pat") + "/roles"},
    {"groups.read", "GET", user_path("pat") + "/groups"},
    {"groups.read", "GET", "/api/v1/groups"},
    {"org.read", "GET", "/api/v1/org"},
    {"tokens.read", "GET", "/api/v1/api-tokens"}};

json::object with_owner_roles(json::array roles) {
  json::object seed =
      seed_of({person("pat"), person("sue", "SUSPENDED"), person("staged", "STAGED"),
               person("boss", "ACTIVE", {{"roles", {"ORG_ADMIN"}}})});
  seed["users"].as_array()[0].as_object()["roles"] = std::move(roles);
  return seed;
}

json::object custom(json::array capabilities) {
  return {{"type", "CUSTOM"}, {"label", "Custom"}, {"capabilities", std::move(capabilities)}};
}

TEST(Permissions, EachCapabilityOpensItsOwnDoorsAndNoOthers) {
  for (const Need& held : kNeeds) {
    for (const Need& asked : kNeeds) {
      Company company{with_owner_roles({custom({held.capability})})};
      const Answer answer = company.send(asked.method, asked.target, asked.body);
      const bool may = held.capability == asked.capability;
      EXPECT_EQ(answer.status == 403, !may) << held.capability << ": " << asked.target;
      if (!may) {
        EXPECT_EQ(code_of(answer), "E0000006");
      }
    }
  }
}

TEST(Permissions, WithoutAnyRoleATokenStillKnowsItsOwner) {
  Company company{with_owner_roles({})};
  EXPECT_EQ(company.get("/api/v1/users/me").status, 200);
  EXPECT_EQ(code_of(company.get("/api/v1/users")), "E0000006");
}

TEST(Permissions, RolesOfTheOwnersGroupsCount) {
  json::object seed = with_owner_roles({});
  seed["groups"] = json::array{json::object{{"name", "Admins"}, {"roles", {"READ_ONLY_ADMIN"}}}};
  seed["users"].as_array()[0].as_object()["groups"] = boost::json::array{"Admins"};
  Company company{seed};
  EXPECT_EQ(company.get("/api/v1/users").status, 200);
  EXPECT_EQ(code_of(company.lifecycle("pat", "suspend")), "E0000006");
}

TEST(Permissions, OnlyASuperAdministratorTouchesAdministrators) {
  Company org_admin{with_owner_roles({"ORG_ADMIN"})};
  EXPECT_EQ(code_of(org_admin.lifecycle("boss", "suspend")), "E0000006");
  EXPECT_EQ(org_admin.truth("boss").status, Status::active);
  EXPECT_EQ(org_admin.lifecycle("pat", "suspend").status, 200);
  Company super{with_owner_roles({"SUPER_ADMIN"})};
  EXPECT_EQ(super.lifecycle("boss", "suspend").status, 200);
}

TEST(Permissions, AnUnknownPathIsNotFoundRatherThanForbidden) {
  Company company{with_owner_roles({})};
  EXPECT_EQ(code_of(company.get("/api/v1/nonsense")), "E0000008");
}

}  // namespace
}  // namespace emulator_test
