// Push challenges: sent, polled, answered by the phone, by a habit or by time, and taken back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "access_company.hpp"
#include "okta_emulator/push_answer.hpp"

namespace emulator_test {
namespace {

json::object with_phone(json::object habit = {}) {
  json::object more{
      {"factors",
       json::array{
           json::object{
               {"type", "push"}, {"id", "opf00000000000000001"}, {"profile", {{"name", "phone"}}}},
           json::object{{"type", "sms"}, {"id", "mbl00000000000000001"}},
           json::object{
               {"type", "sms"}, {"id", "mbl00000000000000002"}, {"status", "PENDING_ACTIVATION"}},
           json::object{{"type", "push"},
                        {"id", "opf00000000000000002"},
                        {"status", "PENDING_ACTIVATION"}}}}};
  if (!habit.empty()) more["push"] = std::move(habit);
  return seed_of({person("pat", "ACTIVE", more), person("sue")});
}

const std::string kVerify = user_path("pat") + "/factors/opf00000000000000001/verify";

std::string path_in(const json::value& answer, const char* link) {
  const std::string url(answer.at("_links").at(link).at("href").as_string());
  return url.substr(url.find("/api/"));
}

std::string result_of(Company& company, const std::string& poll) {
  return std::string(answer_to(company, poll).at("factorResult").as_string());
}

// Sends one and gives the path to poll.
std::string challenge(Company& company, std::string_view body = {}) {
  const Answer sent = company.post(kVerify, body);
  EXPECT_EQ(sent.status, 201) << sent.body;
  return path_in(body_of(sent), "poll");
}

TEST(Push, WaitsForThePhone) {
  Company company{with_phone()};
  const json::value sent = body_of(company.post(kVerify));
  EXPECT_EQ(sent.at("factorResult").as_string(), "WAITING");
  EXPECT_EQ(sent.at("expiresAt").as_string(), "2026-05-04T10:05:00.000Z");
  EXPECT_FALSE(sent.as_object().contains("profile"));
  EXPECT_FALSE(sent.as_object().contains("_embedded"));
  for (int poll = 0; poll < 3; ++poll) {
    EXPECT_EQ(result_of(company, path_in(sent, "poll")), "WAITING");
  }
  const json::value polled = answer_to(company, path_in(sent, "poll"));
  EXPECT_EQ(polled.at("profile").at("name").as_string(), "phone");
}

TEST(Push, CarriesTheNumberToReadOut) {
  Company company{with_phone()};
  const Answer sent = company.post(kVerify, R"({"useNumberMatchingChallenge":true})");
  const auto number = [](const json::value& body) {
    return body.at("_embedded").at("challenge").at("correctAnswer").as_int64();
  };
  EXPECT_GE(number(body_of(sent)), 10);
  EXPECT_LE(number(body_of(sent)), 99);
  EXPECT_EQ(number(answer_to(company, path_in(body_of(sent), "poll"))), number(body_of(sent)));
}

TEST(Push, EndsAsThePersonAnswers) {
  for (const std::string result : {"SUCCESS", "REJECTED", "TIMEOUT"}) {
    Company company{with_phone()};
    const std::string poll = challenge(company);
    company.organisation.change([&](okta_emulator::State& state) {
      const auto& user = *state.find_user(login_of("pat"));
      EXPECT_EQ(okta_emulator::answer_pushes(state, user, result, company.clock->now()), 1U);
      EXPECT_EQ(okta_emulator::answer_pushes(state, user, "SUCCESS", company.clock->now()), 0U);
    });
    for (int poll_again = 0; poll_again < 2; ++poll_again) {
      EXPECT_EQ(result_of(company, poll), result);
    }
    EXPECT_EQ(answer_to(company, poll).as_object().contains("_links"), result != "SUCCESS");
  }
}

TEST(Push, IsAnsweredByHabitAfterSoManyPolls) {
  Company company{with_phone({{"answer", "approve"}, {"after_polls", 2}})};
  const std::string poll = challenge(company);
  EXPECT_EQ(result_of(company, poll), "WAITING");
  EXPECT_EQ(result_of(company, poll), "WAITING");
  EXPECT_EQ(result_of(company, poll), "SUCCESS");
}

TEST(Push, TimesOutAfterFiveMinutes) {
  Company company{with_phone()};
  const std::string poll = challenge(company);
  company.clock->advance(std::chrono::seconds(299));
  EXPECT_EQ(result_of(company, poll), "WAITING");
  company.clock->advance(std::chrono::seconds(1));
  EXPECT_EQ(result_of(company, poll), "TIMEOUT");
}

TEST(Push, IsTakenBack) {
  Company company{with_phone()};
  const std::string poll = challenge(company);
  expect_exchanges(company, {{"DELETE", poll, "", 204, ""},
                             {"GET", poll, "", 404, "E0000007"},
                             {"DELETE", poll, "", 404, "E0000007"}});
}

TEST(Push, IsRefusedWhereThereIsNoPhone) {
  Company company{with_phone()};
  const std::string factors = user_path("pat") + "/factors/";
  const std::string poll = challenge(company);
  const std::string transaction = poll.substr(poll.rfind('/'));
  expect_exchanges(
      company,
      {{"POST", factors + "opf00000000000000002/verify", "", 403, "E0000038"},
       {"POST", factors + "mbl00000000000000001/verify", "", 400, "E0000001"},
       {"POST", factors + "opfnothing/verify", "", 404, "E0000007"},
       {"POST", kVerify, "[", 400, "E0000003"},
       {"GET", factors + "opf00000000000000001/transactions/mstnothing", "", 404, "E0000007"},
       {"GET", factors + "mbl00000000000000001/transactions" + transaction, "", 404, "E0000007"},
       {"GET", user_path("sue") + "/factors/opf00000000000000001/transactions" + transaction, "",
        404, "E0000007"}});
}

TEST(Resend, SendsTheCodeOfAFactorThatIsStillPending) {
  Company company{with_phone()};
  const std::string factors = user_path("pat") + "/factors/";
  expect_exchanges(company, {{"POST", factors + "mbl00000000000000002/resend", "", 200, ""},
                             {"POST", factors + "mbl00000000000000001/resend", "", 501, "E0000060"},
                             {"POST", factors + "mblnothing/resend", "", 404, "E0000007"}});
  EXPECT_EQ(company.truth("pat").mails.size(), 1U);
}

// Okta's catalogue: Identity Engine has no event of its own for a push that was rejected.
TEST(Push, IsToldInTheLogAsTheOrganisationsEngineTellsIt) {
  json::object seed = with_phone({{"answer", "reject"}});
  for (const auto& [engine, event] : std::map<std::string, std::string>{
           {"idx", "user.authentication.auth_via_mfa"}, {"v1", "user.mfa.okta_verify.deny_push"}}) {
    seed["organisation"].as_object()["pipeline"] = engine;
    Company company{seed};
    result_of(company, challenge(company));
    const Answer log = company.get("/api/v1/logs");
    EXPECT_THAT(each_text(log, {"eventType"}),
                testing::ElementsAre("system.push.send_factor_verify_push", event));
    EXPECT_THAT(each_text(log, {"outcome", "result"}), testing::ElementsAre("SUCCESS", "FAILURE"));
  }
}

TEST(Push, SurvivesASnapshot) {
  Company company{with_phone({{"answer", "timeout"}, {"after_polls", 1}})};
  const std::string poll = challenge(company, R"({"useNumberMatchingChallenge":true})");
  const json::value before = company.organisation.snapshot();
  Company other{before};
  EXPECT_EQ(json::value(other.organisation.snapshot()), before);
  EXPECT_EQ(result_of(other, poll), "WAITING");
  EXPECT_EQ(result_of(other, poll), "TIMEOUT");
}

}  // namespace
}  // namespace emulator_test
