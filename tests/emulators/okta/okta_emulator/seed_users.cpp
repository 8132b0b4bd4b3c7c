#include "okta_emulator/seed_users.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "okta_emulator/factor_kind.hpp"
#include "okta_emulator/push_answer.hpp"
#include "okta_emulator/role_id.hpp"
#include "okta_emulator/tables.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

bool is_id(std::string_view text, std::string_view prefix) {
  return text.size() == 20 && text.starts_with(prefix) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
         });
}

Status read_status(JsonReader& reader, std::string_view name, Status otherwise) {
  const std::string text = reader.text(name, status_name(otherwise));
  const auto status = parse_status(text);
  if (!status) reader.refuse(name, "is no status of a user: " + text);
  return *status;
}

Role read_role(const json::value& value, State& state, Time created) {
  const json::value shape =
      value.is_string() ? json::value(json::object{{"type", value.get_string()}}) : value;
  JsonReader reader(shape, "a role");
  Role role;
  role.type = reader.required_text("type");
  const auto kind = tables().roles.find(role.type);
  if (kind == tables().roles.end()) reader.refuse("type", "is no role type: " + role.type);
  role.label = reader.text("label", kind->second.label);
  role.id = reader.text("id", "");
  if (role.id.empty()) role.id = role_id(role.type, state.ids);
  role.created = read_time(reader, "created").value_or(created);
  role.last_updated = read_time(reader, "last_updated").value_or(role.created);
  if (const json::array* names = reader.array("capabilities")) {
    for (const json::value& name : *names) {
      if (!name.is_string() || parse_capability(name.get_string()) == Capability::none) {
        reader.refuse("capabilities", "holds something that is no capability");
      }
      role.capabilities.emplace_back(name.get_string());
    }
  }
  reader.finish();
  return role;
}

Factor read_factor(const json::value& value, State& state, Time created) {
  JsonReader reader(value, "a factor");
  Factor factor;
  factor.type = reader.required_text("type");
  const FactorKind* kind = factor_kind(factor.type);
  if (kind == nullptr) reader.refuse("type", "is no factor type: " + factor.type);
  factor.id = reader.text("id", "");
  if (factor.id.empty()) factor.id = state.ids.object(kind->id_prefix);
  if (!is_id(factor.id, "")) reader.refuse("id", "must be 20 letters and digits");
  factor.provider = reader.text("provider", kind->provider);
  factor.vendor = reader.text("vendor", factor.provider);
  factor.status = reader.text("status", "ACTIVE");
  factor.created = read_time(reader, "created").value_or(created);
  factor.last_updated = read_time(reader, "last_updated").value_or(factor.created);
  if (const json::object* profile = reader.object("profile")) factor.profile = *profile;
  reader.finish();
  return factor;
}

void read_times(JsonReader& reader, User& user, const State& state) {
  user.created = read_time(reader, "created").value_or(state.organisation.created);
  user.activated = read_time(reader, "activated");
  user.status_changed = read_time(reader, "status_changed");
  user.last_login = read_time(reader, "last_login");
  user.last_updated = read_time(reader, "last_updated").value_or(user.created);
  user.password_changed = read_time(reader, "password_changed");
  // Where a seed says nothing; null says that it never happened.
  if (user.status != Status::staged && !reader.says("activated")) user.activated = user.created;
  if (!reader.says("status_changed")) user.status_changed = user.created;
  if (user.has_password && !reader.says("password_changed")) user.password_changed = user.created;
}

