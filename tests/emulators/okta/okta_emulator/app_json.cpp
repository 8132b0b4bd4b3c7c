// Forms as recorded: rec 097 (2025), rec 101 (2021), rec 091 (2020); bookmark, SAML and OIDC apps as
// the specification's examples have them.
#include "okta_emulator/app_json.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "okta_emulator/user_json.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

json::object href(const std::string& url) { return {{"href", url}}; }

json::object href(const std::string& url, std::string_view method) {
  return {{"href", url}, {"hints", json::object{{"allow", json::array{json::value(method)}}}}};
}

json::object credentials_json(const App& app) {
  json::object result;
  if (!app.scheme.empty()) result["scheme"] = app.scheme;
  result["userNameTemplate"] = json::object{{"template", "${source.login}"}, {"type", "BUILT_IN"}};
  if (has_passwords(app)) result["revealPassword"] = false;
  const bool signs = app.mode == "OPENID_CONNECT" || app.mode == "SAML_2_0";
  result["signing"] = signs ? json::object{{"kid", "kid_" + app.id}} : json::object();
  if (app.mode == "OPENID_CONNECT" && !is_system_app(app)) {
    result["oauthClient"] = json::object{{"autoKeyRotation", true},
                                         {"client_id", app.id},
                                         {"token_endpoint_auth_method", "client_secret_basic"},
                                         {"pkce_required", false}};
  }
  return result;
}

struct NeededSetting {
  std::string_view mode, name, otherwise;
};

// What an app of that mode cannot be without (specification: settings.app of each mode's schema).
constexpr std::array<NeededSetting, 10> kNeeded = {
    {{"BOOKMARK", "url", "https://app.example"},
     {"BASIC_AUTH", "url", "https://app.example"},
     {"BASIC_AUTH", "authURL", "https://app.example/login"},
     {"BROWSER_PLUGIN", "url", "https://app.example/login"},
     {"BROWSER_PLUGIN", "buttonField", "submit"},
     {"BROWSER_PLUGIN", "passwordField", "password"},
     {"BROWSER_PLUGIN", "usernameField", "username"},
     {"SECURE_PASSWORD_STORE", "url", "https://app.example/login"},
     {"SECURE_PASSWORD_STORE", "passwordField", "password"},
     {"SECURE_PASSWORD_STORE", "usernameField", "username"}}};

json::object app_settings(const App& app) {
  json::object settings = app.settings;
  for (const NeededSetting& each : kNeeded) {
    if (each.mode == app.mode && !settings.contains(each.name))
      settings[each.name] = each.otherwise;
  }
  return settings;
}

json::object settings_json(const App& app, const Edition& edition) {
  json::object vpn{{"network", json::object{{"connection", "DISABLED"}}},
                   {"message", nullptr},
                   {"helpUrl", nullptr}};
  json::object result{{"app", app_settings(app)}};
  if (edition.app_extended_properties) result["extendedProperties"] = nullptr;
  result["notifications"] = json::object{{"vpn", std::move(vpn)}};
  if (edition.app_policies) {
    result["manualProvisioning"] = false;
    result["implicitAssignment"] = app.implicit;
  }
  if (!app.sign_on.empty()) {
    result[app.mode == "OPENID_CONNECT" ? "oauthClient" : "signOn"] = app.sign_on;
  }
  return result;
}

json::object visibility_json(const App& app) {
  json::object links;
  if (const std::string name = app_link_name(app); !name.empty()) links[name] = true;
  return {{"autoSubmitToolbar", false},
          {"hide", json::object{{"iOS", app.hidden}, {"web", app.hidden}}},
          {"appLinks", std::move(links)}};
}

json::object links_json(const App& app, const Edition& edition, const std::string& base) {
  const std::string self = base + "/api/v1/apps/" + app.id;
  json::array tiles;
  if (const std::string name = app_link_name(app); !name.empty()) {
    tiles.push_back(
        json::object{{"name", name}, {"href", app_link_url(app, base)}, {"type", "text/html"}});
  }
  json::object links;
  if (edition.app_policies) {
    const std::string policy = base + "/api/v1/policies/rst" + app.id.substr(3);
    links["uploadLogo"] = href(self + "/logo", "POST");
    links["profileEnrollment"] = href(policy);
    links["policies"] = href(self + "/policies", "PUT");
    links["accessPolicy"] = href(policy);
  }
  links["appLinks"] = std::move(tiles);
  links["groups"] = href(self + "/groups");
  links["logo"] =
      json::array{json::object{{"name", "medium"},
                               {"href", "https://static.example/logos/apps/default.png"},
                               {"type", "image/png"}}};
  links["users"] = href(self + "/users");
  const bool active = app.status == "ACTIVE";
  links[active ? "deactivate" : "activate"] =
      href(self + (active ? "/lifecycle/deactivate" : "/lifecycle/activate"));
  return links;
}

