// Groups and apps as Okta answers them, and what locks each of them.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "okta/rules/lock.hpp"
#include "sdk/failure.hpp"

namespace {

namespace json = boost::json;
using namespace okta;

json::object group_json(std::string_view type) {
  return {{"id", "00gbdADcQ1X3f0ipr5d7"},
          {"type", type},
          {"profile", {{"name", "Engineering"}, {"description", "Builds"}}}};
}

std::string code_of(const std::optional<Reason>& lock) { return lock ? lock->code : "none"; }

json::object app_json() {
  return json::parse(
             R"({"id":"0oabdFKfPdftcPjJF5d7","name":"zoomus","label":"Zoom","status":"ACTIVE",
    "signOnMode":"SAML_2_0","features":[],"settings":{"implicitAssignment":false},
    "_embedded":{"user":{"id":"00ubdbHT9pPj2pNI85d7","status":"ACTIVE","credentials":{"userName":"dana"},
      "_links":{"group":{"name":"Sales","href":"https://x.okta.com/api/v1/groups/00gbdWQX3nCJdJ92e5d7"}}}}})")
      .as_object();
}

json::object with(json::object app, std::string_view member, json::value value) {
  app[member] = std::move(value);
  return app;
}

json::object scoped(std::string_view scope) {
  json::object app = app_json();
  app.at("_embedded").at("user").as_object()["scope"] = scope;
  return app;
}

TEST(OktaLocks, OfGroupsFollowTheirType) {
  EXPECT_EQ(code_of(lock_of(Group::read(group_json("OKTA_GROUP")), "")), "none");
  EXPECT_EQ(code_of(lock_of(Group::read(group_json("BUILT_IN")), "")), "default_group");
  EXPECT_EQ(code_of(lock_of(Group::read(group_json("APP_GROUP")), "")), "imported");
  EXPECT_EQ(code_of(lock_of(Group::read(group_json("MYSTERY_GROUP")), "")), "unknown_type");
}

TEST(OktaLocks, AnImportedGroupNamesWhereItComesFrom) {
  json::object imported = group_json("APP_GROUP");
  imported["objectClass"] = json::array{"okta:windows_security_principal"};
  imported["_links"] =
      json::object{{"source", {{"href", "https://x.okta.com/api/v1/apps/0oabdfwDbI1mInQZa5d7"}}}};
  const Group group = Group::read(imported);
  EXPECT_EQ(group.directory, "Active Directory");
  ASSERT_TRUE(group.source);
  EXPECT_EQ(group.source->text(), "0oabdfwDbI1mInQZa5d7");
  EXPECT_EQ(lock_of(group, group.directory)->sentence, "Imported from Active Directory.");
  EXPECT_EQ(lock_of(group, "")->sentence, "Imported from another system.");
}

TEST(OktaLocks, OfAppsInTheOrderOfTheirWeight) {
  const auto lock = [](const json::object& app) { return code_of(lock_of(App::read(app))); };
  EXPECT_EQ(lock(scoped("USER")), "none");
  EXPECT_EQ(lock(scoped("GROUP")), "inherited");
  EXPECT_EQ(lock(scoped("ORBIT")), "unknown_origin");
  EXPECT_EQ(lock(with(scoped("USER"), "_embedded", nullptr)), "unknown_origin");
  EXPECT_EQ(lock(with(scoped("GROUP"), "status", "INACTIVE")), "inactive");
  EXPECT_EQ(lock(with(scoped("USER"), "settings", json::object{{"implicitAssignment", true}})),
            "implicit");
  EXPECT_EQ(lock(with(scoped("USER"), "features", json::array{"PROFILE_MASTERING"})), "directory");
  EXPECT_EQ(lock(with(scoped("USER"), "name", "active_directory")), "directory");
  EXPECT_EQ(lock(with(scoped("GROUP"), "name", "saasure")), "system_app");
}

TEST(OktaLocks, AnInheritedAppNamesItsGroup) {
  const App app = App::read(scoped("GROUP"));
  EXPECT_EQ(app.assignment->group->text(), "00gbdWQX3nCJdJ92e5d7");
  EXPECT_EQ(lock_of(app)->sentence, "Via group Sales.");
  EXPECT_EQ(lock_of(app)->remedy, "Change in Okta who is in that group, or that it has the app.")
      << "true of Everyone, too, which nobody leaves";
}

json::object rule_json() {
  return json::parse(
             R"({"id":"0prbdacze4rcg7udC5d7","type":"group_rule","name":"Engineers","status":"ACTIVE",
    "conditions":{"people":{"users":{"exclude":["00ubdbHT9pPj2pNI85d7"]},
                            "groups":{"exclude":["00gbdWQX3nCJdJ92e5d7"]}},
                  "expression":{"value":"user.department==\"Engineering\" and user.city!=null",
                                "type":"urn:okta:expression:1.0"}},
    "actions":{"assignUserToGroups":{"groupIds":["00gbdADcQ1X3f0ipr5d7"]}}})")
      .as_object();
}

