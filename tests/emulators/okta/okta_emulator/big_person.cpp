#include "okta_emulator/big_person.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "okta_emulator/access.hpp"

namespace okta_emulator {
namespace {

User& person(State& state, const std::string& login) {
  if (User* found = state.find_user(login)) return *found;
  User user;
  user.id = state.ids.object("00u");
  user.status = Status::active;
  user.created = user.last_updated = state.organisation.created;
  user.activated = user.status_changed = user.password_changed = user.created;
  user.has_password = true;
  user.profile = {{"login", login}, {"email", login}, {"firstName", "Bella"}, {"lastName", "Big"}};
  return state.add_user(std::move(user));
}

std::string numbered(std::string_view name, std::size_t number) {
  std::string digits = std::to_string(number);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return std::string(name) + ' ' + digits;
}

// Every tenth is imported.
std::vector<std::string> add_groups(State& state, User& user, std::size_t wanted) {
  std::vector<std::string> ids;
  const std::size_t there = state.groups_of(user).size();
  for (std::size_t i = there; i < wanted; ++i) {
    Group group;
    group.id = state.ids.object("00g");
    group.type = i % 10 == 0 ? "APP_GROUP" : "OKTA_GROUP";
    group.name = numbered("Team", i);
    group.created = group.last_updated = group.last_membership_updated = state.organisation.created;
    ids.push_back(group.id);
    state.join(state.add_group(std::move(group)), user);
  }
  return ids;
}

App app_number(State& state, std::size_t number) {
  static constexpr std::array<std::string_view, 5> kModes = {
      "SAML_2_0", "OPENID_CONNECT", "BOOKMARK", "BROWSER_PLUGIN", "AUTO_LOGIN"};
  App app;
  app.id = state.ids.object("0oa");
  app.mode = kModes[number % kModes.size()];
  app.label = numbered("App", number);
  app.name = app.mode == "BOOKMARK"         ? "bookmark"
             : app.mode == "BROWSER_PLUGIN" ? "template_swa"
                                            : "generated_" + std::to_string(number);
  if (app.mode == "BROWSER_PLUGIN" || app.mode == "AUTO_LOGIN") {
    app.scheme = "EDIT_USERNAME_AND_PASSWORD";
  }
  app.created = app.last_updated = state.organisation.created;
  return app;
}

// Of four apps one comes through a group, one through a group and directly, two directly.
void add_apps(State& state, const User& user, const std::vector<std::string>& groups,
              std::size_t wanted) {
  const auto has = [&](const auto& entry) {
    return entry.second.status == "ACTIVE" && entry.second.users.contains(user.id);
  };
  const auto there = std::count_if(state.apps.begin(), state.apps.end(), has);
  for (auto i = static_cast<std::size_t>(there); i < wanted; ++i) {
    App app = app_number(state, i);
    const bool through_group = i % 4 < 2 && !groups.empty();
    if (through_group) app.groups.push_back({groups[i % groups.size()], 0, app.created, {}});
    if (i % 4 != 0 || !through_group) {
      AppUser entry;
      entry.id = state.ids.object("0ua");
      entry.user = user.id;
      entry.created = entry.last_updated = app.created;
      entry.user_name = user.login();
      app.users.emplace(user.id, std::move(entry));
    }
    std::string id = app.id;
    state.apps.emplace(std::move(id), std::move(app));
  }
  state.mark(user);
}

}  // namespace

void add_big_person(State& state, const BigPerson& wanted) {
  const Time now = state.organisation.created;
  User& user = person(state, wanted.login);
  settle_access(state, now);
  const std::vector<std::string> groups = add_groups(state, user, wanted.groups);
  settle_access(state, now);
  add_apps(state, user, groups, wanted.apps);
  settle_access(state, now);
}

}  // namespace okta_emulator
