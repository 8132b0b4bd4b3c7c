#include "okta/model/user.hpp"

#include <algorithm>
#include <array>

#include "okta/model/fields.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

constexpr std::string_view kWhat = "the account";
constexpr std::size_t kLongestCode = 40;

struct ProfileField {
  std::string_view name, id, label;
};
// Of the base schema of Okta profiles; phone numbers and addresses stay where they are.
constexpr std::array<ProfileField, 12> kProfileFields = {
    {{"title", "title", "Title"},
     {"department", "department", "Department"},
     {"division", "division", "Division"},
     {"organization", "organization", "Organisation"},
     {"costCenter", "cost_center", "Cost centre"},
     {"employeeNumber", "employee_number", "Employee number"},
     {"userType", "user_type", "Type"},
     {"manager", "manager", "Manager"},
     {"secondEmail", "second_email", "Second e-mail"},
     {"city", "city", "City"},
     {"countryCode", "country", "Country"},
     {"timezone", "timezone", "Time zone"}}};
constexpr std::array<ProfileField, 5> kTimes = {
    {{"lastLogin", "last_login", "Last sign-in"},
     {"passwordChanged", "password_changed", "Password changed"},
     {"statusChanged", "status_changed", "Status changed"},
     {"activated", "activated", "Activated"},
     {"created", "created", "Created"}}};
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

// Profiles are open maps: a member of another type is somebody's own attribute, not an error.
std::string profile_text(const Fields& profile, std::string_view name) {
  const auto* value = profile.object().if_contains(name);
  return value != nullptr && value->is_string() ? shown(std::string_view(value->get_string()))
                                                : std::string();
}

std::string full_name(const Fields& profile, std::string_view login) {
  if (std::string name = profile_text(profile, "displayName"); !name.empty()) return name;
  std::string name = profile_text(profile, "firstName");
  const std::string last = profile_text(profile, "lastName");
  if (!name.empty() && !last.empty()) name += ' ';
  name += last;
  return name.empty() ? shown(login) : name;
}

std::vector<Detail> details_of(const Fields& user, const Fields& profile) {
  std::vector<Detail> details;
  details.reserve(kProfileFields.size() + kTimes.size());
  for (const ProfileField& field : kProfileFields) {
    std::string value = profile_text(profile, field.name);
    if (!value.empty()) details.push_back({field.id, field.label, "profile", std::move(value)});
  }
  for (const ProfileField& field : kTimes) {
    std::string value = shown_time(user.text_or_empty(field.name));
    if (!value.empty()) details.push_back({field.id, field.label, "account", std::move(value)});
  }
  return details;
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
  user.details = details_of(fields, *profile);
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
