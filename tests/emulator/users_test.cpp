// Creating, reading, changing and deleting one user.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "small_company.hpp"

namespace emulator_test {
namespace {

constexpr std::string_view kPat =
    R"({"profile":{"login":"pat@acme.example","email":"pat@acme.example","firstName":"Pat","lastName":"T"}})";
constexpr std::string_view kPatWithPassword =
    R"({"profile":{"login":"pat@acme.example","email":"pat@acme.example","firstName":"Pat","lastName":"T"},
        "credentials":{"password":{"value":"correct horse"}}})";

TEST(Users, AreCreatedInTheStatusThatActivationAndPasswordAskFor) {
  struct Case {
    std::string query;
    std::string_view body;
    Status status;
    std::size_t mails;
  };
  const std::vector<Case> table = {
      {"?activate=false", kPat, Status::staged, 0},
      {"?activate=false", kPatWithPassword, Status::staged, 0},
      {"", kPat, Status::provisioned, 1},
      {"?activate=true", kPatWithPassword, Status::active, 0},
      {"?activate=true&nextLogin=changePassword", kPatWithPassword, Status::password_expired, 0}};
  for (const Case& one : table) {
    Company company;
    const Answer answer = company.post("/api/v1/users" + one.query, one.body);
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(company.truth("pat").status, one.status) << one.query;
    EXPECT_EQ(company.truth("pat").mails.size(), one.mails) << one.query;
    EXPECT_EQ(body_of(answer).at("status").as_string(), status_name(one.status));
    EXPECT_EQ(header_of(answer, "etag"), "");  // rec 017
  }
}

TEST(Users, GetIdsOfOktasForm) {
  Company company;
  const json::value user = body_of(company.post("/api/v1/users", kPat));
  EXPECT_THAT(std::string(user.at("id").as_string()), testing::MatchesRegex("00u[0-9A-Za-z]+"));
  EXPECT_EQ(user.at("id").as_string().size(), 20U);
}

TEST(Users, NeedEveryRequiredFieldAndSayAllThatIsMissing) {
  Company company(seed_of({person("pat")}));
  const Answer answer =
      company.send("PUT", user_path("pat"), R"({"profile":{"mobilePhone":"555"}})");
  EXPECT_EQ(code_of(answer), "E0000001");
  const json::value body = body_of(answer);
  EXPECT_EQ(body.at("errorSummary").as_string(), "Api validation failed: login");
  EXPECT_EQ(body.at("errorCauses").as_array().size(), 5U);  // rec 020
  EXPECT_EQ(body.at("errorCauses").as_array().back().at("errorSummary").as_string(),
            "login: Username must be in the form of an email address");
}

TEST(Users, CannotShareALoginWhateverItsCase) {
  Company company(seed_of({person("Pat")}));
  const Answer answer = company.post("/api/v1/users", kPat);
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(cause_of(answer),
            "login: An object with this field already exists in the current organization");
}

TEST(Users, AreReadByIdLoginAnyCaseAndUnambiguousShortName) {
  json::object spaced = person("o'brien+x y");
  spaced["profile"].as_object()["email"] = "o'brien@acme.example";
  Company company(seed_of({person("pat"), spaced}));
  const std::string id = company.truth("pat").id;
  for (const std::string& key :
       std::vector<std::string>{id, "pat@acme.example", "PAT%40ACME.example", "pat"}) {
    const Answer answer = company.get("/api/v1/users/" + key);
    EXPECT_EQ(answer.status, 200) << key;
    EXPECT_EQ(body_of(answer).at("id").as_string(), id) << key;
  }
  EXPECT_EQ(company.get("/api/v1/users/o%27brien%2Bx%20y@acme.example").status, 200);
  EXPECT_EQ(company.get("/api/v1/users/o'brien+x y@acme.example").status,
            200);  // '+' is no space in a path
}

TEST(Users, SharingAShortNameAreNotFoundByIt) {
  json::object other = person("pat2");
  other["profile"].as_object()["login"] = "pat@elsewhere.example";
  Company company(seed_of({person("pat"), other}));
  EXPECT_EQ(company.get("/api/v1/users/pat").status, 404);
}

TEST(Users, ALoginWithASlashIsReadByIdOnly) {
  Company company(seed_of({person("build/agent")}));
  EXPECT_EQ(company.get("/api/v1/users/build/agent@acme.example").status, 404);
  EXPECT_EQ(company.get("/api/v1/users/" + company.truth("build/agent").id).status, 200);
}

TEST(Users, MeIsTheOwnerOfTheToken) {
  Company company(seed_of({person("pat")}));
  EXPECT_EQ(body_of(company.get("/api/v1/users/me")).at("profile").at("login").as_string(),
            login_of("owner"));
}

