// Seeds and snapshots: the company that comes along, the way there and back, and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <stdexcept>

#include "small_company.hpp"

namespace emulator_test {
namespace {

TEST(BackDemo, HasPeopleInEveryStatusAndWithEveryKindOfFactor) {
  const Organisation organisation(okta_emulator::back_demo_seed());
  std::map<Status, int> statuses;
  std::set<std::string> types;
  int without = 0;
  int pending_only = 0;
  organisation.read([&](const okta_emulator::State& state) {
    EXPECT_GE(state.users().size(), 60U);
    for (const auto& [id, user] : state.users()) {
      ++statuses[user.status];
      std::set<std::string> states;
      for (const auto& factor : user.factors) {
        types.insert(factor.provider + ' ' + factor.type);
        states.insert(factor.status);
      }
      without += user.factors.empty() ? 1 : 0;
      pending_only += states == std::set<std::string>{"PENDING_ACTIVATION"} ? 1 : 0;
    }
  });
  EXPECT_EQ(statuses.size(), 8U);
  EXPECT_GE(types.size(), 10U);
  EXPECT_GT(without, 5);
  EXPECT_GT(pending_only, 0);
}

TEST(BackDemo, HasThePeopleItsReadmeNames) {
  const Organisation organisation(okta_emulator::back_demo_seed());
  const std::vector<std::pair<std::string, Status>> people = {
      {"dana.reyes", Status::active},
      {"noah.fischer", Status::active},
      {"stella.nilsson", Status::staged},
      {"priya.sharma", Status::provisioned},
      {"rafael.ortiz", Status::recovery},
      {"liam.okafor", Status::locked_out},
      {"petra.novak", Status::password_expired},
      {"sam.whitaker", Status::suspended},
      {"dorothy.klein", Status::deprovisioned},
      {"ada.admin", Status::active},
      {"back.integration", Status::active},
      {"erin.expert", Status::active},
      {"omar.expert", Status::active}};
  for (const auto& [name, status] : people) {
    const auto user = organisation.user(name + "@back-demo.example");
    ASSERT_TRUE(user) << name;
    EXPECT_EQ(user->status, status) << name;
  }
  organisation.read([](const okta_emulator::State& state) {
    EXPECT_EQ(state.users_by_email("alex.kim@back-demo.example").size(), 2U);
    EXPECT_EQ(state.users_by_email("chris.walker@back-demo.example").size(), 2U);
    EXPECT_EQ(state.tokens().size(), 4U);
  });
}

TEST(Snapshots, RestoreToTheSameSnapshot) {
  Company company(okta_emulator::back_demo_seed());
  const json::object before = company.organisation.snapshot();
  company.organisation.restore(before);
  EXPECT_EQ(company.organisation.snapshot(), before);
}

TEST(Snapshots, TakeBackWhatHappenedSince) {
  Company company(
      seed_of({person("pat", "ACTIVE", {{"factors", {json::object{{"type", "sms"}}}}})}));
  const json::object before = company.organisation.snapshot();
  company.lifecycle("pat", "suspend");
  company.lifecycle("pat", "reset_factors");
  company.remove(user_path("pat"));
  company.organisation.restore(before);
  EXPECT_EQ(company.truth("pat").status, Status::active);
  EXPECT_EQ(company.truth("pat").factors.size(), 1U);
  EXPECT_EQ(company.organisation.snapshot(), before);
}

TEST(Snapshots, SayEverythingASeedCanSay) {
  const json::value pat = json::parse(R"({
      "id": "00u00000000000000009", "status": "LOCKED_OUT", "suspended_from": "RECOVERY",
      "locked_from": "PASSWORD_EXPIRED", "created": "2025-01-01T00:00:01.000Z",
      "activated": "2025-01-01T00:00:02.000Z", "status_changed": "2025-01-01T00:00:03.000Z",
      "last_login": "2025-01-01T00:00:04.000Z", "last_updated": "2025-01-01T00:00:05.000Z",
      "password_changed": "2025-01-01T00:00:06.000Z", "provider": "LDAP", "password": false,
      "recovery_question": "why", "groups": ["00g00000000000000001"], "sessions": 1,
      "oauth_tokens": 2, "devices": 3, "version": 7,
      "profile": {"login": "pat@acme.example", "email": "p@acme.example", "tags": ["a"]},
      "mails": [{"kind": "k", "to": "t", "sent": "2025-01-01T00:00:07.000Z"}],
      "transition": {"to": "DEPROVISIONED", "reads": 4},
      "roles": [{"id": "ra1", "type": "CUSTOM", "label": "L", "created": "2025-01-01T00:00:08.000Z",
                 "last_updated": "2025-01-01T00:00:09.000Z", "capabilities": ["users.read"]}],
      "factors": [{"id": "mbl00000000000000001", "type": "sms", "provider": "P", "vendor": "V",
                   "status": "EXPIRED", "created": "2025-01-01T00:00:10.000Z",
                   "last_updated": "2025-01-01T00:00:11.000Z", "profile": {"phoneNumber": "1"}}]})");
  const json::value group = json::parse(R"({
      "id": "00g00000000000000001", "type": "APP_GROUP", "name": "G", "description": "D",
      "created": "2025-01-01T00:00:12.000Z", "last_updated": "2025-01-01T00:00:13.000Z",
      "last_membership_updated": "2025-01-01T00:00:14.000Z", "roles": []})");
  json::object seed = empty_seed();
  seed["users"] = json::array{pat};
  seed["groups"] = json::array{group};
  seed["tokens"] = json::array{};
  const json::object snapshot = Organisation(seed).snapshot();
  EXPECT_EQ(snapshot.at("users").at(0), pat);
  EXPECT_EQ(snapshot.at("groups").at(0), group);
}

