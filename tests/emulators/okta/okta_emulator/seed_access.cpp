#include "okta_emulator/seed_access.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "okta_emulator/json_reader.hpp"
#include "okta_emulator/seed_users.hpp"
#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

std::vector<std::string> read_texts(JsonReader& reader, std::string_view name) {
  std::vector<std::string> texts;
  const json::array* list = reader.array(name);
  if (list == nullptr) return texts;
  for (const json::value& text : *list) {
    if (!text.is_string()) reader.refuse(name, "must hold strings");
    texts.emplace_back(text.get_string());
  }
  return texts;
}

std::string group_id(const JsonReader& reader, const State& state, const std::string& name) {
  const Group* group = find_group_named(state, name);
  if (group == nullptr) reader.refuse("groups", "names a group that is not there: " + name);
  return group->id;
}

std::string user_id(const JsonReader& reader, const State& state, const std::string& name) {
  const User* user = state.find_user(name);
  if (user == nullptr) reader.refuse("users", "names nobody: " + name);
  return user->id;
}

// A name alone, or an object that says more.
json::value as_object(const json::value& value, std::string_view name) {
  return value.is_string() ? json::value(json::object{{name, value.get_string()}}) : value;
}

void read_app_group(const json::value& value, App& app, const State& state) {
  const json::value shape = as_object(value, "group");
  JsonReader reader(shape, "a group of app " + app.label);
  AppGroup entry;
  entry.group = group_id(reader, state, reader.required_text("group"));
  entry.priority = reader.integer("priority", static_cast<std::int64_t>(app.groups.size()));
  entry.last_updated = read_time(reader, "last_updated").value_or(app.created);
  if (const json::object* profile = reader.object("profile")) entry.profile = *profile;
  reader.finish();
  app.groups.push_back(std::move(entry));
}

void read_app_user(const json::value& value, App& app, State& state) {
  const json::value shape = as_object(value, "user");
  JsonReader reader(shape, "a user of app " + app.label);
  AppUser entry;
  entry.user = user_id(reader, state, reader.required_text("user"));
  entry.id = read_id(reader, "id", "0ua", state.ids);
  entry.group = reader.text("group", "");
  entry.implicit = reader.boolean("implicit", false);
  entry.created = read_time(reader, "created").value_or(app.created);
  entry.last_updated = read_time(reader, "last_updated").value_or(entry.created);
  entry.password_changed = read_time(reader, "password_changed");
  entry.user_name = reader.text("user_name", state.user_by_id(entry.user)->login());
  entry.external_id = reader.text("external_id", "");
  if (entry.external_id.empty() && app.provisions()) entry.external_id = state.ids.object("005");
  if (const json::object* profile = reader.object("profile")) entry.profile = *profile;
  reader.finish();
  app.users[entry.user] = std::move(entry);
}

std::string usual_name(const std::string& mode) {
  if (mode == "BOOKMARK") return "bookmark";
  if (mode == "OPENID_CONNECT") return "oidc_client";
  return mode == "SAML_2_0" ? "custom_saml_1" : "template_swa";
}

std::string usual_scheme(const std::string& mode) {
  const bool has_none = mode == "BOOKMARK" || mode == "OPENID_CONNECT" || mode == "SAML_2_0" ||
                        mode == "WS_FEDERATION";
  return has_none ? "" : "EDIT_USERNAME_AND_PASSWORD";
}

LogTarget read_party(const json::value& value, const State& state) {
  if (const json::string* name = value.if_string()) {
    if (*name == "system") return system_actor();
    if (const User* user = state.find_user(*name)) return target_of(*user);
    if (const Group* group = find_group_named(state, *name)) return target_of(*group);
    if (const App* app = find_app(state, *name)) return target_of(*app);
    throw std::invalid_argument("a log event names nobody and nothing: " + std::string(*name));
  }
  JsonReader reader(value, "a party of a log event");
  LogTarget party{reader.required_text("id"), reader.required_text("type"),
                  reader.text("alternate_id", ""), reader.text("display_name", "")};
  reader.finish();
  return party;
}

}  // namespace

const App* find_app(const State& state, std::string_view id_or_label) {
  const auto found = std::find_if(state.apps.begin(), state.apps.end(), [&](const auto& entry) {
    return entry.first == id_or_label || entry.second.label == id_or_label;
  });
  return found == state.apps.end() ? nullptr : &found->second;
}

const Group* find_group_named(const State& state, std::string_view id_or_name) {
  const auto& groups = state.groups();
  const auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& entry) {
    return entry.first == id_or_name || entry.second.name == id_or_name;
  });
  return found == groups.end() ? nullptr : &found->second;
}