TEST(OktaLocks, RulesThatMayHoldFillTheGroupAndLeaveNeitherAccountNorGroupsOut) {
  const GroupRules rules{GroupRule::read(rule_json())};
  const GroupId filled = *GroupId::from("00gbdADcQ1X3f0ipr5d7");
  const GroupId other = *GroupId::from("00gbdADcQ1X3f0ipr5d8");
  const UserId left_out = *UserId::from("00ubdbHT9pPj2pNI85d7");
  const UserId somebody = *UserId::from("00ubdbHT9pPj2pNI85d8");
  const Groups in_excluded{{.id = *GroupId::from("00gbdWQX3nCJdJ92e5d7")}};
  EXPECT_EQ(rules_that_may_hold(rules, filled, somebody, {}).size(), 1U);
  EXPECT_TRUE(rules_that_may_hold(rules, other, somebody, {}).empty());
  EXPECT_TRUE(rules_that_may_hold(rules, filled, left_out, {}).empty());
  EXPECT_TRUE(rules_that_may_hold(rules, filled, somebody, in_excluded).empty());
  const GroupRules asleep{GroupRule::read(with(rule_json(), "status", "INACTIVE"))};
  EXPECT_TRUE(rules_that_may_hold(asleep, filled, somebody, {}).empty());
}

TEST(OktaLocks, OfAHoldingNameTheRuleAndWhatItLooksAt) {
  const GroupRule rule = GroupRule::read(rule_json());
  const Holding held = held_by(Holding::Kind::rule, {&rule});
  const Protection usual;
  Protection lenient;
  lenient.leave_rules = true;
  EXPECT_EQ(lock_of(held, usual)->sentence, "Managed by the group rule “Engineers”.");
  EXPECT_TRUE(lock_of(held, usual)
                  ->remedy.starts_with(
                      "Change “department” and “city” in their profile, or the rule in Okta;"));
  EXPECT_FALSE(caution_of(held, usual));
  EXPECT_FALSE(lock_of(held, lenient));
  EXPECT_EQ(caution_of(held, lenient)->code, "rule");
  EXPECT_NE(caution_of(held, lenient)->remedy.find("1 of 100"), std::string::npos);
  const Holding perhaps = held_by(Holding::Kind::untold, {&rule});
  EXPECT_FALSE(lock_of(perhaps, usual));
  EXPECT_EQ(caution_of(perhaps, usual)->code, "perhaps_rule");
  for (const Holding& nothing : {Holding{Holding::Kind::manual}, Holding{}}) {
    EXPECT_FALSE(lock_of(nothing, usual));
    EXPECT_FALSE(caution_of(nothing, usual));
  }
}

TEST(OktaLocks, OfAKeptAppNameTheGroupsThatKeepIt) {
  EXPECT_FALSE(lock_of_kept({}));
  EXPECT_EQ(lock_of_kept({"A"})->sentence,
            "Assigned directly, but access would remain through group A.");
  EXPECT_EQ(lock_of_kept({"A", "B"})->sentence,
            "Assigned directly, but access would remain through the groups A and B.");
}

TEST(OktaLocks, ARuleIsReadAsFarAsItIsWritten) {
  json::object bare = rule_json();
  bare.erase("conditions");
  bare.erase("actions");
  const GroupRule rule = GroupRule::read(bare);
  EXPECT_TRUE(rule.groups.empty());
  EXPECT_EQ(rule.expression, "");
  EXPECT_THROW(GroupRule::read(with(rule_json(), "id", "..")), back::sdk::Failure);
  EXPECT_THROW(GroupRule::read(with(rule_json(), "name", 7)), back::sdk::Failure);
  EXPECT_THROW(GroupRule::read(with(rule_json(), "conditions", "x")), back::sdk::Failure);
  EXPECT_THROW(GroupRule::read(with(rule_json(), "actions",
                                    json::object{{"assignUserToGroups", {{"groupIds", "all"}}}})),
               back::sdk::Failure);
}

TEST(OktaLocks, WhatMakesNoSenseIsNoGroupAndNoApp) {
  for (const char* id : {"..", "", "00ubdADcQ1X3f0ipr5d7", "00gbdADcQ1X3f0ipr5d7/.."}) {
    EXPECT_THROW(Group::read(with(group_json("OKTA_GROUP"), "id", id)), back::sdk::Failure) << id;
    EXPECT_THROW(App::read(with(scoped("USER"), "id", id)), back::sdk::Failure) << id;
  }
  EXPECT_THROW(Group::read(with(group_json("OKTA_GROUP"), "profile", 7)), back::sdk::Failure);
  EXPECT_THROW(App::read(with(scoped("USER"), "label", nullptr)), back::sdk::Failure);
  EXPECT_THROW(App::read(with(scoped("USER"), "_embedded", "x")), back::sdk::Failure);
}

}  // namespace
