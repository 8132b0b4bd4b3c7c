// Applications: lists as Okta filters them, and creating, activating and deleting them.
#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "okta_emulator/access.hpp"
#include "okta_emulator/app_json.hpp"
#include "okta_emulator/criteria.hpp"
#include "okta_emulator/endpoints.hpp"
#include "okta_emulator/paged.hpp"
#include "okta_emulator/text.hpp"

namespace okta_emulator::endpoint {
namespace json = boost::json;
namespace {

constexpr std::size_t kAppsPerPage = 20;  // rec 101
constexpr std::size_t kMostApps = 200;

using Apps = std::vector<const App*>;

App& app_of(Call& call) { return call.app(0); }

bool fits(const App& app, const Criteria& filter) {
  if (filter.attribute == "user.id") return app.users.contains(filter.value);
  if (filter.attribute == "group.id") return app.group(filter.value) != nullptr;
  return matches(filter, [&](std::string_view name) -> std::vector<std::string> {
    if (name == "id") return {app.id};
    if (name == "status") return {app.status};
    if (name == "name") return {app.name};
    if (name == "settings.slo.enabled") return {"false"};
    return {};
  });
}

// Documented: without includeNonDeleted only active ones, unless the filter asks for a status.
Apps chosen_apps(const Call& call, const std::optional<Criteria>& filter) {
  const std::string question(call.target.parameter("q").value_or(""));
  const bool everything = call.flag("includeNonDeleted", false) ||
                          (filter && (filter->attribute == "status" || filter->attribute == "id"));
  Apps apps;
  for (const auto& [id, app] : call.state.apps) {
    if (!everything && app.status != "ACTIVE") continue;
    if (filter && !fits(app, *filter)) continue;
    if (starts_with_text(app.label, question) || starts_with_text(app.name, question)) {
      apps.push_back(&app);
    }
  }
  return apps;
}

std::string text_of(const json::object& body, std::string_view name) {
  const json::value* value = body.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

const json::object* object_of(const json::object& body, std::string_view name) {
  const json::value* value = body.if_contains(name);
  return value == nullptr ? nullptr : value->if_object();
}

struct Mode {
  std::string_view mode, name, scheme;
};

// The name an app of that mode has when none is given (specification: the schemas of each mode).
constexpr std::array<Mode, 7> kModes = {
    {{"BOOKMARK", "bookmark", ""},
     {"BROWSER_PLUGIN", "template_swa", "EDIT_USERNAME_AND_PASSWORD"},
     {"AUTO_LOGIN", "", "EDIT_USERNAME_AND_PASSWORD"},
     {"SECURE_PASSWORD_STORE", "template_sps", "EDIT_USERNAME_AND_PASSWORD"},
     {"BASIC_AUTH", "template_basic_auth", "EDIT_USERNAME_AND_PASSWORD"},
     {"SAML_2_0", "", ""},
     {"OPENID_CONNECT", "oidc_client", ""}}};

const Mode& mode_of(const std::string& name) {
  const auto found = std::find_if(kModes.begin(), kModes.end(),
                                  [&](const Mode& mode) { return mode.mode == name; });
  if (found != kModes.end()) return *found;
  throw invalid("signOnMode", name.empty() ? "signOnMode: The field cannot be left blank"
                                           : "signOnMode: Not supported: " + name);
}

// Documented: an app made by hand is named after organisation and label.
std::string made_name(const State& state, const std::string& label) {
  std::string name = state.organisation.subdomain + '_';
  for (const char c : lower(label)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) name += c;
  }
  return name + "_1";
}

App read_app(const Call& call, const json::object& body) {
  App app;
  app.label = text_of(body, "label");
  if (app.label.empty()) throw invalid("label", "label: The field cannot be left blank");
  app.mode = text_of(body, "signOnMode");
  const Mode& mode = mode_of(app.mode);
  app.name = text_of(body, "name");
  if (app.name.empty()) {
    app.name = mode.name.empty() ? made_name(call.state, app.label) : std::string(mode.name);
  }
  app.scheme = mode.scheme;
  if (const json::object* credentials = object_of(body, "credentials")) {
    const std::string given = text_of(*credentials, "scheme");
    if (!given.empty() && !mode.scheme.empty()) app.scheme = given;
  }
  if (const json::object* settings = object_of(body, "settings")) {
    if (const json::object* own = object_of(*settings, "app")) app.settings = *own;
    const bool oidc = app.mode == "OPENID_CONNECT";
    if (const json::object* more = object_of(*settings, oidc ? "oauthClient" : "signOn")) {
      app.sign_on = *more;
    }
    const json::value* implicit = settings->if_contains("implicitAssignment");
    app.implicit = implicit != nullptr && implicit->is_bool() && implicit->get_bool();
  }
  if (const json::object* visibility = object_of(body, "visibility")) {
    const json::object* hide = object_of(*visibility, "hide");
    const json::value* web = hide == nullptr ? nullptr : hide->if_contains("web");
    app.hidden = web != nullptr && web->is_bool() && web->get_bool();
  }
  return app;
}

void mark_everybody(State& state) {
  for (const auto& [id, user] : state.users()) state.mark(user);
}

}  // namespace

// A token that may not read applications gets an empty list, no refusal (reported:
// mbegan/Okta-PSModule #15).
Answer list_apps(Call& call) {
  const Page page = read_page(call, kAppsPerPage, kMostApps, kAppCursor);
  const auto given = call.target.parameter("filter");
  std::optional<Criteria> filter;
  if (given) filter = parse_criteria(*given, Dialect::app_filter);
  const std::string user = expanded_user(call);
  const bool of_user = filter && filter->attribute == "user.id" && filter->value == user;
  if (!user.empty() && !of_user) throw invalid("RequestParams", "Expand query is malformed.");
  const Apps apps = call.may(Capability::apps_read) ? chosen_apps(call, filter) : Apps{};
  return paged(
      call, page, apps, [](const App* app) { return app->id; },
      [&](const App* app) { return app_with_user(*app, user, call.state, call.base); },
      {"q", "filter", "includeNonDeleted"});  // expand is dropped (as of app users, rec 110)
}

Answer list_group_apps(Call& call) {
  const Group& group = call.group();
  Apps apps;
  for (const auto& [id, app] : call.state.apps) {
    if (app.group(group.id) != nullptr) apps.push_back(&app);
  }
  return paged(
      call, read_page(call, kAppsPerPage, kMostApps, kAppCursor), apps,
      [](const App* app) { return app->id; },
      [&](const App* app) { return app_json(*app, call.state, call.base); }, {});
}

Answer get_app(Call& call) {
  const std::string user = expanded_user(call);
  return json_answer(app_with_user(app_of(call), user, call.state, call.base));
}

Answer create_app(Call& call) {
  const bool activate = call.flag("activate", true);
  App app = read_app(call, call.body());
  app.id = call.state.ids.object("0oa");
  app.created = app.last_updated = call.now;
  app.status = activate ? "ACTIVE" : "INACTIVE";
  if (app.implicit) mark_everybody(call.state);
  call.targets.push_back(target_of(app));
  const std::string id = app.id;
  const App& added = call.state.apps.emplace(id, std::move(app)).first->second;
  return json_answer(app_json(added, call.state, call.base));
}

Answer activate_app(Call& call) {
  App& app = app_of(call);
  app.status = "ACTIVE";
  app.last_updated = call.now;
  return empty_object();
}

// Inferred: Okta's own applications cannot be switched off.
Answer deactivate_app(Call& call) {
  App& app = app_of(call);
  if (is_system_app(app)) throw Problem("E0000039");
  app.status = "INACTIVE";
  app.last_updated = call.now;
  return empty_object();
}

Answer delete_app(Call& call) {
  const App& app = app_of(call);
  if (app.status == "ACTIVE") {  // rec 126
    throw Problem("E0000056", {}, {"The application must be deactivated before deletion."});
  }
  for (const auto& [id, group] : call.state.groups()) {
    if (group.source == app.id) call.state.find_group(id)->source.clear();
  }
  call.state.apps.erase(call.state.apps.find(app.id));
  return no_content();
}

// OAuth tokens that were issued to the app: nobody signs in here, so there are none.
Answer list_app_tokens(Call& call) {
  app_of(call);
  return json_answer(json::array());
}

}  // namespace okta_emulator::endpoint