void read_app(const json::value& value, State& state) {
  JsonReader reader(value, "an app");
  App app;
  app.label = reader.required_text("label");
  app.id = read_id(reader, "id", "0oa", state.ids);
  app.mode = reader.text("mode", "SAML_2_0");
  app.name = reader.text("name", usual_name(app.mode));
  app.status = reader.text("status", "ACTIVE");
  app.created = read_time(reader, "created").value_or(state.organisation.created);
  app.last_updated = read_time(reader, "last_updated").value_or(app.created);
  app.scheme = reader.text("scheme", usual_scheme(app.mode));
  app.implicit = reader.boolean("implicit", false);
  app.hidden = reader.boolean("hidden", false);
  app.profile_push = reader.boolean("profile_push", false);
  app.features = read_texts(reader, "features");
  app.required = read_texts(reader, "required");
  if (const json::object* settings = reader.object("settings")) app.settings = *settings;
  if (const json::object* sign_on = reader.object("sign_on")) app.sign_on = *sign_on;
  if (const json::array* groups = reader.array("groups")) {
    for (const json::value& group : *groups) read_app_group(group, app, state);
  }
  if (const json::array* users = reader.array("users")) {
    for (const json::value& user : *users) read_app_user(user, app, state);
  }
  reader.finish();
  if (state.apps.contains(app.id)) reader.refuse("id", "is taken: " + app.id);
  std::string id = app.id;
  state.apps.emplace(std::move(id), std::move(app));
}

void read_rule(const json::value& value, State& state) {
  JsonReader reader(value, "a rule");
  GroupRule rule;
  rule.name = reader.required_text("name");
  rule.id = read_id(reader, "id", "0pr", state.ids);
  rule.status = reader.text("status", "ACTIVE");
  rule.expression = RuleExpression(reader.required_text("expression"));
  for (const std::string& name : read_texts(reader, "groups")) {
    const bool gone = rule.status == "INVALID" && find_group_named(state, name) == nullptr;
    rule.groups.push_back(gone ? name : group_id(reader, state, name));
  }
  for (const std::string& name : read_texts(reader, "excluded_users")) {
    const User* user = state.find_user(name);
    rule.excluded_users.push_back(user == nullptr ? name : user->id);
  }
  for (const std::string& name : read_texts(reader, "excluded_groups")) {
    rule.excluded_groups.push_back(group_id(reader, state, name));
  }
  rule.created = read_time(reader, "created").value_or(state.organisation.created);
  rule.last_updated = read_time(reader, "last_updated").value_or(rule.created);
  reader.finish();
  if (state.rules.contains(rule.id)) reader.refuse("id", "is taken: " + rule.id);
  std::string id = rule.id;
  state.rules.emplace(std::move(id), std::move(rule));
}

void read_event(const json::value& value, State& state, Time now) {
  JsonReader reader(value, "a log event");
  LogEvent event;
  event.event_type = reader.required_text("event");
  const std::int64_t minutes = reader.integer("minutes_ago", 0);
  event.published = read_time(reader, "at").value_or(now - std::chrono::minutes(minutes));
  event.uuid = reader.text("uuid", "");
  event.message = reader.text("message", "");
  event.severity = reader.text("severity", "");
  event.result = reader.text("result", "");
  event.reason = reader.text("reason", "");
  const json::value* actor = reader.any("actor");
  event.actor = actor == nullptr ? system_actor() : read_party(*actor, state);
  if (const json::array* targets = reader.array("targets")) {
    for (const json::value& target : *targets) event.targets.push_back(read_party(target, state));
  }
  event.ip = reader.text("ip", "");
  event.city = reader.text("city", "");
  event.country = reader.text("country", "");
  event.user_agent = reader.text("user_agent", "");
  reader.finish();
  if (event.message.empty() && !is_event_type(event.event_type)) {
    reader.refuse("event", "is in no row of data/log-events.json and has no \"message\"");
  }
  log_event(state, std::move(event));
}

void read_push(const json::value& value, State& state) {
  JsonReader reader(value, "a push");
  PushTransaction push;
  push.id = read_id(reader, "id", "mst", state.ids);
  push.user = user_id(reader, state, reader.required_text("user"));
  push.factor = reader.required_text("factor");
  push.result = reader.text("result", "WAITING");
  if (reader.any("number") != nullptr) push.number = reader.integer("number", 0);
  push.polls = reader.integer("polls", 0);
  push.created = read_time(reader, "created").value_or(state.organisation.created);
  reader.finish();
  std::string id = push.id;
  state.pushes.emplace(std::move(id), std::move(push));
}

void resolve_sources(State& state) {
  for (const auto& [id, group] : state.groups()) {
    if (group.source.empty()) continue;
    const App* app = find_app(state, group.source);
    if (app == nullptr) {
      throw std::invalid_argument("a group: \"source\" names an app that is not there: " +
                                  group.source);
    }
    state.find_group(id)->source = app->id;
  }
}

}  // namespace okta_emulator