// What a provisioning app maps from the Okta profile; others have no profile of their own.
json::object app_profile(const App& app, const AppUser& entry, const State& state) {
  const User* user = state.user_by_id(entry.user);
  if (!app.provisions() || user == nullptr) return entry.profile;
  json::object profile;
  for (const std::string_view name : {"email", "firstName", "lastName"}) {
    profile[name] = user->text(name);
  }
  for (const auto& [name, value] : entry.profile) profile[name] = value;
  return profile;
}

json::value app_credentials(const App& app, const AppUser& entry) {
  if (!has_user_names(app)) return nullptr;
  json::object credentials{{"userName", entry.user_name}};
  if (entry.password_changed) credentials["password"] = json::object();
  return credentials;
}

}  // namespace

bool is_system_app(const App& app) {
  return app.name == "saasure" || app.name == "okta_enduser" || app.name == "okta_browser_plugin" ||
         app.name == "flow";
}

bool has_user_names(const App& app) { return !is_system_app(app) && app.mode != "BOOKMARK"; }

bool has_passwords(const App& app) { return !app.scheme.empty(); }

std::string app_link_name(const App& app) {
  if (app.name == "saasure") return "admin";
  if (is_system_app(app)) return {};
  if (app.name.starts_with("template_") || app.name == "bookmark") return "login";
  return app.name + "_link";
}

std::string app_link_url(const App& app, const std::string& base) {
  return base + "/home/" + app.name + '/' + app.id + "/2357";
}

json::object app_json(const App& app, const State& state, const std::string& base) {
  const Edition& edition = *state.organisation.edition;
  json::object result{{"id", app.id}};
  if (edition.app_policies) {
    result["orn"] = "orn:okta:idp:" + state.organisation.id + ":apps:" + app.name + ':' + app.id;
  }
  result["name"] = app.name;
  result["label"] = app.label;
  result["status"] = app.status;
  result["lastUpdated"] = iso_time(app.last_updated);
  result["created"] = iso_time(app.created);
  result["accessibility"] = json::object{
      {"selfService", false}, {"errorRedirectUrl", nullptr}, {"loginRedirectUrl", nullptr}};
  result["visibility"] = visibility_json(app);
  result["features"] = json::value_from(app.features);
  result["signOnMode"] = app.mode;
  result["credentials"] = credentials_json(app);
  if (edition.app_policies) result["universalLogout"] = nullptr;
  result["settings"] = settings_json(app, edition);
  result["_links"] = links_json(app, edition, base);
  return result;
}

json::object app_user_json(const App& app, const AppUser& entry, const State& state,
                           const std::string& base) {
  const bool provisioned = app.provisions();
  std::string_view status = provisioned ? "PROVISIONED" : "ACTIVE";
  if (entry.implicit) status = "IMPLICIT";
  json::object result{{"id", entry.user},
                      {"externalId", entry.external_id.empty() ? json::value(nullptr)
                                                               : json::value(entry.external_id)},
                      {"created", iso_time(entry.created)},
                      {"lastUpdated", iso_time(entry.last_updated)},
                      {"scope", entry.group.empty() ? "USER" : "GROUP"},
                      {"status", status},
                      {"statusChanged", iso_time(entry.created)},
                      {"passwordChanged", time_json(entry.password_changed)},
                      {"syncState", provisioned ? "SYNCHRONIZED" : "DISABLED"}};
  if (provisioned) {
    result["lastSync"] = iso_time(entry.last_updated);
  } else if (state.organisation.edition->app_user_last_sync) {
    result["lastSync"] = nullptr;
  }
  result["credentials"] = app_credentials(app, entry);
  result["profile"] = app_profile(app, entry, state);
  json::object links{{"app", href(base + "/api/v1/apps/" + app.id)}};
  if (const Group* group = state.find_group(entry.group)) {
    links["group"] =
        json::object{{"name", group->name}, {"href", base + "/api/v1/groups/" + group->id}};
  }
  links["user"] = href(base + "/api/v1/users/" + entry.user);
  result["_links"] = std::move(links);
  return result;
}

json::object app_group_json(const App& app, const AppGroup& entry, const std::string& base) {
  const std::string self = base + "/api/v1/apps/" + app.id;
  return {{"id", entry.group},
          {"lastUpdated", iso_time(entry.last_updated)},
          {"priority", entry.priority},
          {"profile", entry.profile},
          {"_links", json::object{{"app", href(self)},
                                  {"self", href(self + "/groups/" + entry.group)},
                                  {"group", href(base + "/api/v1/groups/" + entry.group)}}}};
}

std::string expanded_user(const Call& call) {
  const auto given = call.target.parameter("expand");
  if (!given || given->empty()) return {};
  constexpr std::string_view kPrefix = "user/";
  std::string id(given->starts_with(kPrefix) ? given->substr(kPrefix.size()) : "");
  const bool well_formed = !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
  if (!well_formed) throw invalid("RequestParams", "Expand query is malformed.");
  return id;
}

json::object app_with_user(const App& app, const std::string& user, const State& state,
                           const std::string& base) {
  json::object result = app_json(app, state, base);
  const auto entry = app.users.find(user);
  if (entry == app.users.end()) return result;
  result["_embedded"] = json::object{{"user", app_user_json(app, entry->second, state, base)}};
  return result;
}

}  // namespace okta_emulator
