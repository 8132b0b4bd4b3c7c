#include "okta/model/role.hpp"

#include "okta/model/fields.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

constexpr std::size_t kLongestLabel = 80;

}  // namespace

Role Role::read(const boost::json::value& value) {
  const Fields fields(value, "an administrator role");
  const std::string_view type = fields.text("type");
  const std::string_view label = fields.text_or_empty("label");
  return Role{shown(type, kLongestLabel), shown(label.empty() ? type : label, kLongestLabel)};
}

Roles read_roles(const boost::json::value& value) {
  return read_list<Role, Roles>(value, "the administrator roles");
}

std::vector<std::string> labels(const Roles& roles) {
  std::vector<std::string> result;
  for (const Role& role : roles) result.push_back(role.label);
  return result;
}

}  // namespace okta
