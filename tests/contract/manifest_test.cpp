// The model that is read from a manifest.
#include "contract/manifest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/field_schema.hpp"
#include "contract/schema.hpp"
#include "json/strict_json.hpp"
#include "manifest_tool/manifest_file.hpp"
#include "sample_file.hpp"
#include "sample_manifest.hpp"

namespace back::contract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> ids(const std::vector<Field>& fields) {
  std::vector<std::string> list;
  for (const Field& field : fields) list.push_back(field.id);
  return list;
}

Manifest sample() {
  const SampleFile file(kSample);
  const auto read = manifest_tool::read_manifest_file(file.path());
  EXPECT_THAT(read.faults, IsEmpty());
  return read.manifest;
}

TEST(Manifest, IsReadWhole) {
  const Manifest manifest = sample();
  EXPECT_EQ(manifest.id, "lamp");
  EXPECT_EQ(manifest.version, "1.0.0");
  EXPECT_EQ(manifest.vendor, "Lights");
  EXPECT_EQ(manifest.documentation, "https://lights.example/doc");
  ASSERT_EQ(manifest.setup.size(), 1u);
  EXPECT_EQ(manifest.setup[0].link, "https://lights.example/plug");
  EXPECT_EQ(manifest.limits.requests_in_flight, 2);
  EXPECT_EQ(manifest.limits.deadline_seconds, 10);
  EXPECT_EQ(manifest.section("light")->title, "Light");
  EXPECT_FALSE(manifest.section("light")->on_demand);
  EXPECT_TRUE(manifest.section("history")->on_demand);
  EXPECT_EQ(manifest.deadline_of(*manifest.action("switch_on")), 10);
  EXPECT_EQ(manifest.deadline_of(*manifest.action("switch_off")), 300);
  EXPECT_EQ(manifest.error("L1")->remedy, "Screw one in.");
  EXPECT_EQ(manifest.teams_field()->id, "teams");
  EXPECT_EQ(manifest.option_sources.at(0).id, "colours");
  EXPECT_EQ(manifest.action("nothing"), nullptr);
  EXPECT_EQ(manifest.section("nothing"), nullptr);
  EXPECT_EQ(manifest.error("nothing"), nullptr);
}

TEST(Manifest, OrdersTheFormAndFillsInFormats) {
  const Manifest manifest = sample();
  EXPECT_THAT(ids(manifest.connection), ElementsAre("room", "key", "watts", "teams"));
  EXPECT_EQ(manifest.connection[0].format, "line");
  EXPECT_EQ(manifest.connection[1].format, "token");
  EXPECT_TRUE(manifest.connection[1].is_secret());
  EXPECT_EQ(manifest.connection[2].preset, 5);
  EXPECT_TRUE(manifest.connection[2].advanced);
}

TEST(Manifest, ReadsActionsWithTheirInputResultsAndRelatives) {
  const Manifest manifest = sample();
  const Action& on = *manifest.action("switch_on");
  EXPECT_EQ(on.effect, Effect::kReversible);
  EXPECT_FALSE(on.asks_first());
  EXPECT_THAT(ids(on.input), ElementsAre("colours", "mode"));
  EXPECT_EQ(on.input[1].choices.at(1).description, "Like winter.");
  EXPECT_EQ(on.undo, "switch_off");
  EXPECT_THAT(on.scopes, ElementsAre("light.write"));
  EXPECT_THAT(on.roles, ElementsAre("Electrician"));
  const Action& off = *manifest.action("switch_off");
  EXPECT_TRUE(off.asks_first());
  EXPECT_EQ(off.results.at(0).id, "receipt");
}

TEST(Manifest, OfAPluginIsTheSameWhenReadFromItsCanonicalJson) {
  const SampleFile file(kSample);
  const auto read = manifest_tool::read_manifest_file(file.path());
  const std::string json = json::canonical(read.document);
  EXPECT_EQ(json::canonical(json::parse(json)), json);
  EXPECT_THAT(ids(parse_manifest(json).connection), ElementsAre("room", "key", "watts", "teams"));
}

TEST(Manifest, InDamagedJsonIsRefusedWithASentence) {
  for (const std::string text : {"", "{}", "[]", R"({"id":1,"id":2})", "{\"id\":"}) {
    EXPECT_THROW(parse_manifest(text), Invalid) << text;
  }
  EXPECT_THROW(parse_manifest(std::string(kManifestMaxBytes + 1, ' ')), Invalid);
}

TEST(OktaManifest, DescribesTheConnectionAndTheAccountActions) {
  const auto read = manifest_tool::read_manifest_file("manifests/okta.yaml");
  ASSERT_THAT(read.faults, IsEmpty());
  const Manifest& okta = read.manifest;
  EXPECT_THAT(ids(okta.connection),
              ElementsAre("domain", "token", "teams", "rely_on_okta_to_protect_administrators",
                          "allow_administrators", "allow_removing_from_rule_groups"));
  std::vector<std::string> actions;
  for (const Action& action : okta.actions) actions.push_back(action.id);
  EXPECT_THAT(actions, testing::IsSupersetOf({"reset_mfa", "clear_sessions", "suspend", "unsuspend",
                                              "activate", "deactivate"}));
  EXPECT_TRUE(okta.connection[0].fixed);
  EXPECT_EQ(okta.limits.requests_in_flight, 16);
  for (const Action& action : okta.actions) EXPECT_FALSE(action.scopes.empty()) << action.id;
}

TEST(OktaManifest, AsksForBothChoicesOfClearSessionsAndForTheDelivery) {
  const auto okta = manifest_tool::read_manifest_file("manifests/okta.yaml").manifest;
  const Schema clear(input_schema(*okta.action("clear_sessions")));
  EXPECT_TRUE(clear.accepts(json::parse(R"({"revoke_oauth_tokens":false,"forget_devices":true})")));
  EXPECT_FALSE(clear.accepts(json::parse(R"({"revoke_oauth_tokens":false})")));
  EXPECT_FALSE(clear.accepts(json::parse("{}")));
  const Schema activate(input_schema(*okta.action("activate")));
  EXPECT_TRUE(activate.accepts(json::parse(R"({"delivery":"link"})")));
  EXPECT_FALSE(activate.accepts(json::parse(R"({"delivery":"post"})")));
  EXPECT_EQ(okta.action("activate")->results.at(0).id, "activation_link");
}

TEST(OktaManifest, RefusesConfigurationsBeforeThePluginSeesThem) {
  const auto okta = manifest_tool::read_manifest_file("manifests/okta.yaml").manifest;
  const Schema schema(configuration_schema(okta));
  EXPECT_TRUE(schema.accepts(json::parse(R"({"domain":"back-demo","teams":["it"]})")));
  EXPECT_FALSE(schema.accepts(json::parse(R"({"domain":"back-demo","teams":[]})")));
  EXPECT_FALSE(schema.accepts(json::parse(R"({"domain":"a b","teams":["it"]})")));
  EXPECT_FALSE(schema.accepts(json::parse(R"({"domain":"back-demo","teams":["it"],"token":"x"})")));
  const std::vector<SecretText> injected = {{"token", "00abcdefghij\r\nX-Injected: yes"}};
  EXPECT_EQ(secret_faults(okta.connection, injected).size(), 1u);
}

}  // namespace
}  // namespace back::contract
