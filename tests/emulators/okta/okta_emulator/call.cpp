#include "okta_emulator/call.hpp"

#include <boost/json.hpp>

namespace okta_emulator {
namespace json = boost::json;

User& Call::user(std::size_t capture) {
  const std::string& key = captures.at(capture);
  User* found = key == "me" ? state.find_user(token->user) : state.find_user(key);
  if (found == nullptr) throw not_found(key, "User");
  return *found;
}

User& Call::user_to_change(std::size_t capture) {
  User& found = user(capture);
  if (!may(Capability::admins_manage) && is_administrator(state, found)) throw Problem("E0000006");
  state.mark(found);
  return found;
}

Group& Call::group(std::size_t capture) {
  Group* found = state.find_group(captures.at(capture));
  if (found == nullptr) throw not_found(captures.at(capture), "UserGroup");
  return *found;
}

App& Call::app(std::size_t capture) {
  const auto found = state.apps.find(captures.at(capture));
  if (found == state.apps.end()) throw not_found(captures.at(capture), "AppInstance");
  return found->second;
}

bool Call::flag(std::string_view name, bool otherwise) const {
  const auto value = target.parameter(name);
  if (!value) return otherwise;
  if (*value == "true") return true;
  if (*value == "false") return false;
  throw invalid(name, std::string(name) + ": must be true or false.");
}

json::object Call::body() const {
  if (request.body.empty()) return {};
  boost::system::error_code error;
  json::value parsed = json::parse(request.body, error);
  if (error || !parsed.is_object()) throw Problem("E0000003");
  return std::move(parsed.get_object());
}

Answer json_answer(const json::value& body, int status) {
  Answer answer;
  answer.status = status;
  answer.body = json::serialize(body);
  return answer;
}

Answer json_answer(const json::object& body, int status) {
  Answer answer;
  answer.status = status;
  answer.body = json::serialize(body);
  return answer;
}

Answer json_answer(const json::array& body, int status) {
  Answer answer;
  answer.status = status;
  answer.body = json::serialize(body);
  return answer;
}

Answer empty_object() {
  Answer answer;
  answer.body = "{}";
  return answer;
}

Answer no_content() {
  Answer answer;
  answer.status = 204;
  return answer;
}

namespace {

std::uint32_t capabilities_of(const std::vector<Role>& roles) {
  std::uint32_t bits = 0;
  for (const Role& role : roles) {
    if (const auto kind = tables().roles.find(role.type); kind != tables().roles.end()) {
      bits |= kind->second.capabilities;
    }
    for (const std::string& name : role.capabilities) {
      bits |= static_cast<std::uint32_t>(parse_capability(name));
    }
  }
  return bits;
}

}  // namespace

std::uint32_t capabilities_of(const State& state, const User& user) {
  std::uint32_t bits = capabilities_of(user.roles);
  for (const std::string& id : user.groups) bits |= capabilities_of(state.find_group(id)->roles);
  return bits;
}

bool is_administrator(const State& state, const User& user) {
  if (!user.roles.empty()) return true;
  for (const std::string& id : user.groups) {
    if (!state.find_group(id)->roles.empty()) return true;
  }
  return false;
}

void touch(User& user, Time now) {
  user.last_updated = now;
  ++user.version;
}

}  // namespace okta_emulator
