// Views of generated organisations: everything is there, what is said to be locked is, and what is
// said to be editable is accepted by the organisation.
#include "generated.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "figures.hpp"
#include "okta_emulator/access.hpp"
#include "world.hpp"

namespace okta_test {
namespace {

using okta_emulator::Organisation;

using Items = std::map<std::string, json::object>;  // by id

Items items_of(const json::object& view, std::string_view list) {
  Items items;
  const auto* found = find(view.at("lists").as_array(), list);
  if (found == nullptr) return items;
  for (const auto& item : found->at("items").as_array())
    items.emplace(item.at("id").as_string(), item.as_object());
  return items;
}

std::string lock_of(const json::object& item) {
  const auto* lock = item.if_contains("lock");
  return lock == nullptr ? "" : std::string(lock->at("code").as_string());
}

int answer_to(Organisation& okta, const std::string& target) {
  okta_emulator::Request request{"DELETE", target, {}, ""};
  request.headers = {{"host", "back-demo.okta.com"},
                     {"content-length", "0"},
                     {"authorization", "SSWS " + std::string(World::kSuperAdmin)}};
  return okta.handle(request).status;
}

// What the organisation knows, beside the view.
struct Truth {
  std::string person;
  bool tells_rules = false;
  std::map<std::string, std::string> groups;          // type by id
  std::map<std::string, std::size_t> rules_by_group;  // that hold the person there
  std::set<std::string> apps;                         // active ones that the person has
};

Truth truth_of(World& world) {
  Truth truth;
  world.okta().change([&](okta_emulator::State& state) {
    const okta_emulator::User& user = *state.find_user(kGenerated);
    truth.person = user.id;
    truth.tells_rules = state.organisation.membership_rules;
    for (const auto& [id, group] : state.groups()) {
      if (!okta_emulator::is_member(group, user)) continue;
      truth.groups[id] = group.type;
      truth.rules_by_group[id] = okta_emulator::rules_holding(state, group, user).size();
    }
    for (const auto& [id, app] : state.apps)
      if (app.status == "ACTIVE" && app.users.contains(user.id)) truth.apps.insert(id);
  });
  return truth;
}

void expect_groups(const Items& items, const Truth& truth) {
  EXPECT_EQ(items.size(), truth.groups.size());
  for (const auto& [id, type] : truth.groups) {
    const auto item = items.find(id);
    ASSERT_NE(item, items.end()) << "group " << id << " is missing";
    const std::string lock = lock_of(item->second);
    if (type != "OKTA_GROUP") {
      EXPECT_EQ(lock, type == "BUILT_IN" ? "default_group" : "imported") << item->second;
    } else if (item->second.contains("caution")) {
      EXPECT_FALSE(truth.tells_rules) << "Okta could have told: " << item->second;
    } else {
      EXPECT_EQ(lock, truth.rules_by_group.at(id) > 0 ? "rule" : "") << item->second;
    }
  }
}

bool has(Organisation& okta, const std::string& app, const std::string& person) {
  bool found = false;
  okta.read([&](const okta_emulator::State& state) {
    found = state.apps.at(app).users.contains(person);
  });
  return found;
}

// Each app by itself: what is locked because of how it came is refused, what is not is accepted.
void expect_apps(const Items& items, const Truth& truth, Organisation& copy) {
  EXPECT_EQ(items.size(), truth.apps.size());
  for (const std::string& id : truth.apps) {
    const auto item = items.find(id);
    ASSERT_NE(item, items.end()) << "app " << id << " is missing";
    const std::string lock = lock_of(item->second);
    if (lock == "system_app" || lock == "directory") continue;  // left alone by our rule
    const int status = answer_to(copy, "/api/v1/apps/" + id + "/users/" + truth.person);
    if (lock == "implicit" && status == 204) {  // assigned directly as well
      EXPECT_TRUE(has(copy, id, truth.person)) << "it stays all the same: " << item->second;
      continue;
    }
    EXPECT_EQ(status, lock.empty() ? 204 : 403) << item->second;
  }
}

// A list of so many at a time.
class SmallPages : public back::http::Transport {
 public:
  SmallPages(Organisation& okta, std::string limit) : okta_(okta), limit_(std::move(limit)) {}
  back::loop::Task<back::http::Response> send(back::http::Request& request,
                                              back::http::Scope&) override {
    back::http::Request smaller = request;
    for (const auto& [name, value] : request.query.pairs()) {
      if (name == "limit" && value == "200") smaller.query.remove("limit").add("limit", limit_);
    }
    co_return as_sent(okta_.handle(as_received(smaller)));
  }

