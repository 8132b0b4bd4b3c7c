// Random histories: after every step memberships and app accounts are what a plain model says they
// must be, and every answer has the status the model foretells.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "access_company.hpp"

namespace emulator_test {
namespace {

using Pair = std::pair<int, std::string>;

const std::vector<std::string> kPeople = {"pat", "sue", "tom"};
const std::vector<int> kGroups = {kSales, kEngineering};
const std::vector<int> kApps = {kWiki, kLedger};

// Who was put where by hand, whom the rule excludes, what grants what.
struct Model {
  std::set<Pair> by_hand{{kSales, "sue"}};
  std::set<std::string> engineers{"pat"}, excluded, deactivated;
  std::set<Pair> direct;
  std::set<std::pair<int, int>> grants{{kLedger, kSales}};  // app, group

  bool fits(const std::string& who) const {
    return engineers.contains(who) && !excluded.contains(who);
  }
  bool in(int group, const std::string& who) const {
    return by_hand.contains({group, who}) || (group == kEngineering && fits(who));
  }
  bool granted(int app, const std::string& who) const {
    if (deactivated.contains(who)) return false;
    for (const int group : kGroups) {
      if (grants.contains({app, group}) && in(group, who)) return true;
    }
    return false;
  }
  bool has(int app, const std::string& who) const {
    return direct.contains({app, who}) || granted(app, who);
  }
};

class History {
 public:
  explicit History(unsigned seed) : company_(seed_with_tom()), random_(seed) {
    for (const std::string& who : kPeople) ids_[who] = company_.truth(who).id;
  }

  void step() {
    const std::string& who = kPeople[pick(kPeople.size())];
    const int group = kGroups[pick(kGroups.size())];
    const int app = kApps[pick(kApps.size())];
    switch (pick(8)) {
      case 0:
        return join(group, who);
      case 1:
        return leave(group, who);
      case 2:
        return move(who);
      case 3:
        return assign(app, who);
      case 4:
        return unassign(app, who);
      case 5:
        return grant(app, group);
      case 6:
        return revoke(app, group);
      default:
        return switch_account(who);
    }
  }

  void check() {
    company_.organisation.read([&](const okta_emulator::State& state) {
      for (const std::string& who : kPeople) {
        for (const int group : kGroups) {
          EXPECT_EQ(state.find_group(group_id(group))->members.contains(ids_[who]),
                    model_.in(group, who))
              << who << " in " << group;
        }
        for (const int app : kApps) check_account(state.apps.at(app_id(app)), app, who);
      }
    });
  }

  void check_snapshot() {
    const json::value before = company_.organisation.snapshot();
    EXPECT_EQ(json::value(Organisation(before).snapshot()), before);
  }

 private:
  static json::object seed_with_tom() {
    json::object seed = access_seed();
    seed["users"].as_array().push_back(person("tom"));
    return seed;
  }

  std::size_t pick(std::size_t count) { return random_() % count; }

  void check_account(const okta_emulator::App& app, int number, const std::string& who) {
    const auto entry = app.users.find(ids_[who]);
    ASSERT_EQ(entry != app.users.end(), model_.has(number, who)) << who << " has " << number;
    if (entry == app.users.end()) return;
    EXPECT_EQ(entry->second.direct(), model_.direct.contains({number, who}));
    if (!entry->second.group.empty()) {
      EXPECT_TRUE(app.group(entry->second.group) != nullptr);
    }
  }

  void expect(const Answer& answer, int status) { EXPECT_EQ(answer.status, status) << answer.body; }

  std::string member(int group, const std::string& who) {
    return group_path(group) + "/users/" + ids_[who];
  }

  void join(int group, const std::string& who) {
    expect(company_.send("PUT", member(group, who)), 204);
    model_.by_hand.insert({group, who});
  }

  void leave(int group, const std::string& who) {
    expect(company_.remove(member(group, who)), 204);
    if (group == kEngineering && model_.in(group, who) && model_.fits(who)) {
      model_.excluded.insert(who);
    }
    model_.by_hand.erase({group, who});
  }

  void move(const std::string& who) {
    if (model_.deactivated.contains(who)) return;
    const bool engineer = !model_.engineers.contains(who);
    const std::string department = engineer ? "Engineering" : "Sales";
    expect(company_.post(user_path(who), R"({"profile":{"department":")" + department + R"("}})"),
           200);
    if (engineer) {
      model_.engineers.insert(who);
    } else {
      model_.engineers.erase(who);
    }
  }

  void assign(int app, const std::string& who) {
    const std::string body = json::serialize(json::object{{"id", ids_[who]}});
    const bool gone = model_.deactivated.contains(who);
    expect(company_.post(app_path(app) + "/users", body), gone ? 403 : 200);
    if (!gone) model_.direct.insert({app, who});
  }

  void unassign(int app, const std::string& who) {
    const Answer answer = company_.remove(app_path(app) + "/users/" + ids_[who]);
    if (!model_.has(app, who)) return expect(answer, 404);
    if (model_.granted(app, who)) return expect(answer, 403);
    expect(answer, 204);
    model_.direct.erase({app, who});
  }

  void grant(int app, int group) {
    expect(company_.send("PUT", app_path(app) + "/groups/" + group_id(group)), 200);
    model_.grants.insert({app, group});
  }

  void revoke(int app, int group) {
    const bool there = model_.grants.erase({app, group}) == 1;
    expect(company_.remove(app_path(app) + "/groups/" + group_id(group)), there ? 204 : 404);
  }

  void switch_account(const std::string& who) {
    const bool gone = model_.deactivated.contains(who);
    expect(company_.lifecycle(who, gone ? "activate" : "deactivate"), 200);
    if (gone) {
      model_.deactivated.erase(who);
    } else {
      model_.deactivated.insert(who);
      for (const int app : kApps) model_.direct.erase({app, who});
    }
  }

  Company company_;
  Model model_;
  std::mt19937 random_;
  std::map<std::string, std::string> ids_;
};

TEST(AccessProperties, RandomHistoriesEndAsAPlainModelSays) {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    History history(seed);
    for (int step = 0; step < 150 && !testing::Test::HasFailure(); ++step) {
      SCOPED_TRACE("seed " + std::to_string(seed) + ", step " + std::to_string(step));
      history.step();
      history.check();
    }
    history.check_snapshot();
  }
}

}  // namespace
}  // namespace emulator_test
