// Who has an application: lists, assigning, changing the account there, unassigning, and the tiles
// of a person's dashboard.
#include <algorithm>
#include <boost/json.hpp>

#include "okta_emulator/access.hpp"
#include "okta_emulator/app_json.hpp"
#include "okta_emulator/endpoints.hpp"
#include "okta_emulator/paged.hpp"
#include "okta_emulator/text.hpp"
#include "okta_emulator/user_json.hpp"

namespace okta_emulator::endpoint {
namespace json = boost::json;
namespace {

constexpr std::size_t kAppUsersPerPage = 50;  // rec 109
constexpr std::size_t kMostAppUsers = 500;

AppUser& entry_of(App& app, const User& user) {
  const auto found = app.users.find(user.id);
  if (found == app.users.end()) throw not_found(user.id, "AppUser");
  return found->second;
}

json::object listed(const Call& call, const App& app, const AppUser& entry) {
  json::object result = app_user_json(app, entry, call.state, call.base);
  if (call.target.parameter("expand") == "user") {
    const User& user = *call.state.user_by_id(entry.user);
    result["_embedded"] = json::object{{"user", user_json(user, call.state, call.base)}};
  }
  return result;
}

bool begins(const AppUser& entry, const User& user, const std::string& question) {
  return question.empty() || starts_with_text(entry.user_name, question) ||
         starts_with_text(user.text("firstName"), question) ||
         starts_with_text(user.text("lastName"), question) ||
         starts_with_text(user.email(), question);
}

std::string text_at(const json::object& body, std::string_view name) {
  const json::value* value = body.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

// Official examples: E0000041 where the scheme has no credentials, E0000075 for a mapped attribute.
void check_account(const App& app, const json::object& body) {
  const json::value* credentials = body.if_contains("credentials");
  if (credentials != nullptr && credentials->is_object()) {
    const json::object& given = credentials->get_object();
    const bool password = given.contains("password") && !has_passwords(app);
    const bool name = given.contains("userName") && !has_user_names(app);
    if (password || name) {
      throw Problem("E0000041", {},
                    {"User level credentials should not be provided for this scheme."});
    }
  }
  const json::value* profile = body.if_contains("profile");
  if (profile == nullptr || !profile->is_object() || !app.profile_push) return;
  for (const auto& [name, value] : profile->get_object()) {
    if (name == "email" || name == "firstName" || name == "lastName") {
      throw Problem("E0000075", std::string(name));
    }
  }
}

// Inferred: the summary names the attribute, as for users (rec 020).
void check_required(const App& app, const json::object& profile) {
  for (const std::string& name : app.required) {
    const json::value* value = profile.if_contains(name);
    if (value != nullptr && !(value->is_string() && value->get_string().empty())) continue;
    throw invalid(name, name + ": The field cannot be left blank");
  }
}

// Documented: people who cannot sign in any more get nothing.
void check_is_active(const User& user) {
  if (user.status == Status::deprovisioned) throw Problem("E0000117");
}

void apply_account(AppUser& entry, const json::object& body, Time now) {
  if (const json::value* credentials = body.if_contains("credentials");
      credentials != nullptr && credentials->is_object()) {
    if (const std::string name = text_at(credentials->get_object(), "userName"); !name.empty()) {
      entry.user_name = name;
    }
    if (credentials->get_object().contains("password")) entry.password_changed = now;
  }
  if (const json::value* profile = body.if_contains("profile");
      profile != nullptr && profile->is_object()) {
    for (const auto& [name, value] : profile->get_object()) entry.profile[name] = value;
  }
  entry.last_updated = now;
}

User& user_in_body(Call& call, const json::object& body) {
  const std::string id = text_at(body, "id");
  if (id.empty()) throw invalid("id", "id: The field cannot be left blank");
  User* user = call.state.user_by_id(id);
  if (user == nullptr) throw not_found(id, "User");
  call.targets.insert(call.targets.begin(), target_of(*user));
  return *user;
}

json::object profile_in(const json::object& body) {
  const json::value* profile = body.if_contains("profile");
  return profile != nullptr && profile->is_object() ? profile->get_object() : json::object();
}

}  // namespace

Answer list_app_users(Call& call) {
  const App& app = call.app();
  const std::string question(call.target.parameter("q").value_or(""));
  std::map<std::string, const AppUser*> ordered;
  for (const auto& [id, entry] : app.users) {
    const User* user = call.state.user_by_id(id);  // nobody: a reader behind the truth
    if (user != nullptr && begins(entry, *user, question)) ordered[entry.id] = &entry;
  }
  return paged(
      call, read_page(call, kAppUsersPerPage, kMostAppUsers, kAppUserCursor), ordered,
      [](const auto& entry) { return entry.first; },
      [&](const auto& entry) { return listed(call, app, *entry.second); }, {"q"});  // rec 110
}

Answer get_app_user(Call& call) {
  App& app = call.app();
  return json_answer(listed(call, app, entry_of(app, call.user(1))));
}

// Assigning again changes the account (rec 115); one that came through a group becomes direct.
Answer assign_app_user(Call& call) {
  App& app = call.app();
  const json::object body = call.body();
  User& user = user_in_body(call, body);
  check_is_active(user);
  const std::string scope = text_at(body, "scope");
  if (!scope.empty() && scope != "USER" && scope != "GROUP") {
    throw invalid("scope", "scope: must be USER or GROUP.");  // inferred
  }
  check_account(app, body);
  const auto held = app.users.find(user.id);
  if (scope == "GROUP" && (held == app.users.end() || held->second.group.empty())) {
    throw invalid("scope", "scope: No group grants this application to the user.");  // inferred
  }
  if (held == app.users.end()) check_required(app, profile_in(body));
  AppUser& entry = app.users[user.id];
  if (entry.id.empty()) {
    entry.id = call.state.ids.object("0ua");
    entry.user = user.id;
    entry.created = call.now;
    entry.user_name = user.login();
    if (app.provisions()) entry.external_id = call.state.ids.object("005");
  }
  if (scope != "GROUP") {
    entry.group.clear();
    entry.implicit = false;
  }
  apply_account(entry, body, call.now);
  return json_answer(app_user_json(app, entry, call.state, call.base));
}

Answer update_app_user(Call& call) {
  App& app = call.app();
  User& user = call.user(1);
  AppUser& entry = entry_of(app, user);
  check_is_active(user);
  const json::object body = call.body();
  check_account(app, body);
  apply_account(entry, body, call.now);
  return json_answer(app_user_json(app, entry, call.state, call.base));
}

// Reported: while a group grants the application it cannot be taken away, whatever the scope.
Answer unassign_app_user(Call& call) {
  App& app = call.app();
  User& user = call.user(1);
  call.flag("sendEmail", false);
  const AppUser& entry = entry_of(app, user);
  if (entry.implicit || granting_group(call.state, app, user) != nullptr) {
    throw Problem("E0000046", {},
                  {"The application cannot be unassigned from the user while their group "
                   "memberships grant them access."});
  }
  app.users.erase(entry.user);
  call.state.mark(user);
  return no_content();
}

// Display only: what is active, visible and has a tile, however it was assigned (specification).
Answer list_app_links(Call& call) {
  const User& user = call.user();
  json::array body;
  for (const auto& [id, app] : call.state.apps) {
    const auto entry = app.users.find(user.id);
    if (entry == app.users.end() || app.status != "ACTIVE" || app.hidden) continue;
    if (is_system_app(app)) continue;
    const std::size_t place = body.size();
    body.push_back(json::object{{"id", user.id},
                                {"label", app.label},
                                {"linkUrl", app_link_url(app, call.base)},
                                {"logoUrl", "https://static.example/logos/apps/default.png"},
                                {"appName", app.name},
                                {"appInstanceId", app.id},
                                {"appAssignmentId", entry->second.id},
                                {"credentialsSetup", entry->second.password_changed.has_value()},
                                {"hidden", false},
                                {"sortOrder", place}});
  }
  return json_answer(body);
}

}  // namespace okta_emulator::endpoint