TEST(Users, APostChangesWhatItNamesAndAPutReplacesTheRest) {
  json::object pat = person("pat");
  pat["profile"].as_object()["title"] = "Tester";
  Company company(seed_of({pat}));
  company.post(user_path("pat"), R"({"profile":{"nickName":"P"}})");
  EXPECT_EQ(company.truth("pat").text("title"), "Tester");
  EXPECT_EQ(company.truth("pat").text("nickName"), "P");
  company.send("PUT", user_path("pat"), kPat);
  EXPECT_EQ(company.truth("pat").text("title"), "");
  EXPECT_EQ(company.truth("pat").text("lastName"), "T");
}

TEST(Users, AreFoundUnderANewLoginAndNotUnderTheOldOne) {
  Company company(seed_of({person("pat")}));
  company.post(user_path("pat"),
               R"({"profile":{"login":"new@acme.example","email":"new@acme.example"}})");
  EXPECT_EQ(company.get(user_path("pat")).status, 404);
  EXPECT_EQ(company.get(user_path("new")).status, 200);
  EXPECT_EQ(body_of(company.get("/api/v1/users?search=profile.email+eq+%22new@acme.example%22"))
                .as_array()
                .size(),
            1U);
}

TEST(Users, AChangeForAnOlderVersionIsRefused) {
  Company company(seed_of({person("pat")}));
  const std::string tag(header_of(company.get(user_path("pat")), "ETag"));
  EXPECT_THAT(tag, testing::StartsWith("W/\""));
  const std::string_view change = R"({"profile":{"nickName":"P"}})";
  EXPECT_EQ(company.send("POST", user_path("pat"), change, {{"If-Match", tag}}).status, 200);
  const Answer late = company.send("POST", user_path("pat"), change, {{"If-Match", tag}});
  EXPECT_EQ(late.status, 412);
  EXPECT_EQ(code_of(late), "E0000231");
  EXPECT_NE(header_of(company.get(user_path("pat")), "ETag"), tag);
}

TEST(Users, AreDeactivatedByTheFirstDeleteAndGoneAfterTheSecond) {
  Company company(seed_of({person("pat")}));
  EXPECT_EQ(company.remove(user_path("pat")).status, 204);
  EXPECT_EQ(company.truth("pat").status, Status::deprovisioned);
  EXPECT_EQ(company.remove(user_path("pat")).status, 204);
  EXPECT_EQ(company.get(user_path("pat")).status, 404);
}

TEST(Users, LookAsRecorded) {
  Company company(seed_of({person("pat"), person("dep", "DEPROVISIONED")}));
  const json::value pat = body_of(company.get(user_path("pat")));
  EXPECT_TRUE(pat.at("profile").at("mobilePhone").is_null());
  EXPECT_TRUE(pat.at("profile").at("secondEmail").is_null());
  EXPECT_TRUE(pat.at("lastLogin").is_null());
  EXPECT_TRUE(pat.at("credentials").at("password").as_object().empty());
  EXPECT_EQ(pat.at("credentials").at("provider").at("type").as_string(), "OKTA");
  EXPECT_FALSE(pat.as_object().contains("transitioningToStatus"));
  const json::value gone = body_of(company.get(user_path("dep")));
  EXPECT_FALSE(gone.at("credentials").as_object().contains("password"));  // rec 010
}

TEST(Users, LeaveOutWhatTheContentTypeAsksThemTo) {
  Company company(seed_of({person("pat")}));
  const auto with = [&](std::string_view what) {
    return body_of(company.send(
        "GET", user_path("pat"), "",
        {{"Content-Type", "application/json; okta-response=\"" + std::string(what) + '"'}}));
  };
  EXPECT_FALSE(with("omitCredentials").as_object().contains("credentials"));
  EXPECT_TRUE(with("omitCredentials").at("_links").as_object().contains("resetFactors"));
  EXPECT_TRUE(with("omitCredentialsLinks").as_object().contains("credentials"));
  EXPECT_FALSE(with("omitCredentialsLinks").at("_links").as_object().contains("resetFactors"));
}

TEST(Users, LinksNameTheHostThatWasAsked) {
  Company company(seed_of({person("pat")}));
  const json::value pat =
      body_of(company.send("GET", user_path("pat"), "", {{"Host", "localhost:8443"}}));
  EXPECT_THAT(std::string(pat.at("_links").at("self").at("href").as_string()),
              testing::StartsWith("https://localhost:8443/api/v1/users/00u"));
}

TEST(Users, ShortPasswordsAreRefusedAndAnswersKeepPasswordsToThemselves) {
  Company company(seed_of({person("pat")}));
  EXPECT_EQ(
      code_of(company.post(user_path("pat"), R"({"credentials":{"password":{"value":"short"}}})")),
      "E0000001");
  const Answer answer =
      company.post(user_path("pat"), R"({"credentials":{"password":{"value":"correct horse"}}})");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body.find("correct horse"), std::string::npos);
}

}  // namespace
}  // namespace emulator_test
