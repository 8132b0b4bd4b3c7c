#include "okta_emulator/control_access.hpp"

#include <boost/json.hpp>
#include <stdexcept>

#include "okta_emulator/call.hpp"
#include "okta_emulator/json_reader.hpp"
#include "okta_emulator/push_answer.hpp"
#include "okta_emulator/seed.hpp"
#include "okta_emulator/seed_access.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

const GroupRule* find_rule(const State& state, const std::string& key) {
  for (const auto& [id, rule] : state.rules) {
    if (id == key || rule.name == key) return &rule;
  }
  return nullptr;
}

std::optional<json::object> truth(const State& state, const std::string& noun,
                                  const std::string& key) {
  if (noun == "groups") {
    const Group* group = find_group_named(state, key);
    if (group == nullptr) return std::nullopt;
    json::object result = group_truth(*group);
    result["members"] = json::value_from(group->members);
    return result;
  }
  if (noun == "apps") {
    const App* app = find_app(state, key);
    return app == nullptr ? std::nullopt : std::optional(app_truth(*app));
  }
  const GroupRule* rule = find_rule(state, key);
  return rule == nullptr ? std::nullopt : std::optional(rule_truth(*rule));
}

Answer nothing_there(const std::string& noun, const std::string& key) {
  return json_answer(json::object{{"error", "there is nothing in " + noun + " named " + key}}, 404);
}

Answer events(const Organisation& organisation) {
  json::array all;
  organisation.read([&](const State& state) {
    for (const LogEvent& event : state.log) all.push_back(event_truth(event));
  });
  return json_answer(all);
}

Answer pushes(const Organisation& organisation, const std::string& key) {
  json::array all;
  organisation.read([&](const State& state) {
    const User* user = state.find_user(key);
    for (const auto& [id, push] : state.pushes) {
      if (user != nullptr && push.user == user->id) all.push_back(push_truth(push));
    }
  });
  return json_answer(all);
}

// {"answer": "approve"}: all that wait. With "after_polls", or when nothing waits: from now on the
// phone answers so by itself.
Answer answer_phone(Organisation& organisation, const std::string& key, const std::string& body) {
  boost::system::error_code error;
  const json::value given = json::parse(body, error);
  if (error) throw std::invalid_argument("the body is no JSON: " + error.message());
  JsonReader reader(given, "how a phone answers");
  const std::string answer = reader.required_text("answer");
  const std::string result = push_result(answer);
  const bool later = reader.any("after_polls") != nullptr;
  const std::int64_t polls = reader.integer("after_polls", 0);
  reader.finish();
  if (result.empty() && answer != "none") {
    reader.refuse("answer", "is approve, reject, timeout or none");
  }
  const Time now = organisation.now();
  std::size_t answered = 0;
  bool known = false;
  organisation.change([&](State& state) {
    User* user = state.find_user(key);
    known = user != nullptr;
    if (!known) return;
    if (!later && !result.empty()) answered = answer_pushes(state, *user, result, now);
    if (answered == 0) user->push_habit = {result, polls};
  });
  if (!known) return nothing_there("users", key);
  return json_answer(json::object{{"answered", answered}, {"from_now_on", answered == 0}});
}

}  // namespace

std::optional<Answer> access_order(Organisation& organisation, std::string_view method,
                                   const std::vector<std::string>& words, const std::string& body) {
  if (words.size() == 1 && words[0] == "log" && method == "GET") return events(organisation);
  if (words.size() == 3 && words[0] == "users" && words[2] == "push") {
    if (method == "GET") return pushes(organisation, words[1]);
    if (method == "POST") return answer_phone(organisation, words[1], body);
    return std::nullopt;
  }
  const bool noun =
      words.size() == 2 && (words[0] == "groups" || words[0] == "apps" || words[0] == "rules");
  if (!noun || method != "GET") return std::nullopt;
  std::optional<json::object> found;
  organisation.read([&](const State& state) { found = truth(state, words[0], words[1]); });
  return found ? json_answer(*found) : nothing_there(words[0], words[1]);
}

}  // namespace okta_emulator
