// Faults: which request meets them, what it sees, and whether the organisation changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "small_company.hpp"

namespace emulator_test {
namespace {

using namespace std::chrono_literals;

void add(Company& company, std::string_view text) {
  company.organisation.add_fault(okta_emulator::parse_fault(json::parse(text)));
}

constexpr std::string_view kSuspend =
    R"("method":"POST","path":"/api/v1/users/*/lifecycle/suspend")";

std::string suspend_fault(std::string_view rest) {
  return '{' + std::string(kSuspend) + ',' + std::string(rest) + '}';
}

TEST(Faults, ClosingBeforeLeavesTheUserAsHeWas) {
  Company company(seed_of({person("pat")}));
  add(company, suspend_fault(R"("effect":"close_before")"));
  EXPECT_TRUE(company.lifecycle("pat", "suspend").close);
  EXPECT_EQ(company.truth("pat").status, Status::active);
  EXPECT_FALSE(company.organisation.journal().back().applied);
  EXPECT_EQ(company.organisation.journal().back().status, 0);
}

TEST(Faults, ClosingAfterHasChangedTheUser) {
  Company company(seed_of({person("pat")}));
  add(company, suspend_fault(R"("effect":"close_after")"));
  EXPECT_TRUE(company.lifecycle("pat", "suspend").close);
  EXPECT_EQ(company.truth("pat").status, Status::suspended);
  EXPECT_TRUE(company.organisation.journal().back().applied);
}

TEST(Faults, AnAnswerCanTakeThePlaceOfOktasBeforeOrAfterApplying) {
  for (const bool applied : {false, true}) {
    Company company(seed_of({person("pat")}));
    add(company, suspend_fault(R"("effect":"answer","status":503,"body":"<html>busy</html>",)"
                               R"("headers":{"Content-Type":"text/html"},"applied":)" +
                               std::string(applied ? "true" : "false")));
    const Answer answer = company.lifecycle("pat", "suspend");
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.body, "<html>busy</html>");
    EXPECT_EQ(header_of(answer, "content-type"), "text/html");
    EXPECT_EQ(company.truth("pat").status, applied ? Status::suspended : Status::active);
    EXPECT_EQ(company.organisation.journal().back().applied, applied);
  }
}

TEST(Faults, TheTwoKindsOf429DifferInTheirHeaders) {
  Company company(seed_of({person("pat")}));
  add(company, suspend_fault(R"("effect":"rate_limit","reset_after_s":7)"));
  add(company, suspend_fault(R"("effect":"concurrency_limit")"));
  const Answer wide = company.lifecycle("pat", "suspend");
  const std::string now = std::to_string(company.clock->now().time_since_epoch() / 1s + 7);
  EXPECT_EQ(wide.status, 429);
  EXPECT_EQ(code_of(wide), "E0000047");
  EXPECT_EQ(header_of(wide, "x-rate-limit-limit"), "300");
  EXPECT_EQ(header_of(wide, "x-rate-limit-remaining"), "0");
  EXPECT_EQ(header_of(wide, "x-rate-limit-reset"), now);
  const Answer concurrent = company.lifecycle("pat", "suspend");
  EXPECT_EQ(concurrent.status, 429);
  EXPECT_EQ(header_of(concurrent, "x-rate-limit-limit"), "0");
  EXPECT_EQ(company.truth("pat").status, Status::active);
  EXPECT_EQ(company.lifecycle("pat", "suspend").status, 200);
}

TEST(Faults, ADelayGoesWithAnyEffectOrAlone) {
  Company company(seed_of({person("pat")}));
  add(company, suspend_fault(R"("delay_ms":250)"));
  const Answer answer = company.lifecycle("pat", "suspend");
  EXPECT_EQ(answer.delay, 250ms);
  EXPECT_EQ(answer.status, 200);
}

TEST(Faults, AUserCanBeLeftInTransition) {
  Company company(seed_of({person("pat")}));
  add(company,
      R"({"path":"/api/v1/users/*/lifecycle/deactivate","effect":"transition","reads":1})");
  EXPECT_EQ(company.lifecycle("pat", "deactivate").body, "{}");
  EXPECT_EQ(company.truth("pat").status, Status::active);
  const json::value moving = body_of(company.get(user_path("pat")));
  EXPECT_EQ(moving.at("transitioningToStatus").as_string(), "DEPROVISIONED");
  EXPECT_EQ(body_of(company.get(user_path("pat"))).at("status").as_string(), "DEPROVISIONED");
}

