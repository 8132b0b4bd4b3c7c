// Apps, rules and log events written as a seed has them.
#include <boost/json.hpp>

#include "okta_emulator/seed_access.hpp"
#include "okta_emulator/user_json.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

json::object party_truth(const LogTarget& party) {
  return {{"id", party.id},
          {"type", party.type},
          {"alternate_id", party.alternate_id},
          {"display_name", party.display_name}};
}

json::object app_user_truth(const AppUser& entry) {
  return {{"user", entry.user},
          {"id", entry.id},
          {"group", entry.group},
          {"implicit", entry.implicit},
          {"created", iso_time(entry.created)},
          {"last_updated", iso_time(entry.last_updated)},
          {"password_changed", time_json(entry.password_changed)},
          {"user_name", entry.user_name},
          {"external_id", entry.external_id},
          {"profile", entry.profile}};
}

}  // namespace

json::object app_truth(const App& app) {
  json::array groups;
  for (const AppGroup& entry : app.groups) {
    groups.push_back(json::object{{"group", entry.group},
                                  {"priority", entry.priority},
                                  {"last_updated", iso_time(entry.last_updated)},
                                  {"profile", entry.profile}});
  }
  json::array users;
  for (const auto& [id, entry] : app.users) users.push_back(app_user_truth(entry));
  return {{"id", app.id},
          {"name", app.name},
          {"label", app.label},
          {"mode", app.mode},
          {"status", app.status},
          {"created", iso_time(app.created)},
          {"last_updated", iso_time(app.last_updated)},
          {"scheme", app.scheme},
          {"implicit", app.implicit},
          {"hidden", app.hidden},
          {"profile_push", app.profile_push},
          {"features", json::value_from(app.features)},
          {"required", json::value_from(app.required)},
          {"settings", app.settings},
          {"sign_on", app.sign_on},
          {"groups", std::move(groups)},
          {"users", std::move(users)}};
}

json::object rule_truth(const GroupRule& rule) {
  return {{"id", rule.id},
          {"name", rule.name},
          {"status", rule.status},
          {"expression", rule.expression.text()},
          {"groups", json::value_from(rule.groups)},
          {"excluded_users", json::value_from(rule.excluded_users)},
          {"excluded_groups", json::value_from(rule.excluded_groups)},
          {"created", iso_time(rule.created)},
          {"last_updated", iso_time(rule.last_updated)}};
}

json::object event_truth(const LogEvent& event) {
  json::array targets;
  for (const LogTarget& target : event.targets) targets.push_back(party_truth(target));
  return {{"event", event.event_type},
          {"at", iso_time(event.published)},
          {"uuid", event.uuid},
          {"message", event.message},
          {"severity", event.severity},
          {"result", event.result},
          {"reason", event.reason},
          {"actor", party_truth(event.actor)},
          {"targets", std::move(targets)},
          {"ip", event.ip},
          {"city", event.city},
          {"country", event.country},
          {"user_agent", event.user_agent}};
}

json::object push_truth(const PushTransaction& push) {
  return {{"id", push.id},
          {"user", push.user},
          {"factor", push.factor},
          {"result", push.result},
          {"number", push.number ? json::value(*push.number) : json::value(nullptr)},
          {"polls", push.polls},
          {"created", iso_time(push.created)}};
}

}  // namespace okta_emulator
