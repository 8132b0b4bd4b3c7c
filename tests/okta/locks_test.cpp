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
