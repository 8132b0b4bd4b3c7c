// The control interface as a handler: what its paths do, for one organisation and for several.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "okta_emulator/control.hpp"
#include "small_company.hpp"

namespace emulator_test {
namespace {

class Control : public testing::Test {
 protected:
  Control() {
    json::object second = seed_of({person("zed")});
    second["organisation"].as_object()["subdomain"] = "other";
    const std::vector<json::value> seeds = {seed_of({person("pat", "ACTIVE", {{"sessions", 2}})}),
                                            second};
    for (const json::value& seed : seeds) {
      organisations_.push_back(std::make_shared<Organisation>(seed));
    }
    control_ = okta_emulator::control_interface(organisations_, seeds);
  }

  Answer send(std::string_view method, std::string_view target, std::string_view body = {}) {
    okta_emulator::Request request;
    request.method = method;
    request.target = target;
    request.body = body;
    return control_(request);
  }

  // A request to the first organisation itself.
  Answer okta(std::string_view method, std::string_view target) {
    okta_emulator::Request request;
    request.method = method;
    request.target = target;
    request.headers = {{"Authorization", "SSWS " + std::string(kToken)}};
    return organisations_.at(0)->handle(request);
  }

  std::vector<std::shared_ptr<Organisation>> organisations_;
  okta_emulator::Handler control_;
};

TEST_F(Control, ListsTheOrganisations) {
  const json::value body = body_of(send("GET", "/"));
  EXPECT_EQ(body.at("organisations").as_array().size(), 2U);
  EXPECT_EQ(body.at("organisations").at(1).at("name").as_string(), "other");
}

TEST_F(Control, ShowsOneUsersTruth) {
  const json::value pat = body_of(send("GET", "/users/pat@acme.example"));
  EXPECT_EQ(pat.at("sessions").as_int64(), 2);
  EXPECT_EQ(send("GET", "/users/nobody").status, 404);
  EXPECT_EQ(send("GET", "/organisations/other/users/zed@acme.example").status, 200);
  EXPECT_EQ(send("GET", "/organisations/none/users/zed@acme.example").status, 404);
}

TEST_F(Control, ChangesOneUsersTruthOrRefusesAndChangesNothing) {
  EXPECT_EQ(send("PATCH", "/users/pat@acme.example",
                 R"({"status":"LOCKED_OUT","factors":[{"type":"sms"}]})")
                .status,
            200);
  EXPECT_EQ(organisations_.at(0)->user("pat@acme.example")->status, Status::locked_out);
  EXPECT_EQ(organisations_.at(0)->user("pat@acme.example")->factors.size(), 1U);
  EXPECT_EQ(send("PATCH", "/users/pat@acme.example", R"({"status":"ASLEEP"})").status, 400);
  EXPECT_EQ(organisations_.at(0)->user("pat@acme.example")->status, Status::locked_out);
  EXPECT_EQ(okta("GET", "/api/v1/users/pat@acme.example").status, 200);
}

TEST_F(Control, SeedsAgainAndClearsFaultsAndJournal) {
  send("POST", "/faults", R"({"effect":"close_before","count":-1})");
  okta("GET", "/api/v1/users");
  EXPECT_EQ(send("POST", "/seed").status, 204);
  EXPECT_EQ(send("GET", "/journal").body, "[]");
  EXPECT_EQ(send("GET", "/faults").body, "[]");
  EXPECT_EQ(send("POST", "/seed", json::serialize(seed_of({person("ned")}))).status, 204);
  EXPECT_TRUE(organisations_.at(0)->user("ned@acme.example"));
  EXPECT_FALSE(organisations_.at(0)->user("pat@acme.example"));
}

TEST_F(Control, TakesASnapshotAndPutsItBack) {
  const std::string snapshot = send("GET", "/snapshot").body;
  okta("POST", "/api/v1/users/pat@acme.example/lifecycle/suspend");
  EXPECT_EQ(send("PUT", "/snapshot", snapshot).status, 204);
  EXPECT_EQ(organisations_.at(0)->user("pat@acme.example")->status, Status::active);
}

TEST_F(Control, ReadsTheJournalFromANumberOn) {
  for (int i = 0; i < 3; ++i) okta("GET", "/api/v1/users/me");
  EXPECT_EQ(body_of(send("GET", "/journal")).as_array().size(), 3U);
  EXPECT_EQ(body_of(send("GET", "/journal?after=2")).as_array().size(), 1U);
  EXPECT_EQ(send("GET", "/journal?after=x").status, 400);
  EXPECT_EQ(send("DELETE", "/journal").status, 204);
  EXPECT_EQ(send("GET", "/journal").body, "[]");
}

TEST_F(Control, AddsListsAndClearsFaults) {
  const Answer made =
      send("POST", "/faults", R"({"path":"/api/**","effect":"answer","status":500})");
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(body_of(send("GET", "/faults")).at(0).at("id"), body_of(made).at("id"));
  EXPECT_EQ(okta("GET", "/api/v1/users").status, 500);
  EXPECT_EQ(send("GET", "/faults").body, "[]");
  EXPECT_EQ(send("POST", "/faults", R"({"effect":"explode"})").status, 400);
  EXPECT_EQ(send("POST", "/faults", "{").status, 400);
}

TEST_F(Control, ShowsAndReplacesTheRulesOfLimitsAndConsistency) {
  EXPECT_EQ(body_of(send("GET", "/rate_limits")).at("plan").as_string(), "workforce");
  const Answer limits = send(
      "PUT", "/rate_limits",
      R"({"enforced":true,"window_ms":50,"buckets":[{"path":"**","limit":1}],"token_percent":100})");
  EXPECT_EQ(body_of(limits).at("window_ms").as_int64(), 50);
  EXPECT_EQ(send("PUT", "/consistency", R"({"reads":1})").body,
            R"({"reads":1,"read_lag_ms":0,"search_lag_ms":0})");
  EXPECT_EQ(send("GET", "/consistency").body, send("PUT", "/consistency", R"({"reads":1})").body);
  EXPECT_EQ(send("PUT", "/rate_limits", R"({"window_ms":-1})").status, 400);
  EXPECT_EQ(send("PUT", "/consistency", R"({"lag":1})").status, 400);
  EXPECT_EQ(organisations_.at(0)->rates().window.count(), 50);
  EXPECT_EQ(organisations_.at(0)->consistency().reads.reads, 1);
  EXPECT_EQ(organisations_.at(1)->consistency().reads.reads, 0);
}

TEST_F(Control, SettlesATransition) {
  send("POST", "/faults", R"({"path":"**deactivate","effect":"transition"})");
  okta("POST", "/api/v1/users/pat@acme.example/lifecycle/deactivate");
  EXPECT_EQ(send("POST", "/users/pat@acme.example/settle").status, 204);
  EXPECT_EQ(organisations_.at(0)->user("pat@acme.example")->status, Status::deprovisioned);
  EXPECT_EQ(send("POST", "/users/pat@acme.example/settle").status, 409);
}

TEST_F(Control, SaysWhatItHasWhenAskedForSomethingElse) {
  const Answer answer = send("GET", "/sneeze");
  EXPECT_EQ(answer.status, 404);
  EXPECT_THAT(answer.body, testing::HasSubstr("journal"));
  EXPECT_EQ(send("GET", "/%").status, 400);
}

}  // namespace
}  // namespace emulator_test