TEST(Faults, ARefusedOperationLeavesNobodyInTransition) {
  Company company(seed_of({person("pat", "SUSPENDED")}));
  add(company, suspend_fault(R"("effect":"transition")"));
  EXPECT_EQ(code_of(company.lifecycle("pat", "suspend")), "E0000001");
  EXPECT_FALSE(company.truth("pat").transition);
}

TEST(Faults, SkipThenCountThenAreSpent) {
  Company company;
  add(company, R"({"path":"/api/v1/users","effect":"answer","status":500,"skip":2,"count":3})");
  std::vector<int> seen;
  for (int i = 0; i < 7; ++i) seen.push_back(company.get("/api/v1/users").status);
  EXPECT_THAT(seen, testing::ElementsAre(200, 200, 500, 500, 500, 200, 200));
  EXPECT_TRUE(company.organisation.faults().empty());
}

TEST(Faults, StayWhenTheirCountIsEndless) {
  Company company;
  add(company, R"({"path":"/api/v1/users","effect":"answer","status":500,"count":-1})");
  for (int i = 0; i < 50; ++i) EXPECT_EQ(company.get("/api/v1/users").status, 500);
  company.organisation.clear_faults();
  EXPECT_EQ(company.get("/api/v1/users").status, 200);
}

TEST(Faults, MatchMethodPathAndWithAQuestionMarkTheQuery) {
  struct Case {
    std::string fault;
    bool meets;
  };
  const std::vector<Case> table = {{R"({"path":"**"})", true},
                                   {R"({"path":"/api/v1/users"})", true},
                                   {R"({"path":"/api/v1/*"})", true},
                                   {R"({"path":"/api/*"})", false},
                                   {R"({"path":"/api/**"})", true},
                                   {R"({"method":"POST"})", false},
                                   {R"({"method":"GET"})", true},
                                   {R"({"path":"/api/v1/users?limit=3"})", true},
                                   {R"({"path":"/api/v1/users?limit=4"})", false},
                                   {R"({"path":"**?*limit=*"})", true}};
  for (const Case& one : table) {
    Company company;
    json::value fault = json::parse(one.fault);
    fault.as_object()["effect"] = "close_before";
    add(company, json::serialize(fault));
    EXPECT_EQ(company.get("/api/v1/users?limit=3").close, one.meets) << one.fault;
  }
}

TEST(Faults, MeetRequestsWithBadTokensToo) {
  Company company;
  company.token = "nonsense";
  add(company, R"({"effect":"answer","status":500})");
  EXPECT_EQ(company.get("/api/v1/users").status, 500);
}

TEST(Faults, OktasOwnAnswerCanBeSpoiledBeforeOrAfterApplying) {
  for (const bool applied : {false, true}) {
    Company company(seed_of({person("pat")}));
    const json::object before = company.organisation.snapshot();
    add(company, suspend_fault(R"("effect":"spoil","content":"captive_portal","applied":)" +
                               std::string(applied ? "true" : "false")));
    const Answer answer = company.lifecycle("pat", "suspend");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(header_of(answer, "content-type"), "text/html; charset=utf-8");
    EXPECT_EQ(company.truth("pat").status, applied ? Status::suspended : Status::active);
    EXPECT_EQ(company.organisation.journal().back().applied, applied);
    if (!applied) {
      EXPECT_EQ(company.organisation.snapshot().at("users"), before.at("users"));
    }
  }
}

TEST(Faults, AnAnswerNotAppliedIsTheOneThatWouldHaveBeenGiven) {
  Company company(seed_of({person("pat", "STAGED")}));
  add(company, R"({"path":"**/activate","effect":"spoil"})");
  EXPECT_EQ(company.lifecycle("pat", "activate").body, "{}");
  EXPECT_EQ(company.truth("pat").status, Status::staged);
  EXPECT_TRUE(company.truth("pat").mails.empty());
}

TEST(Faults, ABrokenWireGoesWithAnyEffectAndIsALostAnswerInProcess) {
  struct Case {
    std::string members;
    bool applied;
  };
  const std::vector<Case> table = {
      {R"("cut":"status_line")", true},
      {R"("cut":"headers","effect":"spoil")", false},
      {R"("cut":"body","effect":"spoil","applied":true)", true},
      {R"("cut_after":0,"end":"stall")", true},
      {R"("cut_after":20,"end":"reset","effect":"answer","status":200)", false},
      {R"("content_length":5000)", true},
      {R"("framing":"short_chunk")", true}};
  for (const Case& one : table) {
    Company company(seed_of({person("pat")}));
    add(company, suspend_fault(one.members));
    EXPECT_TRUE(company.lifecycle("pat", "suspend").close) << one.members;
    EXPECT_EQ(company.truth("pat").status, one.applied ? Status::suspended : Status::active)
        << one.members;
    EXPECT_EQ(company.organisation.journal().back().applied, one.applied);
    EXPECT_EQ(company.organisation.journal().back().status, 0);
  }
}

TEST(Faults, ASlowOrRightlyChunkedAnswerIsNotLost) {
  Company company(seed_of({person("pat")}));
  add(company, suspend_fault(R"("piece":1,"pause_ms":10)"));
  const Answer slow = company.lifecycle("pat", "suspend");
  EXPECT_FALSE(slow.close);
  EXPECT_EQ(slow.wire.piece, 1U);
  EXPECT_EQ(slow.wire.pause, 10ms);
  add(company, R"({"framing":"chunked"})");
  EXPECT_FALSE(company.get("/api/v1/users/me").close);
}

TEST(Faults, SayWhatTheyDoWhenTheyAreListed) {
  Company company;
  add(company, R"({"effect":"spoil","content":"half_json","cut":"body","end":"reset"})");
  const json::object shown = okta_emulator::fault_json(company.organisation.faults().front());
  EXPECT_EQ(shown.at("effect"), "spoil");
  EXPECT_EQ(shown.at("content"), "half_json");
  EXPECT_EQ(shown.at("cut"), "body");
  EXPECT_EQ(shown.at("end"), "reset");
}

TEST(Faults, ThatMakeNoSenseAreRefusedWithASentence) {
  for (const std::string_view text : {R"([])",
                                      R"({"effect":"explode"})",
                                      R"({"count":0})",
                                      R"({"count":-2})",
                                      R"({"skip":-1})",
                                      R"({"delay_ms":-1})",
                                      R"({"effect":"answer","status":99})",
                                      R"({"pfad":"x"})",
                                      R"({"path":7})",
                                      R"({"headers":{"a":1}})",
                                      R"({"cut":"middle"})",
                                      R"({"end":"stall"})",
                                      R"({"framing":"loose"})",
                                      R"({"piece":-1})",
                                      R"({"pause_ms":-1})",
                                      R"({"lag_ms":-1})",
                                      R"({"effect":"spoil","content":"poem"})",
                                      R"({"effect":"spoil","size":-1})",
                                      R"({"content":"empty"})",
                                      R"({"effect":"lag","reads":-2})",
                                      R"({"interim":2000000})"}) {
    EXPECT_THROW(okta_emulator::parse_fault(json::parse(text)), std::invalid_argument) << text;
  }
}

}  // namespace
}  // namespace emulator_test
