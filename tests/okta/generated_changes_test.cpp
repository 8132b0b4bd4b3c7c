// Changes in generated organisations: what the view says is locked is refused without a request, what it
// says is editable is accepted; the view afterwards is the one that follows; a copy reaches the
// colleague's set but for what is locked; and where nothing would change, nothing is sent.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "figures.hpp"
#include "generated.hpp"
#include "world.hpp"

namespace okta_test {
namespace {

using Ids = std::set<std::string>;

// The truth, read beside the interface.
Ids groups_of(okta_emulator::Organisation& okta, std::string_view login) {
  return okta.user(login).value().groups;
}

template <typename Which>
Ids apps_of(okta_emulator::Organisation& okta, std::string_view login, Which which) {
  Ids ids;
  const std::string user = okta.user(login).value().id;
  okta.read([&](const okta_emulator::State& state) {
    for (const auto& [id, app] : state.apps) {
      const auto entry = app.users.find(user);
      if (entry != app.users.end() && which(entry->second)) ids.insert(id);
    }
  });
  return ids;
}

// Apps that nobody is assigned to by hand.
bool closed(const okta_emulator::App& app) {
  static const Ids kNames{"okta_enduser", "saasure", "active_directory"};
  const auto& can = app.features;
  return app.status != "ACTIVE" || app.implicit || kNames.contains(app.name) ||
         std::find(can.begin(), can.end(), "PROFILE_MASTERING") != can.end();
}

// Rules that look at groups would answer each change with one of their own.
json::object without_rules_about_groups(json::object seed) {
  json::array kept;
  for (const json::value& rule : seed.at("rules").as_array()) {
    const bool looks = rule.as_object().contains("excluded_groups") ||
                       rule.at("expression").as_string().find("isMemberOf") != std::string::npos;
    if (!looks) kept.push_back(rule);
  }
  seed["rules"] = std::move(kept);
  return seed;
}

bool any(const okta_emulator::AppUser&) { return true; }
bool direct(const okta_emulator::AppUser& entry) { return entry.direct(); }

// Id and whether it can be edited.
std::map<std::string, bool> list_of(const Answer& view, std::string_view id) {
  std::map<std::string, bool> items;
  const json::object* list = find(view.output.at("lists").as_array(), id);
  if (list == nullptr) return items;
  for (const auto& each : list->at("items").as_array())
    items[std::string(each.at("id").as_string())] = !each.at("locked").as_bool();
  return items;
}

std::map<std::string, std::string> outcomes(const Answer& answer) {
  std::map<std::string, std::string> items;
  for (const auto& each : answer.output.at("items").as_array())
    items[std::string(each.at("id").as_string())] = each.at("outcome").as_string();
  return items;
}

json::array ids_of(const std::map<std::string, bool>& items) {
  json::array ids;
  for (const auto& [id, open] : items) ids.emplace_back(id);
  return ids;
}

class Changes {
 public:
  // The organisation as it was made.
  void begin(const json::object& seed) {
    world_.okta().restore(seed);
    world_.check();  // what the connection remembers counts no more
    world_.okta().clear_journal();
  }

  // Takes away all at once of one kind, and looks again.
  void check_taking_away(std::string_view list, std::string_view action) {
    const auto before = list_of(world_.view(kGenerated), list);
    if (before.empty()) return;
    const Answer answer = act(action, {{list, ids_of(before)}});
    auto expected = before;
    for (const auto& [id, outcome] : outcomes(answer)) {
      EXPECT_EQ(outcome, before.at(id) ? "done" : "refused") << id << answer.output;
      if (outcome == "done") expected.erase(id);
    }
    EXPECT_EQ(writes(), before.size() - expected.size());
    if (list == "apps") {
      EXPECT_EQ(keys(list_of(world_.view(kGenerated), list)), keys(expected));
    }
    expect_nothing_sent(action, {{list, ids_of(before)}});
  }

