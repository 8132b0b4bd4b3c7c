// The control interface's view of groups, apps, rules, log and push.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access_company.hpp"
#include "okta_emulator/control.hpp"

namespace emulator_test {
namespace {

class ControlAccess : public testing::Test {
 protected:
  ControlAccess() {
    json::object seed = access_seed();
    seed["users"].as_array()[1].as_object()["factors"] =
        json::array{json::object{{"type", "push"}, {"id", "opf00000000000000001"}}};
    company_ = std::make_unique<Company>(seed);
    organisation_ = std::shared_ptr<Organisation>(&company_->organisation, [](Organisation*) {});
    control_ = okta_emulator::control_interface({organisation_}, {seed});
  }

  Answer send(std::string_view method, std::string_view target, std::string_view body = {}) {
    okta_emulator::Request request;
    request.method = method;
    request.target = target;
    request.body = body;
    return control_(request);
  }

  std::string poll() {
    const Answer sent = company_->post(user_path("pat") + "/factors/opf00000000000000001/verify");
    const std::string url(body_of(sent).at("_links").at("poll").at("href").as_string());
    return url.substr(url.find("/api/"));
  }

  std::string result(const std::string& path) {
    return std::string(answer_to(*company_, path).at("factorResult").as_string());
  }

  std::unique_ptr<Company> company_;
  std::shared_ptr<Organisation> organisation_;
  okta_emulator::Handler control_;
};

const std::string kPush = "/users/pat@acme.example/push";

TEST_F(ControlAccess, ShowsTheTruthOfGroupsAppsAndRules) {
  const json::value group = body_of(send("GET", "/groups/Engineering"));
  const json::value pat = json::string(company_->truth("pat").id);
  EXPECT_EQ(group.at("members"), json::value(json::array{pat}));
  EXPECT_EQ(group.at("by_rule"), json::value(json::array{pat}));
  EXPECT_EQ(body_of(send("GET", "/apps/Ledger")).at("users").as_array().size(), 1U);
  EXPECT_EQ(body_of(send("GET", "/rules/Engineers")).at("id").as_string(), kRule);
  for (const std::string noun : {"groups", "apps", "rules"}) {
    EXPECT_EQ(send("GET", "/" + noun + "/none").status, 404) << noun;
  }
}

TEST_F(ControlAccess, ShowsTheLog) {
  company_->lifecycle("sue", "suspend");
  const json::value log = body_of(send("GET", "/log"));
  EXPECT_EQ(log.at(0).at("event").as_string(), "user.lifecycle.suspend");
}

TEST_F(ControlAccess, AnswersThePushThatWaits) {
  for (const auto& [word, expected] : std::vector<std::pair<std::string, std::string>>{
           {"approve", "SUCCESS"}, {"reject", "REJECTED"}, {"timeout", "TIMEOUT"}}) {
    const std::string path = poll();
    EXPECT_EQ(result(path), "WAITING");
    const Answer answer = send("POST", kPush, R"({"answer":")" + word + R"("})");
    EXPECT_EQ(body_of(answer).at("answered").as_int64(), 1) << answer.body;
    EXPECT_EQ(result(path), expected);
  }
  EXPECT_EQ(body_of(send("GET", kPush)).as_array().size(), 3U);
}

TEST_F(ControlAccess, TellsThePhoneHowToAnswerFromNowOn) {
  send("POST", kPush, R"({"answer":"approve","after_polls":1})");
  const std::string path = poll();
  EXPECT_EQ(result(path), "WAITING");
  EXPECT_EQ(result(path), "SUCCESS");
  send("POST", kPush, R"({"answer":"none"})");
  const std::string quiet = poll();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(result(quiet), "WAITING");
}

TEST_F(ControlAccess, RefusesWhatItDoesNotUnderstand) {
  EXPECT_EQ(send("POST", kPush, R"({"answer":"maybe"})").status, 400);
  EXPECT_EQ(send("POST", kPush, "[").status, 400);
  EXPECT_EQ(send("POST", kPush, R"({"answer":"approve","polls":1})").status, 400);
  EXPECT_EQ(send("POST", "/users/nobody/push", R"({"answer":"approve"})").status, 404);
  EXPECT_EQ(send("DELETE", "/groups/Engineering").status, 404);
}

}  // namespace
}  // namespace emulator_test
