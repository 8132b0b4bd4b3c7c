#include "okta_emulator/criteria.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

constexpr std::string_view kProfilePrefix = "profile.";

std::optional<Time> time_attribute(std::string_view name, const User& user, bool& is_time) {
  is_time = true;
  if (name == "created") return user.created;
  if (name == "lastUpdated") return user.last_updated;
  if (name == "activated") return user.activated;
  if (name == "statusChanged") return user.status_changed;
  if (name == "lastLogin") return user.last_login;
  if (name == "passwordChanged") return user.password_changed;
  is_time = false;
  return std::nullopt;
}

std::vector<std::string> values_of(std::string_view name, const User& user, const State& state) {
  bool is_time = false;
  if (const auto time = time_attribute(name, user, is_time); is_time) {
    return time ? std::vector{iso_time(*time)} : std::vector<std::string>{};
  }
  if (name == "id") return {user.id};
  if (name == "status") return {std::string(status_name(user.status))};
  if (name == "type.id") return {state.organisation.user_type};
  if (!name.starts_with(kProfilePrefix)) return {};
  const json::value* value = user.profile.if_contains(name.substr(kProfilePrefix.size()));
  if (value == nullptr || value->is_null()) return {};
  if (value->is_string()) return {std::string(value->get_string())};
  std::vector<std::string> result;
  if (value->is_array()) {
    for (const json::value& entry : value->get_array()) {
      if (entry.is_string()) result.emplace_back(entry.get_string());
    }
    return result;
  }
  return {json::serialize(*value)};
}

bool compare_text(std::string_view held, const Criteria& criteria) {
  const std::string_view wanted = criteria.value;
  const std::string& how = criteria.comparison;
  if (how == "eq") return same_text(held, wanted);
  if (how == "ne") return !same_text(held, wanted);
  if (how == "sw") return starts_with_text(held, wanted);
  if (how == "co") return contains_text(held, wanted);
  if (how == "ew") {
    return held.size() >= wanted.size() &&
           same_text(held.substr(held.size() - wanted.size()), wanted);
  }
  if (how == "gt") return held > wanted;
  if (how == "ge") return held >= wanted;
  if (how == "lt") return held < wanted;
  return held <= wanted;
}

// Times are compared as times where both sides are: "2026-01-01T00:00:00Z" equals its form with
// milliseconds.
bool compare_value(const std::string& held, const Criteria& criteria) {
  const auto left = parse_iso_time(held);
  const auto right = parse_iso_time(criteria.value);
  if (!left || !right) return compare_text(held, criteria);
  const auto order = *left <=> *right;
  const std::string& how = criteria.comparison;
  if (how == "eq") return order == 0;
  if (how == "ne") return order != 0;
  if (how == "gt") return order > 0;
  if (how == "ge") return order >= 0;
  if (how == "lt") return order < 0;
  if (how == "le") return order <= 0;
  return compare_text(held, criteria);
}

}  // namespace

bool matches(const Criteria& criteria, const Values& values_of) {
  const auto fits = [&](const Criteria& part) { return matches(part, values_of); };
  switch (criteria.kind) {
    case Criteria::Kind::all_of:
      return std::all_of(criteria.parts.begin(), criteria.parts.end(), fits);
    case Criteria::Kind::any_of:
      return std::any_of(criteria.parts.begin(), criteria.parts.end(), fits);
    case Criteria::Kind::negation:
      return !fits(criteria.parts.front());
    case Criteria::Kind::compare:
      break;
  }
  const auto values = values_of(criteria.attribute);
  if (criteria.comparison == "pr") return !values.empty();
  if (criteria.comparison == "ne" && values.empty()) return true;
  return std::any_of(values.begin(), values.end(),
                     [&](const std::string& held) { return compare_value(held, criteria); });
}

bool matches(const Criteria& criteria, const User& user, const State& state) {
  return matches(criteria, [&](std::string_view name) { return values_of(name, user, state); });
}

std::optional<std::vector<const User*>> candidates(const Criteria& criteria, const State& state) {
  if (criteria.kind == Criteria::Kind::any_of) {
    std::vector<const User*> all;
    for (const Criteria& part : criteria.parts) {
      const auto some = candidates(part, state);
      if (!some) return std::nullopt;
      all.insert(all.end(), some->begin(), some->end());
    }
    return all;
  }
  if (criteria.kind == Criteria::Kind::all_of) {
    for (const Criteria& part : criteria.parts) {
      if (auto some = candidates(part, state)) return some;
    }
    return std::nullopt;
  }
  if (criteria.kind != Criteria::Kind::compare || criteria.comparison != "eq") return std::nullopt;
  if (criteria.attribute == "profile.email") return state.users_by_email(criteria.value);
  const User* one = nullptr;
  if (criteria.attribute == "id") {
    one = state.user_by_id(criteria.value);
  } else if (criteria.attribute == "profile.login") {
    one = state.user_by_login(criteria.value);
  } else {
    return std::nullopt;
  }
  return one == nullptr ? std::vector<const User*>{} : std::vector<const User*>{one};
}

std::string attribute_text(std::string_view attribute, const User& user, const State& state) {
  auto values = values_of(attribute, user, state);
  return values.empty() ? std::string() : lower(values.front());
}

}  // namespace okta_emulator
