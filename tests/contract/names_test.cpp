// Names of codes and enumerators, known and unknown.
#include <gtest/gtest.h>

#include <set>

#include "back/plugin.h"
#include "contract/manifest.hpp"
#include "contract/outcome.hpp"
#include "contract/status.hpp"

namespace back::contract {
namespace {

TEST(Names, OfStatusesFollowTheHeader) {
  EXPECT_EQ(status_name(BACK_OK), "ok");
  EXPECT_EQ(status_name(BACK_INVALID_CONFIGURATION), "invalid_configuration");
  EXPECT_EQ(status_name(BACK_RATE_LIMITED), "rate_limited");
  EXPECT_EQ(status_name(BACK_INTERNAL), "internal");
  std::set<std::string_view> names;
  for (std::int32_t code = BACK_OK; code <= BACK_INTERNAL; ++code) names.insert(status_name(code));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(BACK_INTERNAL) + 1);
}

TEST(Names, AnUnknownStatusMeansInternal) {
  for (const std::int32_t code : {-1, BACK_INTERNAL + 1, INT32_MIN, INT32_MAX}) {
    EXPECT_EQ(status_name(code), "internal");
    EXPECT_FALSE(may_pass_by_itself(code));
  }
}

TEST(Names, OfKindsAndLevelsFollowTheHeader) {
  EXPECT_EQ(kind_name(BACK_KIND_CHECK), "check");
  EXPECT_EQ(kind_name(BACK_KIND_SETTLE), "settle");
  EXPECT_EQ(kind_name(0), "unknown");
  EXPECT_EQ(kind_name(-7), "unknown");
  EXPECT_EQ(kind_name(99), "unknown");
  EXPECT_EQ(log_level_name(BACK_LOG_DEBUG), "debug");
  EXPECT_EQ(log_level_name(BACK_LOG_HOST_MISBEHAVES), "host_misbehaves");
  EXPECT_EQ(log_level_name(99), "error");
  EXPECT_EQ(log_level_name(-1), "error");
}

TEST(Names, OfEnumeratorsReadBack) {
  for (const auto type :
       {FieldType::kString, FieldType::kInteger, FieldType::kBoolean, FieldType::kChoice,
        FieldType::kTeams, FieldType::kOption, FieldType::kOptions, FieldType::kSecret}) {
    EXPECT_EQ(field_type_named(name_of(type)), type);
  }
  for (const auto effect :
       {Effect::kRead, Effect::kReversible, Effect::kDisruptive, Effect::kDestructive}) {
    EXPECT_EQ(effect_named(name_of(effect)), effect);
  }
  for (const auto outcome : {Outcome::kDone, Outcome::kAlready, Outcome::kRefused, Outcome::kFailed,
                             Outcome::kUnknown}) {
    EXPECT_EQ(outcome_named(name_of(outcome)), outcome);
  }
  EXPECT_FALSE(outcome_named("maybe").has_value());
  EXPECT_FALSE(effect_named("").has_value());
  EXPECT_FALSE(field_type_named("text").has_value());
}

TEST(Names, OnlyTroubleOfTheMomentPassesByItself) {
  EXPECT_TRUE(may_pass_by_itself(BACK_UNAVAILABLE));
  EXPECT_TRUE(may_pass_by_itself(BACK_RATE_LIMITED));
  EXPECT_TRUE(may_pass_by_itself(BACK_DEADLINE));
  EXPECT_FALSE(may_pass_by_itself(BACK_OK));
  EXPECT_FALSE(may_pass_by_itself(BACK_UNAUTHENTICATED));
}

}  // namespace
}  // namespace back::contract
