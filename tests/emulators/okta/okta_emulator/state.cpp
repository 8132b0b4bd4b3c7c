#include "okta_emulator/state.hpp"

#include <algorithm>
#include <boost/json/value.hpp>
#include <utility>

#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace {

std::string short_name(std::string_view login) { return lower(login.substr(0, login.find('@'))); }

void erase_pair(std::unordered_multimap<std::string, std::string>& index, const std::string& key,
                const std::string& id) {
  const auto [first, last] = index.equal_range(key);
  for (auto at = first; at != last; ++at) {
    if (at->second == id) {
      index.erase(at);
      return;
    }
  }
}

}  // namespace

std::string_view User::text(std::string_view name) const {
  const boost::json::value* value = profile.if_contains(name);
  if (value == nullptr || !value->is_string()) return {};
  return value->get_string();
}

const User* State::user_by_id(std::string_view id) const {
  const auto found = users_.find(id);
  return found == users_.end() ? nullptr : &found->second;
}

User* State::user_by_id(std::string_view id) {
  return const_cast<User*>(std::as_const(*this).user_by_id(id));
}

const User* State::user_by_login(std::string_view login) const {
  const auto found = by_login_.find(lower(login));
  return found == by_login_.end() ? nullptr : user_by_id(found->second);
}

const User* State::find_user(std::string_view key) const {
  if (const User* user = user_by_id(key)) return user;
  if (const User* user = user_by_login(key)) return user;
  const auto [first, last] = by_short_name_.equal_range(lower(key));
  if (first == last || std::next(first) != last) return nullptr;
  return user_by_id(first->second);
}

User* State::find_user(std::string_view key) {
  return const_cast<User*>(std::as_const(*this).find_user(key));
}

std::vector<const User*> State::users_by_email(std::string_view email) const {
  std::vector<const User*> result;
  const auto [first, last] = by_email_.equal_range(lower(email));
  for (auto at = first; at != last; ++at) result.push_back(user_by_id(at->second));
  return result;
}

User& State::add_user(User user) {
  std::string id = user.id;
  const auto [at, added] = users_.emplace(std::move(id), std::move(user));
  index(at->second);
  mark(at->second);
  return at->second;
}

void State::remove_user(std::string_view id) {
  const auto found = users_.find(id);
  if (found == users_.end()) return;
  forget(found->second);
  mark(found->second);
  for (const std::string& group : found->second.groups)
    find_group(group)->members.erase(found->first);
  users_.erase(found);
}

void State::replace_profile(User& user, boost::json::object profile) {
  forget(user);
  user.profile = std::move(profile);
  index(user);
  mark(user);
}

void State::index(const User& user) {
  by_login_.emplace(lower(user.login()), user.id);
  by_email_.emplace(lower(user.email()), user.id);
  by_short_name_.emplace(short_name(user.login()), user.id);
}

void State::forget(const User& user) {
  by_login_.erase(lower(user.login()));
  erase_pair(by_email_, lower(user.email()), user.id);
  erase_pair(by_short_name_, short_name(user.login()), user.id);
}

const Group* State::find_group(std::string_view id) const {
  const auto found = groups_.find(id);
  return found == groups_.end() ? nullptr : &found->second;
}

Group* State::find_group(std::string_view id) {
  return const_cast<Group*>(std::as_const(*this).find_group(id));
}

Group& State::add_group(Group group) {
  std::string id = group.id;
  return groups_.emplace(std::move(id), std::move(group)).first->second;
}

void State::join(Group& group, User& user) {
  group.members.insert(user.id);
  user.groups.insert(group.id);
  mark(user);
}

void State::leave(Group& group, User& user) {
  group.members.erase(user.id);
  group.by_rule.erase(user.id);
  user.groups.erase(group.id);
  mark(user);
}

void State::remove_group(std::string_view id) {
  const auto found = groups_.find(id);
  if (found == groups_.end()) return;
  for (const std::string& member : std::set<std::string>(found->second.members)) {
    leave(found->second, users_.find(member)->second);
  }
  for (auto& [rule_id, rule] : rules) {
    if (std::find(rule.groups.begin(), rule.groups.end(), id) != rule.groups.end()) {
      rule.status = "INVALID";
    }
  }
  for (auto& [app_id, app] : apps) {
    std::erase_if(app.groups, [&](const AppGroup& entry) { return entry.group == id; });
  }
  groups_.erase(found);
}

std::vector<const Group*> State::groups_of(const User& user) const {
  std::vector<const Group*> result;
  for (const auto& [id, group] : groups_) {
    if (group.type == "BUILT_IN") result.push_back(&group);
  }
  for (const std::string& id : user.groups) result.push_back(find_group(id));
  return result;
}

const Token* State::token_by_hash(std::string_view hash) const {
  const auto found = token_by_hash_.find(std::string(hash));
  return found == token_by_hash_.end() ? nullptr : &tokens_.find(found->second)->second;
}

void State::add_token(Token token) {
  token_by_hash_.emplace(token.hash, token.id);
  std::string id = token.id;
  tokens_.emplace(std::move(id), std::move(token));
}

}  // namespace okta_emulator
