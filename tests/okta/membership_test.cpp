// Several groups or apps in one action: each item ends by itself, and is told so - when Okta refuses
// one, when an answer is lost, when a note is all that is left.
#include <gtest/gtest.h>

#include <map>

#include "okta_emulator/status.hpp"
#include "world.hpp"

namespace okta_test {
namespace {

constexpr std::string_view kNoah = "noah.fischer@back-demo.example";
constexpr std::string_view kDana = "dana.reyes@back-demo.example";
constexpr std::string_view kOnCall = "00gbd3mH3UqtmaFCr5d7";
constexpr std::string_view kChampions = "00gbdvkUb7keKpQPX5d7";
constexpr std::string_view kRemote = "00gbdeIGwtXLPByYR5d7";  // Noah is in it
constexpr std::string_view kAdministrators = "00gbdWbTJOmq0t5pD5d7";
constexpr std::string_view kAws = "0oabd2nikOgR8QnGE5d7";
constexpr std::string_view kFigma = "0oabdPQp3O7mod5pM5d7";
constexpr std::string_view kDatadog = "0oabd8SLrZJ23cESA5d7";  // Dana: directly, and by groups

json::object groups(std::initializer_list<std::string_view> ids) {
  return {{"groups", json::array(ids.begin(), ids.end())}};
}
json::object apps(std::initializer_list<std::string_view> ids) {
  return {{"apps", json::array(ids.begin(), ids.end())}};
}

std::string text(const Answer& answer, std::string_view member) {
  const auto* value = answer.output.if_contains(member);
  return value == nullptr ? "" : std::string(value->as_string());
}

std::string outcome_of(const Answer& answer, std::string_view id) {
  if (!answer.output.contains("items")) return answer.person;
  const auto* item = find(answer.output.at("items").as_array(), id);
  return item == nullptr ? "absent" : std::string(item->at("outcome").as_string());
}
std::string sentence_of(const Answer& answer, std::string_view id) {
  const auto* item = find(answer.output.at("items").as_array(), id);
  return item == nullptr ? "" : std::string(item->at("sentence").as_string());
}

bool is_member(World& world, std::string_view group) {
  return world.truth(kNoah).groups.contains(std::string(group));
}
std::string members(std::string_view group) {
  return "/api/v1/groups/" + std::string(group) + "/users/*";
}

TEST(OktaMembershipChanges, OneThatOktaRefusesDoesNotKeepTheOthersFromBeingDone) {
  World world;
  world.answer_with(members(kOnCall), 403, World::error("E0000006"), false, -1, "PUT");
  const Answer answer = world.execute("add_groups", kNoah, groups({kOnCall, kChampions}));
  EXPECT_EQ(text(answer, "outcome"), "refused") << answer.output;
  EXPECT_EQ(text(answer, "code"), "partly");
  EXPECT_EQ(outcome_of(answer, kOnCall), "refused");
  EXPECT_EQ(outcome_of(answer, kChampions), "done");
  EXPECT_TRUE(is_member(world, kChampions));
  EXPECT_EQ(answer.output.at("changed"), true);
  EXPECT_EQ(answer.output.at("undo").at("input"), groups({kChampions}));
}

TEST(OktaMembershipChanges, ATokenThatIsNoLongerAcceptedIsNotTriedForEachItem) {
  World world;
  world.answer_with(members(kOnCall), 401, World::error("E0000011"), false, -1, "PUT");
  const Answer answer = world.execute("add_groups", kNoah, groups({kOnCall, kChampions}));
  EXPECT_EQ(outcome_of(answer, kOnCall), "refused") << answer.output;
  EXPECT_EQ(outcome_of(answer, kChampions), "failed");
  EXPECT_EQ(world.writes().size(), 1U);
  EXPECT_EQ(answer.output.at("changed"), false);
}

TEST(OktaMembershipChanges, AGroupWhoseRolesCannotBeReadIsNotJoined) {
  World world;
  world.answer_with("/api/v1/groups/*/roles", 403, World::error("E0000006"));
  const Answer answer = world.execute("add_groups", kNoah, groups({kOnCall}));
  EXPECT_EQ(text(answer, "code"), "roles_unreadable") << answer.output;
  EXPECT_TRUE(world.writes().empty());
}

TEST(OktaMembershipChanges, AGroupOfAdministratorsIsJoinedOnlyWhereTheConnectionAllowsIt) {
  World careful;
  EXPECT_EQ(text(careful.execute("add_groups", kNoah, groups({kAdministrators})), "code"),
            "administrator_group");
  EXPECT_TRUE(careful.writes().empty());
  World open(World::kSuperAdmin, {{"allow_administrators", true}});
  EXPECT_EQ(text(open.execute("add_groups", kNoah, groups({kAdministrators})), "outcome"), "done");
}

TEST(OktaMembershipChanges, ALostAnswerOfOneIsLookedUpAndTheGroupTriedOnceMore) {
  for (const bool applied : {true, false}) {
    World world;
    world.lose("PUT", members(kOnCall), applied);
    const Answer answer = world.execute("add_groups", kNoah, groups({kOnCall, kChampions}));
    EXPECT_EQ(text(answer, "outcome"), "done") << answer.output;
    EXPECT_TRUE(is_member(world, kOnCall));
    EXPECT_EQ(world.writes().size(), applied ? 2U : 3U);
    EXPECT_EQ(world.notes().size(), world.writes().size()) << "a note for each";
  }
}

TEST(OktaMembershipChanges, AnAppIsNotAssignedASecondTime) {
  for (const bool applied : {true, false}) {
    World world;
    world.lose("POST", "/api/v1/apps/" + std::string(kAws) + "/users", applied);
    const Answer answer = world.execute("assign_apps", kNoah, apps({kAws, kFigma}));
    EXPECT_EQ(outcome_of(answer, kAws), applied ? "done" : "failed") << answer.output;
    EXPECT_EQ(outcome_of(answer, kFigma), "done");
    EXPECT_EQ(world.writes().size(), 2U);
  }
}

TEST(OktaMembershipChanges, WhatAGroupKeepsIsMappedAlsoWhenOnlyOktaSaysSo) {
  World world;
  world.answer_with("/api/v1/apps/*/groups*", 403, World::error("E0000006"));
  const Answer answer = world.execute("unassign_apps", kDana, apps({kDatadog}));
  EXPECT_EQ(text(answer, "code"), "kept_by_group") << answer.output;
  EXPECT_NE(sentence_of(answer, kDatadog).find("access remains through a group"),
            std::string::npos);
  EXPECT_EQ(answer.output.at("changed"), false);
}

// Offered means accepted, in every status; what is hidden and executed anyway is refused.
TEST(OktaMembershipChanges, AreOfferedWhereOktaAcceptsThem) {
  World world;
  const auto start = world.okta().snapshot();
  int offered_in_all = 0;
  for (std::size_t status = 0; status < okta_emulator::kStatusNames.size(); ++status) {
    for (const char* action : {"add_groups", "assign_apps"}) {
      SCOPED_TRACE(std::string(action) + ", " + std::string(okta_emulator::kStatusNames[status]));
      world.okta().restore(start);
      world.okta().change([&](okta_emulator::State& state) {
        state.find_user(kNoah)->status = static_cast<okta_emulator::Status>(status);
      });
      world.okta().clear_journal();
      const Answer view = world.view(kNoah);
      const auto* offer = find(view.output.at("actions").as_array(), action);
      const bool offered = offer != nullptr && offer->at("enabled").as_bool();
      offered_in_all += offered ? 1 : 0;
      const Answer answer = world.execute(action, kNoah, World::usual_input(action));
      EXPECT_EQ(text(answer, "outcome"), offered ? "done" : "refused") << answer.output;
      EXPECT_EQ(world.writes().size(), offered ? 1U : 0U);
    }
  }
  EXPECT_GE(offered_in_all, 12);
}

TEST(OktaMembershipChanges, IdsThatAreNoneReachNoPath) {
  World world;
  for (const char* id : {"..", "me", "rules", "00ubdraSve4yLTfL05d7", "00gshort", "0oa", "00g"}) {
    for (const char* action : {"add_groups", "remove_groups"}) {
      const Answer answer = world.execute(action, kNoah, groups({id}));
      EXPECT_TRUE(answer.status == BACK_INVALID_INPUT || outcome_of(answer, id) == "refused") << id;
    }
    for (const char* action : {"assign_apps", "unassign_apps"}) {
      const Answer answer = world.execute(action, kNoah, apps({id}));
      EXPECT_TRUE(answer.status == BACK_INVALID_INPUT || outcome_of(answer, id) == "refused") << id;
    }
    if (std::string_view(id).starts_with("00u")) continue;
    EXPECT_EQ(world.execute("copy_groups", kNoah, {{"colleague", id}}).status, BACK_INVALID_INPUT);
  }
  EXPECT_TRUE(world.writes().empty());
  for (const auto& entry : world.okta().journal())
    EXPECT_EQ(entry.target.find(".."), std::string::npos) << entry.target;
}

TEST(OktaMembershipChanges, NobodyIsHisOwnColleague) {
  World world;
  const Answer answer = world.execute("copy_groups", kNoah, {{"colleague", world.truth(kNoah).id}});
  EXPECT_EQ(answer.status, BACK_INVALID_INPUT) << answer.output;
}

TEST(OktaMembershipChanges, AttributesBelongToOneApp) {
  World world;
  auto input = apps({kAws, kFigma});
  input["attributes"] = "role=x";
  EXPECT_EQ(world.execute("assign_apps", kNoah, input).status, BACK_INVALID_INPUT);
  EXPECT_TRUE(world.writes().empty());
}

TEST(OktaMembershipChanges, OfAProtectedAccountAreLeftAlone) {
  World world;
  const Answer answer =
      world.execute("add_groups", "ada.admin@back-demo.example", groups({kOnCall}));
  EXPECT_EQ(text(answer, "code"), "administrator") << answer.output;
  EXPECT_TRUE(world.writes().empty());
}

// Whatever note is the last that was kept, every item's end can be told from it.
TEST(OktaMembershipChanges, AreSettledFromAnyOfTheirNotes) {
  const struct {
    std::string_view action;
    json::object input;
    std::vector<std::string_view> ids;
  } rows[] = {{"add_groups", groups({kOnCall, kRemote, kChampions}), {kOnCall, kChampions}},
              {"assign_apps", apps({kAws, kFigma}), {kAws, kFigma}}};
  for (const auto& row : rows) {
    World world;
    const auto start = world.okta().snapshot();
    world.execute(row.action, kNoah, row.input);
    const auto notes = world.notes();
    ASSERT_EQ(notes.size(), row.ids.size());
    for (std::size_t last = 0; last < notes.size(); ++last) {
      for (const bool applied : {false, true}) {
        SCOPED_TRACE(std::string(row.action) + ", note " + std::to_string(last));
        world.okta().restore(start);
        // As it was when the process ended: all before the last one were carried out.
        auto done = row.ids;
        done.resize(last + (applied ? 1 : 0));
        json::object some{{row.input.begin()->key(), json::array(done.begin(), done.end())}};
        if (!done.empty()) world.execute(row.action, kNoah, some);
        world.okta().clear_journal();
        const Answer told = world.settle(row.action, row.input, notes[last], kNoah);
        ASSERT_EQ(told.status, BACK_OK) << told.person;
        EXPECT_TRUE(world.writes().empty());
        for (std::size_t i = 0; i < row.ids.size(); ++i)
          EXPECT_EQ(outcome_of(told, row.ids[i]), i < done.size() ? "done" : "failed")
              << told.output;
        EXPECT_EQ(told.output.at("changed"), !done.empty());
      }
    }
  }
}

TEST(OktaMembershipChanges, ANoteThatWasTamperedWithSettlesNothing) {
  World world;
  world.execute("add_groups", kNoah, groups({kOnCall}));
  auto note = world.notes().front();
  note["items"] = json::array{1};
  EXPECT_EQ(world.settle("add_groups", groups({kOnCall}), note, kNoah).status, BACK_INVALID_INPUT);
  note.erase("items");
  EXPECT_EQ(world.settle("add_groups", groups({kOnCall}), note, kNoah).status, BACK_INVALID_INPUT);
}

TEST(OktaMembershipChanges, OptionsNeedAKnownSourceAndOneAccount) {
  World world;
  const auto ask = [&](std::string_view source, std::string_view email) {
    return world
        .run({.kind = BACK_KIND_QUERY,
              .name = "options",
              .input = {{"source", source}, {"text", ""}},
              .context = World::context(email)})
        .status;
  };
  EXPECT_EQ(ask("groups", kNoah), BACK_OK);
  EXPECT_EQ(ask("secrets", kNoah), BACK_UNSUPPORTED);
  EXPECT_EQ(ask("groups", "nobody.known@back-demo.example"), BACK_NOT_FOUND);
  EXPECT_EQ(ask("groups", "alex.kim@back-demo.example"), BACK_INVALID_INPUT);
  EXPECT_EQ(ask("colleague_groups", kNoah), BACK_INVALID_INPUT) << "no colleague chosen";
}

}  // namespace
}  // namespace okta_test
