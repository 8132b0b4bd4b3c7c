// S7 and S8: groups and apps, added and taken away, each verified in the emulator's own state.
#include <gmock/gmock.h>

#include <set>

#include "desk.hpp"

namespace back::e2e {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
namespace json = boost::json;

constexpr const char* kDana = "dana.reyes@back-demo.example";
constexpr const char* kNoah = "noah.fischer@back-demo.example";

class Access : public Desk {
 protected:
  void SetUp() override {
    Desk::SetUp();
    connect();
    mark();
  }
  std::string group(std::string_view name) {
    std::string id;
    okta().read([&](const okta_emulator::State& state) {
      for (const auto& [key, each] : state.groups())
        if (each.name == name) id = key;
    });
    return id;
  }
  std::string app(std::string_view label) {
    std::string id;
    okta().read([&](const okta_emulator::State& state) {
      for (const auto& [key, each] : state.apps)
        if (each.label == label) id = key;
    });
    return id;
  }
  bool is_member(std::string_view login, std::string_view name) {
    return account(login).groups.contains(group(name));
  }
  // "USER", "GROUP", "IMPLICIT" or "".
  std::string scope(std::string_view login, std::string_view label) {
    std::string found;
    const std::string user = account(login).id;
    const std::string id = app(label);
    okta().read([&](const okta_emulator::State& state) {
      const auto& users = state.apps.at(id).users;
      const auto entry = users.find(user);
      if (entry == users.end()) return;
      found = entry->second.implicit ? "IMPLICIT" : entry->second.direct() ? "USER" : "GROUP";
    });
    return found;
  }
  json::object groups(std::initializer_list<std::string_view> names) {
    json::array ids;
    for (const auto name : names) ids.emplace_back(group(name));
    return {{"groups", std::move(ids)}};
  }
  json::object apps(std::initializer_list<std::string_view> labels) {
    json::array ids;
    for (const auto label : labels) ids.emplace_back(app(label));
    return {{"apps", std::move(ids)}};
  }
  std::vector<std::string> changes() {
    std::vector<std::string> all;
    for (const auto& entry : okta().journal())
      if (entry.method != "GET") all.push_back(entry.method + ' ' + entry.target);
    return all;
  }
  // "name: outcome"
  static std::vector<std::string> items(const host::Ran& ran) {
    std::vector<std::string> all;
    for (const auto& each : ran.output().at("items").as_array())
      all.push_back(std::string(each.at("name").as_string()) + ": " +
                    std::string(each.at("outcome").as_string()));
    return all;
  }
  json::object options(std::string_view source, std::string_view text,
                       std::string_view request = "R-101") {
    host::OptionsQuestion asked;
    asked.source = source;
    asked.text = text;
    return host_->options("erin", std::string(request), asked);
  }
  static std::string reason(const json::object& options, std::string_view name) {
    for (const auto& each : options.at("items").as_array()) {
      if (each.at("name").as_string() != name) continue;
      const auto* why = each.as_object().if_contains("reason");
      return why == nullptr ? "" : std::string(why->as_string());
    }
    return "absent";
  }
};

TEST_F(Access, S7_AddsSeveralGroupsAtOnceAndOffersTheWayBack) {
  const auto ran = run("R-101", "add_groups", groups({"Remote", "Security Champions"}));
  EXPECT_EQ(ran.outcome, "done") << json::serialize(ran.output());
  EXPECT_TRUE(is_member(kDana, "Remote"));
  EXPECT_TRUE(is_member(kDana, "Security Champions"));
  EXPECT_THAT(items(ran), ElementsAre("Remote: done", "Security Champions: done"));
  EXPECT_EQ(fact(ran.output(), "before", group("Remote")), "not a member");
  EXPECT_EQ(fact(ran.output(), "after", group("Remote")), "member");
  EXPECT_EQ(ran.output().at("request_ids").as_array().size(), 2u);
  EXPECT_THAT(std::string(ran.output().at("summary").as_string()),
              HasSubstr("Dana Reyes was added to the groups Remote and Security Champions"));

  const auto& undo = ran.output().at("undo");
  EXPECT_EQ(undo.at("action"), "remove_groups");
  mark();
  const auto back = run("R-101", "remove_groups", undo.at("input").as_object());
  EXPECT_EQ(back.outcome, "done") << json::serialize(back.output());
  EXPECT_FALSE(is_member(kDana, "Remote"));
  EXPECT_FALSE(is_member(kDana, "Security Champions"));
  EXPECT_THAT(changes(), Each(::testing::StartsWith("DELETE /api/v1/groups/")));
  EXPECT_EQ(changes().size(), 2u);
}

TEST_F(Access, S7_SendsOnlyTheDifferenceAndNothingWhereThereIsNone) {
  const auto ran = run("R-101", "add_groups", groups({"On Call", "Remote"}));
  EXPECT_EQ(ran.outcome, "done");
  EXPECT_THAT(items(ran), ElementsAre("On Call: already", "Remote: done"));
  EXPECT_THAT(changes(),
              ElementsAre("PUT /api/v1/groups/" + group("Remote") + "/users/" + account(kDana).id));
  mark();
  EXPECT_EQ(run("R-101", "add_groups", groups({"On Call", "Remote"})).outcome, "already");
  EXPECT_EQ(run("R-101", "remove_groups", groups({"Sales"})).outcome, "already");
  EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(Access, S7_RefusesWhatIsLockedAndDoesTheRest) {
  const auto ran = run("R-101", "add_groups",
                       groups({"AD Berlin Office", "IT Administrators", "Remote", "Everyone"}));
  EXPECT_EQ(ran.outcome, "refused") << json::serialize(ran.output());
  EXPECT_EQ(ran.output().at("code"), "partly");
  EXPECT_EQ(ran.output().at("changed"), true);
  EXPECT_THAT(items(ran), ElementsAre("AD Berlin Office: refused", "IT Administrators: refused",
                                      "Remote: done", "Everyone: already"));
  EXPECT_EQ(changes().size(), 1u);
  EXPECT_EQ(ran.output().at("undo").at("input").at("groups").as_array().size(), 1u);
}

TEST_F(Access, S7_WhatARuleKeepsIsRefusedWithoutAWrite) {
  const auto ran = run("R-101", "remove_groups", groups({"Engineering", "On Call"}));
  EXPECT_THAT(items(ran), ElementsAre("Engineering: refused", "On Call: done"));
  EXPECT_EQ(changes().size(), 1u);
}

TEST_F(Access, S7_TypeAheadFindsGroupsAndSaysWhyOneCannotBeChosen) {
  const auto found = options("groups", "o");
  EXPECT_EQ(reason(found, "Remote"), "");
  EXPECT_THAT(reason(found, "On Call"), HasSubstr("member already"));
  EXPECT_THAT(reason(found, "AD Berlin Office"), HasSubstr("Active Directory"));
  EXPECT_THAT(reason(options("groups", "it adm"), "IT Administrators"),
              HasSubstr("administrators"));
  const auto own = options("member_groups", "");
  EXPECT_EQ(reason(own, "On Call"), "");
  EXPECT_THAT(reason(own, "Everyone"), HasSubstr("Everyone is in this group"));
  EXPECT_EQ(reason(own, "Remote"), "absent");
  EXPECT_THAT(reason(own, "Engineering"), HasSubstr("Managed by the group rule “Engineers”"));
}

TEST_F(Access, S7_TypeAheadGoesOnWhereItEnded) {
  host::OptionsQuestion asked;
  asked.source = "groups";
  std::set<std::string> seen;
  std::size_t pages = 0;
  for (;; ++pages) {
    ASSERT_LT(pages, 10u);
    const auto page = host_->options("erin", "R-101", asked);
    for (const auto& each : page.at("items").as_array())
      EXPECT_TRUE(seen.insert(std::string(each.at("id").as_string())).second);
    if (!page.contains("cursor")) break;
    asked.cursor = page.at("cursor").as_string();
  }
  EXPECT_GE(pages, 1u);
  EXPECT_GE(seen.size(), 30u);
  asked.cursor = "a b&c";
  EXPECT_EQ(refusal([&] { host_->options("erin", "R-101", asked); }), "invalid_input");
}

TEST_F(Access, S8_AssignsAndUnassignsAnAppThroughTheLoadedPlugin) {
  const auto ran = run("R-102", "assign_apps", apps({"AWS", "Figma"}));
  EXPECT_EQ(ran.outcome, "done") << json::serialize(ran.output());
  EXPECT_EQ(scope(kNoah, "AWS"), "USER");
  EXPECT_EQ(scope(kNoah, "Figma"), "USER");
  EXPECT_EQ(fact(ran.output(), "after", app("AWS")), "assigned directly");
  EXPECT_EQ(ran.output().at("undo").at("action"), "unassign_apps");

  const auto back = run("R-102", "unassign_apps", ran.output().at("undo").at("input").as_object());
  EXPECT_EQ(back.outcome, "done") << json::serialize(back.output());
  EXPECT_EQ(scope(kNoah, "AWS"), "");
  EXPECT_THAT(json::serialize(back.output().at("notices")), HasSubstr("profile is lost"));
}

TEST_F(Access, S8_WhatAGroupKeepsIsRefusedWithoutAWriteAndNamesTheGroup) {
  const auto ran = run("R-101", "unassign_apps", apps({"Datadog", "GitHub", "Figma"}));
  EXPECT_EQ(ran.output().at("code"), "partly") << json::serialize(ran.output());
  EXPECT_THAT(items(ran), ElementsAre("Datadog: refused", "GitHub: refused", "Figma: done"));
  EXPECT_THAT(json::serialize(ran.output().at("items")), HasSubstr("Engineering"));
  EXPECT_EQ(changes().size(), 1u);
}

TEST_F(Access, S8_AnAppThatNeedsMoreIsRefusedWithTheNamesAndThenAssignedWithThem) {
  const auto refused = run("R-101", "assign_apps", apps({"Salesforce"}));
  EXPECT_EQ(refused.outcome, "refused") << json::serialize(refused.output());
  EXPECT_THAT(json::serialize(refused.output().at("items")), HasSubstr("needs: role"));
  EXPECT_EQ(scope(kDana, "Salesforce"), "");

  auto mapped = apps({"Salesforce"});
  mapped["attributes"] = "role=Standard User; email=other@back-demo.example";
  EXPECT_EQ(run("R-101", "assign_apps", mapped).output().at("code"), "mapped_attribute");

  auto input = apps({"Salesforce"});
  input["attributes"] = "role=Standard User";
  const auto ran = run("R-101", "assign_apps", input);
  EXPECT_EQ(ran.outcome, "done") << json::serialize(ran.output());
  EXPECT_EQ(scope(kDana, "Salesforce"), "USER");
}

TEST_F(Access, S8_RefusesWhatIsLocked) {
  const auto ran = run("R-102", "assign_apps", apps({"Okta Admin Console", "Active Directory"}));
  EXPECT_EQ(ran.outcome, "refused") << json::serialize(ran.output());
  EXPECT_THAT(changes(), IsEmpty());
  const auto own = options("assigned_apps", "");
  EXPECT_THAT(reason(own, "GitHub"), HasSubstr("Via group"));
  EXPECT_EQ(reason(own, "AWS"), "");
  EXPECT_THAT(reason(own, "Datadog"),
              HasSubstr("access would remain through the groups Engineering and"));
  const auto found = options("apps", "");
  EXPECT_THAT(reason(found, "AWS"), HasSubstr("already"));
}

TEST_F(Access, T6_CopiesTheGroupsOfAColleagueButForWhatIsLocked) {
  const std::string noah = account(kNoah).id;
  host::OptionsQuestion asked;
  asked.source = "colleague_groups";
  asked.input = {{"colleague", noah}};
  const auto preview = host_->options("erin", "R-101", asked);
  EXPECT_EQ(reason(preview, "Remote"), "");
  EXPECT_THAT(reason(preview, "Jira Users"), HasSubstr("member already"));
  EXPECT_EQ(requests("PUT"), 0u);

  const auto ran = run("R-101", "copy_groups", {{"colleague", noah}});
  EXPECT_EQ(ran.outcome, "done") << json::serialize(ran.output());
  for (const auto& id : account(kNoah).groups)
    EXPECT_TRUE(account(kDana).groups.contains(id)) << id;
  EXPECT_THAT(json::serialize(ran.output().at("notices")), HasSubstr("Copied from Noah Fischer"));

  mark();
  EXPECT_EQ(run("R-101", "copy_groups", {{"colleague", noah}}).outcome, "already");
  EXPECT_THAT(changes(), IsEmpty());
  const auto back = run("R-101", "remove_groups", ran.output().at("undo").at("input").as_object());
  EXPECT_EQ(back.outcome, "done") << json::serialize(back.output());
}

TEST_F(Access, T6_LeavesOutWhatIsLockedAndSaysWhy) {
  const auto preview = [&] {
    host::OptionsQuestion asked;
    asked.source = "colleague_groups";
    asked.input = {{"colleague", account(kDana).id}};
    return host_->options("erin", "R-102", asked);
  }();
  EXPECT_THAT(reason(preview, "AD Austin Office"), HasSubstr("Active Directory"));
  const auto ran = run("R-102", "copy_groups", {{"colleague", account(kDana).id}});
  EXPECT_EQ(ran.outcome, "done") << json::serialize(ran.output());
  EXPECT_TRUE(is_member(kNoah, "On Call"));
  EXPECT_FALSE(is_member(kNoah, "AD Austin Office"));
  EXPECT_THAT(items(ran), Contains("AD Austin Office: refused"));
  EXPECT_THAT(json::serialize(ran.output().at("summary")), HasSubstr("Left out: AD Austin Office"));
}

TEST_F(Access, T6_CopiesTheAppsThatAColleagueHasDirectly) {
  host::OptionsQuestion asked;
  asked.source = "colleague_apps";
  asked.input = {{"colleague", account(kDana).id}};
  const auto preview = host_->options("erin", "R-102", asked);
  EXPECT_EQ(reason(preview, "AWS"), "");
  EXPECT_THAT(reason(preview, "Confluence"), HasSubstr("Copy the group instead"));
  const auto ran = run("R-102", "copy_apps", {{"colleague", account(kDana).id}});
  EXPECT_EQ(ran.outcome, "done") << json::serialize(ran.output());
  EXPECT_EQ(scope(kNoah, "AWS"), "USER");
  EXPECT_EQ(scope(kNoah, "Confluence"), "");
  EXPECT_EQ(ran.output().at("undo").at("action"), "unassign_apps");
}

TEST_F(Access, T6_FindsColleaguesByPartsOfTheirName) {
  EXPECT_EQ(reason(options("colleagues", "noah fi"), "Noah Fischer"), "");
  EXPECT_THAT(reason(options("colleagues", "dana"), "Dana Reyes"), HasSubstr("the requester"));
  EXPECT_EQ(refusal([&] { options("colleague_groups", ""); }), "invalid_input");
}

}  // namespace
}  // namespace back::e2e