 private:
  Organisation& okta_;
  std::string limit_;
};

json::object view_with_pages_of(World& world, std::size_t size) {
  back::testing::FakeHost host;
  back_connection* connection =
      open_over(std::make_unique<SmallPages>(world.okta(), std::to_string(size)), world.time(),
                host, World::kSuperAdmin);
  const auto ahead = world.time().now() - back::http::Clock::now();
  const auto deadline = std::chrono::ceil<std::chrono::milliseconds>(ahead).count() + 600'000;
  auto answer = host.run(World::plugin(), connection,
                         {.kind = BACK_KIND_QUERY,
                          .name = "requester",
                          .input = {},
                          .context = World::context(kGenerated),
                          .deadline_ms = static_cast<int>(deadline)});
  World::plugin().close(connection);
  EXPECT_EQ(answer.status, BACK_OK) << answer.person << answer.operator_text;
  return std::move(answer.output);
}

TEST(OktaGenerated, ViewsShowEverythingAndLockWhatTheOrganisationWouldRefuse) {
  const auto portion = back::testing::portion_of("views of generated organisations", 20'000);
  World world;
  for (std::size_t i = 0; i < portion.cases && !HasFailure(); ++i) {
    SCOPED_TRACE("organisation " + std::to_string(portion.seed + i));
    world.okta().restore(generated_organisation(portion.seed + i));
    world.check();  // what the connection remembers counts no more
    const Truth truth = truth_of(world);
    Organisation copy(world.okta().snapshot());
    const Answer answer = world.view(kGenerated);
    ASSERT_EQ(answer.status, BACK_OK) << answer.person << answer.operator_text;
    // Where no app is active nobody can tell that the token would see one.
    const auto all = world.okta().snapshot().at("apps").as_array();
    const bool has_apps = std::any_of(all.begin(), all.end(), [](const json::value& app) {
      return app.at("status") == "ACTIVE";
    });
    EXPECT_EQ(answer.output.at("partial").as_array().empty(), has_apps)
        << answer.output.at("partial");
    expect_groups(items_of(answer.output, "groups"), truth);
    expect_apps(items_of(answer.output, "apps"), truth, copy);
    world.okta().clear_journal();
  }
  back::testing::report_defects("views of generated organisations", portion, HasFailure());
}

constexpr std::size_t kSizes = 25;

TEST(OktaGenerated, EveryPageSizeGivesTheSameView) {
  const auto portion = back::testing::portion_of("page sizes of generated organisations", 2'000);
  World world;
  for (std::size_t i = 0; i < portion.cases / kSizes && !HasFailure(); ++i) {
    SCOPED_TRACE("organisation " + std::to_string(portion.seed + i));
    world.okta().restore(generated_organisation(portion.seed + i));
    const json::object whole = view_with_pages_of(world, 200);
    for (std::size_t size = 1; size <= kSizes; ++size) {
      const json::object view = view_with_pages_of(world, size);
      EXPECT_EQ(view.at("lists"), whole.at("lists")) << "pages of " << size;
      EXPECT_EQ(view.at("partial"), whole.at("partial"));
    }
  }
  back::testing::report_defects("page sizes of generated organisations", portion, HasFailure());
}

}  // namespace
}  // namespace okta_test
