// Offered means accepted; accepted but not offered only where the table of offers says why; and a
// hidden action that is executed anyway is refused without a write. Over every status, kind of
// factors and transition.
#include <gtest/gtest.h>

#include <array>
#include <set>

#include "okta/rules/offer.hpp"
#include "okta_emulator/status.hpp"
#include "world.hpp"

namespace okta_test {
namespace {

using okta_emulator::Status;
using okta_emulator::User;

constexpr std::string_view kNoah = "noah.fischer@back-demo.example";
constexpr std::array<std::string_view, 6> kFactors = {"none",    "email", "question",
                                                      "pending", "sms",   "several"};

struct Case {
  Status status;
  std::string_view factors;
  bool password;
  std::optional<Status> moving_to;
  std::string_view provider = "OKTA";

  std::string text() const {
    return std::string(okta_emulator::status_name(status)) + ", " + std::string(factors) + ", " +
           std::string(provider) + (password ? ", password" : "") +
           (moving_to ? ", to " + std::string(okta_emulator::status_name(*moving_to)) : "");
  }
  bool has_mfa() const { return factors == "sms" || factors == "several"; }
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (std::size_t status = 0; status < okta_emulator::kStatusNames.size(); ++status) {
    for (const auto factors : kFactors) {
      for (const bool password : {false, true}) {
        all.push_back({static_cast<Status>(status), factors, password, {}});
        all.push_back({static_cast<Status>(status), factors, password, Status::deprovisioned});
        all.push_back({static_cast<Status>(status), factors, password, Status::active});
      }
    }
    for (const std::string_view provider : {"ACTIVE_DIRECTORY", "FEDERATION"})
      all.push_back({static_cast<Status>(status), "sms", true, {}, provider});
  }
  return all;
}

okta_emulator::Factor factor(std::string id, std::string type, std::string status) {
  return {std::move(id), std::move(type), "OKTA", "OKTA", std::move(status), {}, {}, {}};
}

std::vector<okta_emulator::Factor> factors_of(std::string_view kind) {
  if (kind == "email") return {factor("emf00000000000000001", "email", "ACTIVE")};
  if (kind == "question") return {factor("ufs00000000000000001", "question", "ACTIVE")};
  if (kind == "pending") return {factor("mbl00000000000000001", "sms", "PENDING_ACTIVATION")};
  if (kind == "sms") return {factor("mbl00000000000000001", "sms", "ACTIVE")};
  if (kind == "several") {
    return {factor("opf00000000000000001", "push", "ACTIVE"),
            factor("emf00000000000000001", "email", "ACTIVE"),
            factor("ost00000000000000001", "token:software:totp", "ACTIVE")};
  }
  return {};
}

void put(World& world, const Case& each) {
  world.okta().change([&](okta_emulator::State& state) {
    User& user = *state.find_user(kNoah);
    user.status = each.status;
    user.suspended_from = each.password ? Status::active : Status::provisioned;
    user.has_password = each.password;
    user.factors = factors_of(each.factors);
    user.provider = each.provider;
    user.push_habit = {"SUCCESS", 0};
    user.transition.reset();
    if (each.moving_to) user.transition = okta_emulator::Transition{*each.moving_to, -1};
  });
  world.okta().clear_journal();
}

// The bare request of each action, after the user's path.
struct Bare {
  std::string_view action, method, path;
};
constexpr std::array<Bare, 13> kBare = {{
    {"verify_push", "POST", "/factors/"},
    {"reset_mfa", "POST", "/lifecycle/reset_factors"},
    {"reset_factor", "DELETE", "/factors/"},
    {"unlock", "POST", "/lifecycle/unlock"},
    {"reset_password", "POST", "/lifecycle/reset_password?sendEmail=true"},
    {"expire_password", "POST", "/lifecycle/expire_password"},
    {"temporary_password", "POST", "/lifecycle/expire_password_with_temp_password"},
    {"clear_sessions", "DELETE", "/sessions?oauthTokens=true&forgetDevices=false"},
    {"suspend", "POST", "/lifecycle/suspend"},
    {"unsuspend", "POST", "/lifecycle/unsuspend"},
    {"activate", "POST", "/lifecycle/activate"},
    {"reactivate", "POST", "/lifecycle/reactivate"},
    {"deactivate", "POST", "/lifecycle/deactivate"},
}};

// The row that removes a factor, and what it is called in the input.
struct Chosen {
  std::string row, name;
};
Chosen first_factor(const Case& each) {
  const auto factors = factors_of(each.factors);
  if (factors.empty()) return {"opf00000000000000009", "okta_verify"};
  const bool push = factors.front().type == "push";
  return {factors.front().id, push ? "okta_verify" : factors.front().id};
}

json::object input_of(std::string_view action, const Case& each) {
  if (action != "reset_factor") return World::usual_input(action);
  return {{"factor", first_factor(each).name}};
}

// What the organisation itself says to it, as a client without any rules would send it.
bool accepted_by_okta(World& world, const Bare& bare, const Case& each) {
  okta_emulator::Request request{std::string(bare.method), world.path(kNoah, bare.path), {}, ""};
  if (bare.action == "reset_factor") request.target += first_factor(each).row;
  if (bare.action == "verify_push") request.target += first_factor(each).row + "/verify";
  request.headers = {{"host", "back-demo.okta.com"},
                     {"content-length", "0"},
                     {"authorization", "SSWS " + std::string(World::kSuperAdmin)}};
  return world.okta().handle(request).status < 300;
}

// The pairs of the features, written down once more.
bool may_be_withheld(const Case& each, std::string_view action) {
  const bool lifecycle = action != "reset_mfa" && action != "reset_factor" &&
                         action != "clear_sessions" && action != "verify_push";
  if (each.moving_to && lifecycle) return true;
  if (action == "deactivate") return each.status == Status::staged;
  if (action == "reset_mfa") return !each.has_mfa();
  if (action == "reset_password") return each.status == Status::provisioned;
  if (action == "expire_password") return each.status == Status::password_expired;
  if (action == "temporary_password") return each.provider == "ACTIVE_DIRECTORY";
  return (action == "clear_sessions" || action == "verify_push") &&
         each.status == Status::deprovisioned;
}

// Factors decide about three actions, passwords about the others: no need to cross them all.
bool may_decide(const Case& each, std::string_view action) {
  const bool by_factors =
      action == "verify_push" || action == "reset_mfa" || action == "reset_factor";
  if (each.provider != "OKTA") return true;
  return by_factors ? !each.password : each.factors == "none" || each.factors == "several";
}

TEST(OktaOffers, AreTestedForEveryActionOnTheAccount) {
  std::vector<std::string_view> tested;
  for (const Bare& bare : kBare) tested.push_back(bare.action);
  EXPECT_EQ(tested, World::account_actions());
}

TEST(OktaOffers, WhatIsOfferedIsAcceptedAndWhatIsHiddenIsNeverSent) {
  World world;
  int offered_in_all = 0;
  for (const Case& each : cases()) {
    put(world, each);
    const Answer view = world.view(kNoah);
    ASSERT_EQ(view.status, BACK_OK) << each.text() << view.person << view.operator_text;
    ASSERT_TRUE(world.writes().empty());
    const auto actions = view.output.at("actions").as_array();
    for (const Bare& bare : kBare) {
      const std::string_view action = bare.action;
      if (!may_decide(each, action)) continue;
      SCOPED_TRACE(each.text() + ": " + std::string(action));
      put(world, each);
      const bool accepted = accepted_by_okta(world, bare, each);
      put(world, each);
      const json::object* item = find(actions, action);
      const bool offered = item != nullptr && item->at("enabled").as_bool();
      const Answer answer = world.execute(action, kNoah, input_of(action, each));
      ASSERT_EQ(answer.status, BACK_OK) << answer.person << answer.operator_text;
      const std::string_view outcome = answer.output.at("outcome").as_string();
      if (action == "reset_mfa") {
        EXPECT_EQ(offered, each.has_mfa())
            << "e-mail, a question and what is pending are no multifactor";
      }
      if (offered) {
        ++offered_in_all;
        EXPECT_TRUE(accepted);
        EXPECT_EQ(outcome, "done") << answer.output;
        EXPECT_EQ(world.writes().size(), 1U);
      } else {
        EXPECT_TRUE(!accepted || may_be_withheld(each, action));
        EXPECT_TRUE(outcome == "refused" || outcome == "already") << answer.output;
        EXPECT_TRUE(world.writes().empty());
      }
    }
  }
  EXPECT_GT(offered_in_all, 200);
}

TEST(OktaOffers, OfASuspendPairAtMostOneIsShown) {
  World world;
  for (const Case& each : cases()) {
    put(world, each);
    const auto actions = world.view(kNoah).output.at("actions").as_array();
    EXPECT_FALSE(find(actions, "suspend") != nullptr && find(actions, "unsuspend") != nullptr &&
                 !each.moving_to)
        << each.text();
    EXPECT_FALSE(find(actions, "activate") != nullptr && find(actions, "deactivate") != nullptr &&
                 !each.moving_to)
        << each.text();
  }
}

}  // namespace
}  // namespace okta_test
