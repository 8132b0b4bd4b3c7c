// Factors as recorded, and roles of users and groups.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "small_company.hpp"

namespace emulator_test {
namespace {

json::object with_factors(std::initializer_list<std::string_view> types,
                          std::string_view status = "ACTIVE") {
  json::array factors;
  for (const std::string_view type : types) {
    factors.push_back(json::object{{"type", type}, {"status", status}});
  }
  return seed_of({person("pat", "ACTIVE", {{"factors", factors}})});
}

std::vector<std::string> types_of(const Company& company) {
  std::vector<std::string> types;
  for (const auto& factor : company.truth("pat").factors) types.push_back(factor.type);
  return types;
}

TEST(Factors, OfAUserWithoutAnyAreAnEmptyList) {
  Company company(seed_of({person("pat")}));
  EXPECT_EQ(company.get(user_path("pat") + "/factors").body, "[]");  // rec 057
}

TEST(Factors, OfferTheLinksOfTheirTypeAndStatus) {
  struct Case {
    std::string_view type, status;
    std::vector<std::string> links;
  };
  const std::vector<Case> table = {
      {"sms", "PENDING_ACTIVATION", {"activate", "resend", "self", "user"}},  // rec 058
      {"push", "PENDING_ACTIVATION", {"activate", "self", "user"}},
      {"sms", "ACTIVE", {"verify", "self", "user"}},
      {"signed_nonce", "ACTIVE", {"self", "user"}},  // rec 059
      {"question", "ACTIVE", {"questions", "self", "user"}}};
  for (const Case& one : table) {
    Company company{with_factors({one.type}, one.status)};
    const json::value factor = body_of(company.get(user_path("pat") + "/factors")).at(0);
    std::vector<std::string> names;
    for (const auto& [name, link] : factor.at("_links").as_object()) names.emplace_back(name);
    EXPECT_THAT(names, testing::UnorderedElementsAreArray(one.links)) << one.type;
    EXPECT_EQ(factor.at("status").as_string(), one.status);
  }
}

TEST(Factors, AreEnrolledPendingActivatedAndRemoved) {
  Company company(seed_of({person("pat")}));
  const std::string path = user_path("pat") + "/factors";
  const json::value made = body_of(company.post(
      path, R"({"factorType":"sms","provider":"OKTA","profile":{"phoneNumber":"+15550100"}})"));
  EXPECT_EQ(made.at("status").as_string(), "PENDING_ACTIVATION");
  EXPECT_EQ(made.at("profile").at("phoneNumber").as_string(), "+15550100");
  const std::string one = path + '/' + std::string(made.at("id").as_string());
  EXPECT_EQ(body_of(company.post(one + "/lifecycle/activate")).at("status").as_string(), "ACTIVE");
  EXPECT_EQ(body_of(company.get(one)).at("status").as_string(), "ACTIVE");
  EXPECT_EQ(company.remove(one).status, 204);
  const Answer gone = company.get(one);
  EXPECT_EQ(gone.status, 404);
  EXPECT_NE(gone.body.find("(UserFactor)"), std::string::npos);  // rec 064
}

TEST(Factors, RemovingPushOrFastPassRemovesAllOfOktaVerify) {
  const auto id_of = [](const Company& company, std::string_view type) {
    for (const auto& factor : company.truth("pat").factors) {
      if (factor.type == type) return factor.id;
    }
    return std::string();
  };
  for (const std::string_view type : {"push", "signed_nonce"}) {
    Company company{with_factors({"push", "token:software:totp", "signed_nonce", "sms"})};
    company.remove(user_path("pat") + "/factors/" + id_of(company, type));
    EXPECT_THAT(types_of(company), testing::ElementsAre("sms")) << type;
  }
  Company company{with_factors({"push", "token:software:totp"})};
  company.remove(user_path("pat") + "/factors/" + id_of(company, "token:software:totp"));
  EXPECT_THAT(types_of(company), testing::ElementsAre("push"));
}

TEST(Factors, OfADeactivatedUserCannotBeRemovedOneByOne) {
  Company company(
      seed_of({person("pat", "DEPROVISIONED", {{"factors", {json::object{{"type", "sms"}}}}})}));
  const std::string id = company.truth("pat").factors.at(0).id;
  EXPECT_EQ(code_of(company.remove(user_path("pat") + "/factors/" + id)), "E0000038");
}

TEST(Factors, NeverGiveAwayTheAnswerOfAQuestion) {
  Company company(seed_of({person("pat")}));
  company.post(
      user_path("pat") + "/factors",
      R"({"factorType":"question","profile":{"question":"disliked_food","answer":"sesame"}})");
  EXPECT_EQ(company.get(user_path("pat") + "/factors").body.find("sesame"), std::string::npos);
}

TEST(Roles, AreAssignedListedAndUnassignedAsRecorded) {
  Company company(seed_of({person("pat")}));
  const std::string path = user_path("pat") + "/roles";
  EXPECT_EQ(company.get(path).body, "[]");
  const Answer made = company.post(path, R"({"type":"USER_ADMIN"})");
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(body_of(made).at("id").as_string(), "KVJUKUS7IFCE2SKO");  // rec 159
  EXPECT_EQ(body_of(made).at("label").as_string(), "User Administrator");
  EXPECT_EQ(body_of(company.get(path)).at(0), body_of(made));
  const Answer again = company.post(path, R"({"type":"USER_ADMIN"})");
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(code_of(again), "E0000090");
  EXPECT_EQ(company.remove(path + "/KVJUKUS7IFCE2SKO").status, 204);
  EXPECT_EQ(company.get(path).body, "[]");
}

TEST(Roles, OfAGroupShowAtItsMembersAsInherited) {
  json::object seed = seed_of({person("pat", "ACTIVE", {{"groups", {"Desk"}}})});
  seed["groups"] = json::array{json::object{{"name", "Desk"}, {"id", "00g00000000000000001"}}};
  Company company{seed};
  company.post("/api/v1/groups/00g00000000000000001/roles", R"({"type":"APP_ADMIN"})");
  const json::value role = body_of(company.get(user_path("pat") + "/roles")).at(0);
  EXPECT_EQ(role.at("assignmentType").as_string(), "GROUP");
  EXPECT_EQ(role.at("id").as_string(), "IFIFAX2BIRGUSTQ");  // rec 164
  EXPECT_EQ(company.remove("/api/v1/groups/00g00000000000000001/roles/IFIFAX2BIRGUSTQ").status,
            204);
  EXPECT_EQ(company.get(user_path("pat") + "/roles").body, "[]");
}

TEST(Roles, OfAnUnknownTypeAreRefused) {
  Company company(seed_of({person("pat")}));
  EXPECT_EQ(code_of(company.post(user_path("pat") + "/roles", R"({"type":"EMPEROR"})")),
            "E0000001");
  EXPECT_EQ(code_of(company.post(user_path("pat") + "/roles", "{}")), "E0000001");
}

}  // namespace
}  // namespace emulator_test
