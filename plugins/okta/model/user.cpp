#include "okta/model/user.hpp"

#include <algorithm>
#include <array>

#include "okta/model/fields.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

constexpr std::string_view kWhat = "the account";
constexpr std::size_t kLongestCode = 40;

// Any of these shows that the answer publishes what is permitted; "self", "schema", "type" and
// "resetFactors" stand in every answer.
constexpr std::array<std::string_view, 9> kLifecycleLinks = {
    "activate", "deactivate", "reactivate",    "suspend",       "unsuspend",
    "unlock",   "delete",     "resetPassword", "expirePassword"};

std::optional<Operations> published_in(const Fields& user) {
  const auto links = user.object_or_none("_links");
  if (!links) return std::nullopt;
  const auto has = [&](std::string_view name) { return links->object().contains(name); };
  if (std::none_of(kLifecycleLinks.begin(), kLifecycleLinks.end(), has)) return std::nullopt;
  Operations operations;
  for (const OperationRow& row : kOperations) {
    if (has(row.link)) operations.add(row.operation);
  }
  return operations;
}

std::string full_name(const Fields& profile, std::string_view login) {
  if (std::string name = shown(profile.text_if_any("displayName")); !name.empty()) return name;
  std::string name = shown(profile.text_if_any("firstName"));
  const std::string last = shown(profile.text_if_any("lastName"));
  if (!name.empty() && !last.empty()) name += ' ';
  name += last;
  return name.empty() ? shown(login) : name;
}

std::string provider_of(const Fields& user) {
  const auto credentials = user.object_or_none("credentials");
  const auto provider = credentials ? credentials->object_or_none("provider") : std::nullopt;
  return provider ? shown(provider->text_or_empty("type"), kLongestCode) : std::string();
}

}  // namespace

User User::read(const boost::json::value& value) {
  const Fields fields(value, kWhat);
  auto id = UserId::from(fields.text("id"));
  if (!id) throw wrong_answer(kWhat, "id");
  const auto profile = fields.object_or_none("profile");
  if (!profile) throw wrong_answer(kWhat, "profile");

  const std::string_view code = fields.text("status");
  User user{.id = *std::move(id)};
  user.status = status_of(code);
  user.status_code = shown(code, kLongestCode);
  if (const auto to = fields.text_or_empty("transitioningToStatus"); !to.empty()) {
    user.moving_to = shown(to, kLongestCode);
  }
  user.published = published_in(fields);
  user.login = profile->text("login");
  user.email = profile->text_or_empty("email");
  user.name = full_name(*profile, user.login);
  user.provider = provider_of(fields);
  return user;
}

std::string User::status_label() const {
  const auto label_of = [](Status known, const std::string& code) {
    std::string label(row_of(known).label);
    if (known == Status::unknown) label += " (" + code + ")";
    return label;
  };
  std::string label = label_of(status, status_code);
  if (moving_to) label += ", changing to: " + label_of(status_of(*moving_to), *moving_to);
  return label;
}

bool answers_to(const User& user, std::string_view email) {
  return !email.empty() && (same_folded(user.login, email) || same_folded(user.email, email));
}

}  // namespace okta
