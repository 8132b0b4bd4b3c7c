// Recorded answers of real Okta organisations: each is understood, and the table of statuses agrees
// with the links they show. The recordings are not part of the project; without them ($OKTA_DATA)
// these tests are skipped.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "okta/errors.hpp"
#include "okta/model/factor.hpp"
#include "okta/model/organisation.hpp"
#include "okta/model/role.hpp"
#include "okta/model/user.hpp"

namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

class OktaRecordings : public testing::Test {
 protected:
  void SetUp() override {
    const char* folder = std::getenv("OKTA_DATA");
    if (folder == nullptr || !fs::is_directory(fs::path(folder) / "recordings")) {
      GTEST_SKIP() << "set OKTA_DATA to a folder with recordings";
    }
    folder_ = fs::path(folder) / "recordings";
  }

  // Calls see(name, response) for each recording whose name has part after its number; returns how
  // many.
  int each(std::string_view part,
           const std::function<void(const std::string&, const json::object&)>& see) const {
    int count = 0;
    for (const auto& entry : fs::directory_iterator(folder_)) {
      const std::string name = entry.path().filename();
      if (entry.path().extension() != ".json" || name.find(part) != 3)
        continue;  // "003-user-get-active.json"
      std::ifstream file(entry.path());
      const std::string text((std::istreambuf_iterator<char>(file)), {});
      see(name, json::parse(text).at("response").as_object());
      ++count;
    }
    return count;
  }

  fs::path folder_;
};

TEST_F(OktaRecordings, UsersAreUnderstoodAndTheirLinksAgreeWithTheTable) {
  const int seen = each("-user-get-", [](const std::string& name, const json::object& response) {
    if (response.at("status") != 200) return;
    const okta::User user = okta::User::read(response.at("body"));
    EXPECT_NE(user.status, okta::Status::unknown) << name;
    EXPECT_TRUE(user.published) << name;
    EXPECT_FALSE(user.links_disagree()) << name << ' ' << user.status_code;
    EXPECT_FALSE(user.name.empty()) << name;
  });
  EXPECT_GE(seen, 5);
}

TEST_F(OktaRecordings, ListsOfUsersAreUnderstood) {
  const int seen = each("-users-list", [](const std::string& name, const json::object& response) {
    for (const auto& user : response.at("body").as_array()) {
      EXPECT_FALSE(okta::User::read(user).published)
          << name << ": lists say nothing of what is permitted";
    }
  });
  EXPECT_GE(seen, 2);
}

TEST_F(OktaRecordings, FactorsAndRolesAndTheOrganisationAreUnderstood) {
  int seen = each("-factors-list", [](const std::string& name, const json::object& response) {
    const auto factors = okta::read_factors(response.at("body"));
    EXPECT_EQ(okta::has_mfa(factors), name.find("signed-nonce") != std::string::npos) << name;
  });
  seen += each("-user-roles-list", [](const std::string&, const json::object& response) {
    okta::read_roles(response.at("body"));
  });
  seen += each("-org-get", [](const std::string&, const json::object& response) {
    EXPECT_EQ(okta::Organisation::read(response.at("body")).name, "okta-test");
  });
  EXPECT_GE(seen, 4);
}

TEST_F(OktaRecordings, ErrorsHaveAMeaningOfTheirOwn) {
  int known = 0;
  each("-", [&](const std::string& name, const json::object& response) {
    const auto status = static_cast<int>(response.at("status").as_int64());
    if (status < 400 || name.find("oauth") != std::string::npos) return;
    back::http::Response answer;
    answer.status = status;
    answer.body = json::serialize(response.at("body"));
    const okta::OktaError error = okta::read_error(answer);
    EXPECT_FALSE(error.error_code.empty()) << name;
    EXPECT_NE(error.meaning, nullptr) << name;
    known += error.meaning->error_code.empty() ? 0 : 1;
  });
  EXPECT_GE(known, 10);
}

}  // namespace