TEST(Snapshots, HoldHashesOfTokensOnly) {
  const Company company;
  const std::string text = json::serialize(company.organisation.snapshot());
  EXPECT_EQ(text.find(kToken), std::string::npos);
}

TEST(Snapshots, AreTheSameForTheSameHistory) {
  const auto live = [] {
    Company company(seed_of({person("pat")}));
    company.post(
        "/api/v1/users",
        R"({"profile":{"login":"n@a.example","email":"n@a.example","firstName":"N","lastName":"N"}})");
    company.lifecycle("pat", "suspend");
    return company.organisation.snapshot();
  };
  EXPECT_EQ(live(), live());
}

// The sentence a broken seed is refused with, empty when it is taken.
std::string complaint(const json::value& seed) {
  try {
    const Organisation organisation(seed);
    return {};
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
}

TEST(Seeds, ThatAreBrokenAreRefusedNamingThePlace) {
  const auto with_user = [](json::object more) { return seed_of({person("pat", "ACTIVE", more)}); };
  json::object no_organisation = empty_seed();
  no_organisation.erase("organisation");
  json::object bad_token = empty_seed();
  bad_token["tokens"].as_array()[0].as_object()["user"] = "nobody";
  const std::vector<std::pair<json::value, std::string>> table = {
      {json::array{}, "the seed must be a JSON object"},
      {no_organisation, "\"organisation\" is missing"},
      {bad_token, "names nobody"},
      {seed_of({person("pat", "SLEEPING")}), "SLEEPING"},
      {seed_of({person("pat"), person("PAT")}), "login that is taken"},
      {with_user({{"id", "00u123"}}), "00u and 17 letters"},
      {with_user({{"id", "00u................/"}}), "00u and 17 letters"},
      {with_user({{"created", "yesterday"}}), "must be a time"},
      {with_user({{"groups", {"None"}}}), "names a group that is not there"},
      {with_user({{"roles", {"EMPEROR"}}}), "no role type"},
      {with_user({{"factors", {json::object{{"type", "mind"}}}}}), "no factor type"},
      {with_user({{"sessions", "three"}}), "whole number"},
      {with_user({{"surprise", 1}}), "not known here"}};
  for (const auto& [seed, sentence] : table) {
    EXPECT_THAT(complaint(seed), testing::HasSubstr(sentence));
  }
}

TEST(Seeds, ThatAreRefusedChangeNothing) {
  Company company(seed_of({person("pat")}));
  const json::object before = company.organisation.snapshot();
  EXPECT_THROW(company.organisation.restore(seed_of({person("x", "SLEEPING")})),
               std::invalid_argument);
  EXPECT_EQ(company.organisation.snapshot(), before);
}

}  // namespace
}  // namespace emulator_test
