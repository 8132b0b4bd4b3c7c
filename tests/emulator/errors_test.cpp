// Refusals: five fields, codes and texts of Okta's catalogue, and where each one comes from.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "okta_emulator/tables.hpp"
#include "small_company.hpp"

namespace emulator_test {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

std::vector<std::string> names_of(const json::value& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.as_object()) names.emplace_back(name);
  return names;
}

TEST(Errors, HaveOktasFiveFieldsInOrder) {
  Company company;
  const Answer answer = company.get("/api/v1/users/fakeuserid");
  EXPECT_EQ(answer.status, 404);
  const json::value body = body_of(answer);
  EXPECT_THAT(names_of(body),
              ElementsAre("errorCode", "errorSummary", "errorLink", "errorId", "errorCauses"));
  EXPECT_EQ(body.at("errorSummary").as_string(),
            "Not found: Resource not found: fakeuserid (User)");
  EXPECT_EQ(body.at("errorLink").as_string(), "E0000007");
  EXPECT_THAT(std::string(body.at("errorId").as_string()), StartsWith("oae"));
  EXPECT_TRUE(body.at("errorCauses").as_array().empty());
}

TEST(Errors, NeverRepeatTheirId) {
  Company company;
  EXPECT_NE(body_of(company.get("/api/v1/users/a")).at("errorId"),
            body_of(company.get("/api/v1/users/a")).at("errorId"));
}

struct Refused {
  std::string method, target, body;
  int status;
  std::string code;
};

TEST(Errors, FollowFromTheRequest) {
  Company company(seed_of({person("pat")}));
  const std::string user = user_path("pat");
  const std::vector<Refused> table = {
      {"GET", "/api/v1/nonsense", "", 404, "E0000008"},
      {"GET", "/api/v1/users/x/y/z", "", 404, "E0000008"},
      {"GET", "/", "", 404, "E0000008"},
      {"GET", "/api//v1/users", "", 404, "E0000008"},
      {"GET", "/api/v1/users/../users", "", 404, "E0000008"},
      {"PATCH", "/api/v1/users", "", 405, "E0000022"},
      {"GET", user + "/lifecycle/suspend", "", 405, "E0000022"},
      {"POST", user + "/sessions", "", 405, "E0000022"},
      {"GET", "/api/v1/users/%zz", "", 400, "E0000001"},
      {"GET", "/api/v1/users?limit=%2", "", 400, "E0000001"},
      {"GET", "/api/v1/users/nobody", "", 404, "E0000007"},
      {"GET", "/api/v1/users/nobody/factors", "", 404, "E0000007"},
      {"GET", "/api/v1/users/nobody/roles", "", 404, "E0000007"},
      {"GET", "/api/v1/users/nobody/groups", "", 404, "E0000007"},
      {"DELETE", "/api/v1/users/nobody/sessions", "", 404, "E0000007"},
      {"POST", "/api/v1/users/nobody/lifecycle/suspend", "", 404, "E0000007"},
      {"GET", "/api/v1/groups/nothing", "", 404, "E0000007"},
      {"GET", "/api/v1/api-tokens/00Tinvalid1234567890", "", 404, "E0000007"},
      {"GET", user + "/factors/none", "", 404, "E0000007"},
      {"DELETE", user + "/roles/none", "", 404, "E0000007"},
      {"GET", "/api/v1/users?after=x", "", 400, "E0000029"},
      {"GET", "/api/v1/users?limit=0", "", 400, "E0000001"},
      {"GET", "/api/v1/users?limit=ten", "", 400, "E0000001"},
      {"POST", "/api/v1/users", "{", 400, "E0000003"},
      {"POST", "/api/v1/users", "[]", 400, "E0000003"},
      {"POST", "/api/v1/users", R"({"boop":"thing"})", 400, "E0000003"},
  };
  for (const Refused& one : table) {
    const Answer answer = company.send(one.method, one.target, one.body);
    EXPECT_EQ(answer.status, one.status) << one.method << ' ' << one.target << ' ' << one.body;
    EXPECT_EQ(code_of(answer), one.code) << one.method << ' ' << one.target << ' ' << one.body;
  }
}

TEST(Errors, ABadTokenAndNoTokenAreTwoDifferentAnswersWithoutRateHeaders) {
  Company company;
  company.token = "00wrongwrongwrongwrong";
  const Answer bad = company.get("/api/v1/users");
  EXPECT_EQ(bad.status, 401);
  EXPECT_EQ(code_of(bad), "E0000011");
  EXPECT_EQ(header_of(bad, "WWW-Authenticate"), "SSWS");
  company.token.clear();
  const Answer none = company.get("/api/v1/users");
  EXPECT_EQ(none.status, 403);
  EXPECT_EQ(code_of(none), "E0000005");
  for (const Answer* answer : {&bad, &none}) {
    EXPECT_EQ(header_of(*answer, "x-rate-limit-limit"), "");
    EXPECT_NE(header_of(*answer, "x-okta-request-id"), "");
  }
}

TEST(Errors, ATokenDiesWithItsOwner) {
  Company company(seed_of({person("second", "ACTIVE", {{"roles", {"SUPER_ADMIN"}}})}));
  company.organisation.change([](okta_emulator::State& state) {
    state.find_user(login_of("owner"))->status = Status::deprovisioned;
  });
  EXPECT_EQ(code_of(company.get("/api/v1/users/me")), "E0000011");
}

TEST(Errors, APostThatDoesNotSayHowLongItIsIsStoppedAtTheDoorAndWrittenDown) {
  Company company(seed_of({person("pat")}));
  okta_emulator::Request request;
  request.method = "POST";
  request.target = user_path("pat") + "/lifecycle/suspend";
  request.headers = {{"Authorization", "SSWS " + company.token}};
  request.length_given = false;
  EXPECT_EQ(company.organisation.handle(request).status, 411);
  EXPECT_EQ(company.truth("pat").status, Status::active);
  EXPECT_EQ(company.organisation.journal().size(), 1U);
}

TEST(Errors, HaveTheStatusAndTextOfOktasCatalogue) {
  const char* data = std::getenv("OKTA_DATA");
  if (data == nullptr) GTEST_SKIP() << "OKTA_DATA is not set: it names the folder of Okta's data";
  std::ifstream file(std::filesystem::path(data) / "error-codes.json");
  std::ostringstream text;
  text << file.rdbuf();
  std::size_t compared = 0;
  const json::value catalogue = json::parse(text.str());
  for (const json::value& entry : catalogue.at("errors").as_array()) {
    const auto ours =
        okta_emulator::tables().errors.find(std::string_view(entry.at("errorCode").as_string()));
    if (ours == okta_emulator::tables().errors.end()) continue;
    ++compared;
    EXPECT_EQ(ours->second.status, entry.at("statusCode").as_int64()) << ours->first;
    EXPECT_EQ(ours->second.summary, entry.at("errorSummary").as_string()) << ours->first;
  }
  EXPECT_EQ(compared, okta_emulator::tables().errors.size());
}

}  // namespace
}  // namespace emulator_test
