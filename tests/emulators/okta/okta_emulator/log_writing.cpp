#include "okta_emulator/log_writing.hpp"

#include <algorithm>

#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace {

// The nouns of a route's path before each '*': {"groups", "users"} for /groups/*/users/*.
std::vector<std::string> nouns_of(std::string_view path) {
  std::vector<std::string> nouns;
  std::string before;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string word(path.substr(0, path.find('/')));
    path.remove_prefix(word.size());
    if (word == "*") nouns.push_back(before);
    before = word;
  }
  return nouns;
}

void name_factor(Call& call, const User& user, const std::string& id) {
  const auto found = std::find_if(user.factors.begin(), user.factors.end(),
                                  [&](const Factor& factor) { return factor.id == id; });
  if (found != user.factors.end()) call.targets.push_back(target_of(*found));
}

void name_one(Call& call, const std::string& noun, const std::string& key) {
  const State& state = call.state;
  if (noun == "users") {
    if (const User* user = state.find_user(key)) call.targets.push_back(target_of(*user));
  } else if (noun == "groups") {
    if (const Group* group = state.find_group(key)) call.targets.push_back(target_of(*group));
  } else if (noun == "apps") {
    const auto app = state.apps.find(key);
    if (app != state.apps.end()) call.targets.push_back(target_of(app->second));
  } else if (noun == "rules") {
    const auto rule = state.rules.find(key);
    if (rule != state.rules.end()) call.targets.push_back(target_of(rule->second));
  } else if (noun == "factors") {
    if (const User* user = state.find_user(call.captures.front())) name_factor(call, *user, key);
  }
}

}  // namespace

void name_targets(Call& call, const Route& route) {
  if (route.event.empty()) return;
  const auto nouns = nouns_of(route.path);
  for (std::size_t i = 0; i < nouns.size() && i < call.captures.size(); ++i) {
    name_one(call, nouns[i], call.captures[i]);
  }
  // Whom it concerns stands first, wherever the path has it.
  std::stable_sort(call.targets.begin(), call.targets.end(),
                   [](const LogTarget& left, const LogTarget& right) {
                     return left.type == "User" && right.type != "User";
                   });
}

void write_event(Call& call, const Route& route) {
  if (route.event.empty() || call.unchanged) return;
  LogEvent event;
  event.published = call.instant;
  event.event_type = route.event;
  event.actor = system_actor();
  if (const User* owner = call.state.user_by_id(call.token->user)) event.actor = target_of(*owner);
  event.targets = call.targets;
  event.user_agent = header(call.request.headers, "user-agent");
  event.ip = "192.0.2.10";  // whoever calls the API; an address of the range for examples
  log_event(call.state, std::move(event));
}

}  // namespace okta_emulator