  // Gives everything that the type-ahead shows.
  void check_giving(std::string_view list, std::string_view action) {
    std::map<std::string, bool> offered;
    const auto before = list_of(world_.view(kGenerated), list);
    for (const auto& each : options(list)) {
      if (offered.size() == 20) break;
      offered[std::string(each.at("id").as_string())] = !each.at("disabled").as_bool();
    }
    if (offered.empty()) return;
    const Answer answer = act(action, {{list, ids_of(offered)}});
    auto expected = keys(before);
    for (const auto& [id, outcome] : outcomes(answer)) {
      if (offered.at(id)) {
        EXPECT_EQ(outcome, "done") << id << answer.output;
        expected.insert(id);
      } else {
        EXPECT_NE(outcome, "done") << id << answer.output;
      }
    }
    if (list == "groups") {
      EXPECT_EQ(keys(list_of(world_.view(kGenerated), list)), expected);
    }
    expect_nothing_sent(action, {{list, ids_of(offered)}});
  }

  void check_copying_groups() {
    Ids expected = groups_of(world_.okta(), kGenerated);
    world_.okta().read([&](const okta_emulator::State& state) {
      for (const auto& id : groups_of_colleague(state)) {
        const auto& group = *state.find_group(id);
        if (group.type == "OKTA_GROUP" && group.roles.empty()) expected.insert(id);
      }
    });
    const Answer answer = copy("copy_groups");
    EXPECT_EQ(groups_of(world_.okta(), kGenerated), expected) << answer.output;
    expect_nothing_sent("copy_groups", {{"colleague", colleague()}});
  }

  void check_copying_apps() {
    Ids expected = apps_of(world_.okta(), kGenerated, any);
    const Ids theirs = apps_of(world_.okta(), kColleague, direct);
    world_.okta().read([&](const okta_emulator::State& state) {
      for (const auto& id : theirs) {
        const auto& app = state.apps.at(id);
        if (!closed(app)) expected.insert(id);
      }
    });
    const Answer answer = copy("copy_apps");
    EXPECT_EQ(apps_of(world_.okta(), kGenerated, any), expected) << answer.output;
    expect_nothing_sent("copy_apps", {{"colleague", colleague()}});
  }

 private:
  static Ids keys(const std::map<std::string, bool>& items) {
    Ids ids;
    for (const auto& [id, open] : items) ids.insert(id);
    return ids;
  }

  std::string colleague() { return world_.truth(kColleague).id; }
  Ids groups_of_colleague(const okta_emulator::State& state) const {
    return state.find_user(kColleague)->groups;
  }

  Answer act(std::string_view action, json::object input) {
    world_.okta().clear_journal();
    Answer answer = world_.execute(action, kGenerated, std::move(input));
    EXPECT_EQ(answer.status, BACK_OK) << answer.person << answer.operator_text;
    return answer;
  }

  Answer copy(std::string_view action) { return act(action, {{"colleague", colleague()}}); }

  std::size_t writes() { return world_.writes().size(); }

  void expect_nothing_sent(std::string_view action, json::object input) {
    const Answer again = act(action, std::move(input));
    EXPECT_EQ(again.output.at("changed"), false) << again.output;
    EXPECT_TRUE(world_.writes().empty()) << again.output;
  }

  json::array options(std::string_view source) {
    const Answer found = world_.run({.kind = BACK_KIND_QUERY,
                                     .name = "options",
                                     .input = {{"source", source}, {"text", ""}},
                                     .context = World::context(kGenerated)});
    EXPECT_EQ(found.status, BACK_OK) << found.person;
    return as_array(found.output.at("items"));
  }

  World world_;
};

TEST(OktaGeneratedChanges, HoldWhatTheViewSays) {
  const auto portion = back::testing::portion_of("changes in generated organisations", 2'000);
  Changes changes;
  for (std::size_t i = 0; i < portion.cases && !HasFailure(); ++i) {
    SCOPED_TRACE("organisation " + std::to_string(portion.seed + i));
    const auto made = without_rules_about_groups(generated_organisation(portion.seed + i));
    changes.begin(made);
    switch (i % 3) {
      case 0:
        changes.check_taking_away("apps", "unassign_apps");
        changes.check_taking_away("groups", "remove_groups");
        break;
      case 1:
        changes.check_giving("groups", "add_groups");
        changes.check_giving("apps", "assign_apps");
        break;
      default:
        changes.check_copying_groups();
        changes.check_copying_apps();
    }
  }
  back::testing::report_defects("changes in generated organisations", portion, HasFailure());
}

}  // namespace
}  // namespace okta_test
