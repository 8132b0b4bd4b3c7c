#include "okta/rules/snapshot.hpp"

#include <algorithm>

#include "json/strict_json.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostEnrolled = 32;
constexpr std::size_t kLongest = 320;

back::sdk::Failure not_ours(std::string_view member) {
  back::sdk::Failure failure(
      BACK_INVALID_INPUT,
      "What was kept of this account's earlier state cannot be read. Open the requester again.");
  failure.with_operator_text("A snapshot given back by the host has no usable member " +
                             std::string(member) + '.');
  return failure;
}

// As it was given: an id is judged as it is, not as it would look.
std::string required(const json::object& object, std::string_view name) {
  const auto text = back::json::string_at(object, name);
  if (!text || text->empty() || text->size() > kLongest) throw not_ours(name);
  return std::string(*text);
}

std::string required_shown(const json::object& object, std::string_view name) {
  return shown(required(object, name), kLongest);
}

std::vector<Snapshot::Enrolled> enrolled_in(const json::array& list) {
  if (list.size() > kMostEnrolled) throw not_ours("factors");
  std::vector<Snapshot::Enrolled> factors;
  for (const auto& each : list) {
    const auto* object = each.if_object();
    if (object == nullptr) throw not_ours("factors");
    factors.push_back({required(*object, "id"), required_shown(*object, "name"),
                       back::json::bool_at(*object, "mfa").value_or(true),
                       back::json::bool_at(*object, "okta_verify").value_or(false)});
  }
  return factors;
}

json::object to_object(const Snapshot::Enrolled& each) {
  json::object object{{"id", each.id}, {"name", each.name}};
  if (!each.mfa) object["mfa"] = false;
  if (each.okta_verify) object["okta_verify"] = true;
  return object;
}

void add_fact(json::array& facts, std::string_view id, std::string_view label,
              std::string_view value) {
  facts.emplace_back(
      json::object({{"id", id}, {"label", label}, {"value", value}}, facts.storage()));
}

std::string status_text(const std::string& code) {
  const Status status = status_of(code);
  std::string text(row_of(status).label);
  if (status == Status::unknown) text += " (" + code + ")";
  return text;
}

}  // namespace

Snapshot Snapshot::of(const Situation& situation) {
  const User& user = situation.user;
  Snapshot snapshot{user.id.text(),   shown(user.login),           user.name,
                    user.status_code, user.moving_to.value_or(""), {}};
  if (!situation.factors.was_read()) return snapshot;
  auto& factors = snapshot.factors.emplace();
  for (const Factor& factor : *situation.factors.value) {
    if (factors.size() < kMostEnrolled)
      factors.push_back({factor.id.text(), factor.name, factor.is_mfa(), factor.okta_verify});
  }
  std::sort(factors.begin(), factors.end(),
            [](const Enrolled& a, const Enrolled& b) { return a.id < b.id; });
  return snapshot;
}

std::optional<std::vector<std::string>> Snapshot::mfa() const {
  if (!factors) return std::nullopt;
  std::vector<std::string> ids;
  for (const Enrolled& each : *factors) {
    if (each.mfa) ids.push_back(each.id);
  }
  return ids;
}

json::object Snapshot::to_json(json::storage_ptr memory) const {
  json::object object({{"account", account}, {"login", login}, {"name", name}, {"status", status}},
                      std::move(memory));
  if (!moving_to.empty()) object["moving_to"] = moving_to;
  if (factors) {
    auto& list = object["factors"].emplace_array();
    for (const Enrolled& each : *factors) list.push_back(to_object(each));
  }
  return object;
}

Snapshot Snapshot::from_json(const json::object& object) {
  Snapshot snapshot;
  snapshot.account = required(object, "account");
  snapshot.login = required_shown(object, "login");
  snapshot.name = required_shown(object, "name");
  snapshot.status = required_shown(object, "status");
  if (object.contains("moving_to")) snapshot.moving_to = required_shown(object, "moving_to");
  if (const auto* list = back::json::array_at(object, "factors"))
    snapshot.factors = enrolled_in(*list);
  return snapshot;
}

json::array Snapshot::facts(const json::storage_ptr& memory) const {
  std::string text = status_text(status);
  if (!moving_to.empty()) text += ", changing to: " + status_text(moving_to);
  json::array facts(memory);
  add_fact(facts, "status", "Status", text);
  if (!factors) return facts;
  std::vector<std::string> mfa, others;
  for (const Enrolled& each : *factors) (each.mfa ? mfa : others).push_back(each.name);
  add_fact(facts, "mfa", "Multifactor", mfa.empty() ? "none" : listed(mfa));
  if (!others.empty()) add_fact(facts, "other_factors", "Other factors", listed(others));
  return facts;
}

bool changed_since(const Snapshot& seen, const Snapshot& now, bool factors_matter) {
  if (seen.account != now.account || seen.status != now.status || seen.moving_to != now.moving_to)
    return true;
  return factors_matter && seen.factors && now.factors && *seen.factors != *now.factors;
}

}  // namespace okta
