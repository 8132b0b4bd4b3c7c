#include "okta_emulator/system_log.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "okta_emulator/embedded_data.hpp"
#include "okta_emulator/state.hpp"

namespace okta_emulator {
namespace {

struct Kind {
  std::string message, severity, result;
};

const std::map<std::string, Kind, std::less<>>& kinds() {
  static const auto table = [] {
    namespace json = boost::json;
    const auto text = [](const json::object& row, std::string_view name, std::string_view other) {
      const json::value* value = row.if_contains(name);
      return std::string(value == nullptr ? other : std::string_view(value->as_string()));
    };
    std::map<std::string, Kind, std::less<>> result;
    const json::value document = json::parse(kLogEventsJson);
    for (const auto& [name, value] : document.at("events").as_object()) {
      const json::object& row = value.as_object();
      result[name] = {text(row, "message", name), text(row, "severity", "INFO"),
                      text(row, "result", "SUCCESS")};
    }
    return result;
  }();
  return table;
}

void fill_in(std::string& field, const std::string& usual) {
  if (field.empty()) field = usual;
}

}  // namespace

LogTarget target_of(const User& user) {
  const std::string name(user.text("firstName"));
  return {user.id, "User", std::string(user.login()),
          name + ' ' + std::string(user.text("lastName"))};
}

LogTarget target_of(const Group& group) { return {group.id, "UserGroup", "unknown", group.name}; }
LogTarget target_of(const App& app) { return {app.id, "AppInstance", app.label, app.label}; }
LogTarget target_of(const GroupRule& rule) { return {rule.id, "PolicyRule", "unknown", rule.name}; }
LogTarget target_of(const Factor& factor) {
  return {factor.id, "UserFactor", "unknown", factor.type};
}
LogTarget system_actor() { return {"okta", "SystemPrincipal", "system@okta.com", "Okta System"}; }

bool is_event_type(std::string_view event_type) { return kinds().contains(event_type); }

void log_event(State& state, LogEvent event) {
  const auto kind = kinds().find(event.event_type);
  if (kind != kinds().end()) {
    fill_in(event.message, kind->second.message);
    fill_in(event.severity, kind->second.severity);
    fill_in(event.result, kind->second.result);
  }
  if (event.uuid.empty()) event.uuid = state.ids.uuid();
  const auto later = std::upper_bound(
      state.log.begin(), state.log.end(), event.published,
      [](Time published, const LogEvent& other) { return published < other.published; });
  state.log.insert(later, std::move(event));
  if (state.log.size() > kMostEvents) state.log.pop_front();
}

void log_system(State& state, Time now, std::string_view event_type,
                std::vector<LogTarget> targets) {
  LogEvent event;
  event.published = now;
  event.event_type = event_type;
  event.actor = system_actor();
  event.targets = std::move(targets);
  log_event(state, std::move(event));
}

}  // namespace okta_emulator
