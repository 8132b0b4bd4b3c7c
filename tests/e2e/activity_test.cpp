// T7: what the account did lately, read on demand from the System Log.
#include <gmock/gmock.h>

#include "core/refused.hpp"
#include "desk.hpp"

namespace back::e2e {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Activity : public Desk {
 protected:
  host::RequesterView look(const std::string& request) {
    auto views = host_->section("erin", request, "activity");
    if (views.size() != 1) throw std::runtime_error("expected one view");
    EXPECT_EQ(views[0].code, "") << views[0].sentence;
    return std::move(views[0]);
  }
  // "sentence | when", latest first.
  std::vector<std::string> told(const std::string& request) {
    std::vector<std::string> all;
    const auto view = look(request).view;
    for (const auto& list : view.at("lists").as_array())
      for (const auto& item : list.at("items").as_array())
        all.push_back(std::string(item.at("name").as_string()) + " | " +
                      std::string(item.at("detail").as_string()));
    return all;
  }
  std::size_t log_requests() {
    std::size_t count = 0;
    for (const auto& entry : okta().journal()) count += entry.target.starts_with("/api/v1/logs");
    return count;
  }
};

TEST_F(Activity, T7_TellsTheLastSignInsAndWhatOthersDidInPlainSentences) {
  connect();
  const auto dana = told("R-101");
  ASSERT_FALSE(dana.empty());
  EXPECT_THAT(dana[0], HasSubstr("Signed in from Berlin | 2 h ago"));
  EXPECT_THAT(dana, Contains(HasSubstr("Failed to confirm with multifactor from Austin (wrong")));
  EXPECT_THAT(dana,
              Contains(HasSubstr("Was added to the group On Call by Ada Admin | 3 days ago")));
  EXPECT_THAT(dana, Not(Contains(HasSubstr("Liam")))) << "of others nothing";
}

TEST_F(Activity, T7_TellsALockAfterHowManyFailures) {
  connect();
  const auto liam = told("R-106");
  ASSERT_GE(liam.size(), 2U);
  EXPECT_THAT(liam[0], HasSubstr("Locked after 10 failed sign-ins | 50 min ago"));
  EXPECT_THAT(liam[1], AllOf(HasSubstr("Failed to sign in from Austin"), HasSubstr("10 times")));
}

TEST_F(Activity, T7_WhatBackDidIsThereToo) {
  connect();
  ASSERT_EQ(run("R-106", "unlock").outcome, "done");
  EXPECT_THAT(told("R-106").at(0), HasSubstr("Unlocked by Back Integration | just now"));
}

TEST_F(Activity, T7_CostsTheRequesterViewNothing) {
  connect();
  mark();
  view("R-101");
  EXPECT_EQ(log_requests(), 0U);
  look("R-101");
  EXPECT_EQ(log_requests(), 1U);
}

TEST_F(Activity, T7_LookingDoesNotReplaceWhatWasSeenBeforeAnAction) {
  connect();
  host_->requester("erin", "R-101");
  look("R-101");
  okta().change([](okta_emulator::State& state) {
    state.find_user("dana.reyes@back-demo.example")->status = okta_emulator::Status::locked_out;
  });
  const auto ran = run_blindly("R-101", "suspend");
  EXPECT_EQ(ran.output().at("code"), "conflict");
}

TEST_F(Activity, T7_WithoutTheRightToReadTheLogSaysSo) {
  connect(kLifecycle);
  const auto view = look("R-101").view;
  EXPECT_THAT(view.at("lists").as_array(), IsEmpty());
  EXPECT_THAT(boost::json::serialize(view.at("partial")),
              AllOf(HasSubstr("Recent activity"), HasSubstr("role")));
}

TEST_F(Activity, T7_OfARequesterWithoutAnAccountThereIsNone) {
  connect();
  EXPECT_EQ(look("R-112").view.at("found"), "none");
  EXPECT_EQ(look("R-113").view.at("found"), "several");
  EXPECT_EQ(refusal([&] { host_->section("erin", "R-101", "groups"); }), "invalid_input")
      << "that is read with the rest";
  EXPECT_EQ(refusal([&] { host_->section("hana", "R-101", "activity"); }), "not_member");
}

}  // namespace
}  // namespace back::e2e