void read_condition(JsonReader& reader, User& user) {
  user.status = read_status(reader, "status", Status::active);
  user.suspended_from = read_status(reader, "suspended_from", Status::active);
  user.locked_from = read_status(reader, "locked_from", Status::active);
  const bool usual = user.status != Status::staged && user.status != Status::provisioned &&
                     user.status != Status::deprovisioned;
  user.has_password = reader.boolean("password", usual);
  user.recovery_question = reader.text("recovery_question", "");
  user.provider = reader.text("provider", "OKTA");
  user.sessions = reader.integer("sessions", 0);
  user.oauth_tokens = reader.integer("oauth_tokens", 0);
  user.devices = reader.integer("devices", 0);
  user.version = reader.integer("version", 1);
  if (const json::value* value = reader.any("push")) {
    JsonReader push(*value, "how a phone answers");
    const std::string answer = push.required_text("answer");
    user.push_habit = {push_result(answer), push.integer("after_polls", 0)};
    if (user.push_habit.result.empty()) push.refuse("answer", "is approve, reject or timeout");
    push.finish();
  }
  if (const json::value* value = reader.any("transition")) {
    JsonReader transition(*value, "a transition");
    user.transition =
        Transition{read_status(transition, "to", Status::active), transition.integer("reads", -1)};
    transition.finish();
  }
}

void read_mails(JsonReader& reader, User& user) {
  const json::array* mails = reader.array("mails");
  if (mails == nullptr) return;
  for (const json::value& value : *mails) {
    JsonReader mail(value, "a mail");
    Mail read{mail.required_text("kind"), mail.required_text("to"),
              read_time(mail, "sent").value_or(user.created)};
    mail.finish();
    user.mails.push_back(std::move(read));
  }
}

std::vector<std::string> read_group_ids(JsonReader& reader, const State& state) {
  std::vector<std::string> ids;
  const json::array* names = reader.array("groups");
  if (names == nullptr) return ids;
  for (const json::value& name : *names) {
    if (!name.is_string()) reader.refuse("groups", "must hold names or ids");
    const auto& groups = state.groups();
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& entry) {
      return entry.first == name.get_string() || entry.second.name == name.get_string();
    });
    if (found == groups.end()) {
      reader.refuse("groups", "names a group that is not there: " + std::string(name.get_string()));
    }
    ids.push_back(found->first);
  }
  return ids;
}

}  // namespace

std::optional<Time> read_time(JsonReader& reader, std::string_view name) {
  const std::string text = reader.text(name, "");
  if (text.empty()) return std::nullopt;
  const auto time = parse_iso_time(text);
  if (!time) reader.refuse(name, "must be a time like 2026-01-31T08:00:00.000Z, not " + text);
  return time;
}

std::string read_id(JsonReader& reader, std::string_view name, std::string_view prefix, Ids& ids) {
  std::string id = reader.text(name, "");
  if (id.empty()) return ids.object(prefix);
  if (!is_id(id, prefix)) {
    reader.refuse(name, "must be " + std::string(prefix) + " and 17 letters and digits, not " + id);
  }
  return id;
}

std::vector<Role> read_roles(JsonReader& reader, State& state, Time created) {
  std::vector<Role> roles;
  if (const json::array* list = reader.array("roles")) {
    for (const json::value& value : *list) roles.push_back(read_role(value, state, created));
  }
  return roles;
}

void read_user(const json::value& value, State& state) {
  const json::object* given = value.if_object();
  const json::value* named = given == nullptr ? nullptr : given->if_contains("profile");
  const std::string who = named == nullptr ? "a user" : "user " + json::serialize(*named);
  JsonReader reader(value, who);
  User user;
  user.id = read_id(reader, "id", "00u", state.ids);
  const json::object* profile = reader.object("profile");
  if (profile == nullptr) reader.refuse("profile", "is missing");
  user.profile = *profile;
  if (user.login().empty()) reader.refuse("profile", "has no login");
  read_condition(reader, user);
  read_times(reader, user, state);
  read_mails(reader, user);
  user.roles = read_roles(reader, state, user.created);
  if (const json::array* factors = reader.array("factors")) {
    for (const json::value& factor : *factors) {
      user.factors.push_back(read_factor(factor, state, user.created));
    }
  }
  const auto group_ids = read_group_ids(reader, state);
  reader.finish();
  if (state.user_by_id(user.id) != nullptr) reader.refuse("id", "is taken: " + user.id);
  if (state.user_by_login(user.login()) != nullptr)
    reader.refuse("profile", "has a login that is taken");
  User& added = state.add_user(std::move(user));
  for (const std::string& id : group_ids) state.join(*state.find_group(id), added);
}

}  // namespace okta_emulator
