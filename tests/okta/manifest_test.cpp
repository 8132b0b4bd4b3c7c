// The manifest names what the code does, and the code does what the manifest names.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "contract/manifest.hpp"
#include "okta/actions/action.hpp"
#include "okta/errors.hpp"
#include "okta_manifest.hpp"

namespace {

back::contract::Manifest manifest() {
  return back::contract::parse_manifest(okta::manifest::kJson);
}

TEST(OktaManifest, NamesTheActionsOfTheCodeInTheSameOrder) {
  std::vector<std::string> named, coded;
  for (const auto& action : manifest().actions) named.push_back(action.id);
  for (const okta::Action* action : okta::actions()) coded.emplace_back(action->id());
  EXPECT_EQ(named, coded);
}

TEST(OktaManifest, UndoAndOneTimeResultsAreThoseOfTheCode) {
  const auto described = manifest();
  for (const okta::Action* action : okta::actions()) {
    const auto* named = described.action(action->id());
    ASSERT_NE(named, nullptr) << action->id();
    EXPECT_EQ(named->undo, action->undo) << action->id();
    ASSERT_LE(named->results.size(), 1U);
    EXPECT_EQ(named->results.empty() ? "" : named->results[0].id, action->handout.id)
        << action->id();
  }
}

TEST(OktaManifest, EveryErrorItExplainsIsKnownToTheCode) {
  std::set<std::string> coded;
  for (const okta::Meaning& row : okta::meanings()) coded.emplace(row.error_code);
  for (const auto& error : manifest().errors) EXPECT_TRUE(coded.count(error.code)) << error.code;
}

TEST(OktaManifest, HasTheConnectionFieldsThatTheCodeReads) {
  std::set<std::string> ids;
  for (const auto& field : manifest().connection) ids.insert(field.id);
  EXPECT_EQ(ids, (std::set<std::string>{"domain", "token", "teams", "allow_administrators",
                                        "rely_on_okta_to_protect_administrators",
                                        "allow_removing_from_rule_groups"}));
  EXPECT_EQ(manifest().limits.requests_in_flight, 16);
}

TEST(OktaManifest, HasTheSectionsThatTheViewUses) {
  for (const char* section : {"account", "security", "groups", "apps", "profile", "activity"})
    EXPECT_NE(manifest().section(section), nullptr);
}

}  // namespace
