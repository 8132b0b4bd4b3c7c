#include "okta/model/detail.hpp"

#include <array>

#include "okta/model/fields.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

struct Field {
  std::string_view name, id, label;
};
// Of the base schema of Okta profiles; phone numbers and addresses stay where they are.
constexpr std::array<Field, 12> kProfileFields = {
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
constexpr std::array<Field, 5> kTimes = {
    {{"lastLogin", "last_login", "Last sign-in"},
     {"passwordChanged", "password_changed", "Password changed"},
     {"statusChanged", "status_changed", "Status changed"},
     {"activated", "activated", "Activated"},
     {"created", "created", "Created"}}};

std::vector<Detail> details_of(const Fields& user, const Fields& profile) {
  std::vector<Detail> details;
  details.reserve(kProfileFields.size() + kTimes.size());
  for (const Field& field : kProfileFields) {
    std::string value = shown(profile.text_if_any(field.name));
    if (!value.empty()) details.push_back({field.id, field.label, "profile", std::move(value)});
  }
  for (const Field& field : kTimes) {
    std::string value = shown_time(user.text_or_empty(field.name));
    if (!value.empty()) details.push_back({field.id, field.label, "account", std::move(value)});
  }
  return details;
}

}  // namespace

UserInFull UserInFull::read(const boost::json::value& value) {
  UserInFull whole{User::read(value), {}};  // which has a profile
  const Fields fields(value, "the account");
  whole.details = details_of(fields, *fields.object_or_none("profile"));
  return whole;
}

}  // namespace okta
