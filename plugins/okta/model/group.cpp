#include "okta/model/group.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "json/strict_json.hpp"
#include "okta/model/fields.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

constexpr std::string_view kWhat = "a group";
constexpr std::size_t kLongestName = 255;

Group::Kind kind_of(std::string_view type) {
  if (type == "OKTA_GROUP") return Group::Kind::ordinary;
  if (type == "APP_GROUP") return Group::Kind::imported;
  if (type == "BUILT_IN") return Group::Kind::built_in;
  return Group::Kind::unknown;
}

// Of imported groups, by Okta's documentation of objectClass.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kDirectories = {
    {{"okta:windows_security_principal", "Active Directory"},
     {"okta:ldap_group", "the LDAP directory"}}};

std::string directory_of(const Fields& group) {
  const auto* classes = group.object().if_contains("objectClass");
  if (classes == nullptr || !classes->is_array()) return {};
  for (const auto& each : classes->get_array()) {
    for (const auto& [name, directory] : kDirectories) {
      if (each.is_string() && each.get_string() == name) return std::string(directory);
    }
  }
  return {};
}

bool has_admin_privilege(const Fields& group) {
  const auto embedded = group.object_or_none("_embedded");
  const auto stats = embedded ? embedded->object_or_none("stats") : std::nullopt;
  return stats && back::json::bool_at(stats->object(), "hasAdminPrivilege").value_or(false);
}

// The link ends in the id of the app: ".../api/v1/apps/0oa...".
std::optional<AppId> source_of(const Fields& group) {
  const auto links = group.object_or_none("_links");
  const auto source = links ? links->object_or_none("source") : std::nullopt;
  if (!source) return std::nullopt;
  const std::string_view href = source->text_or_empty("href");
  return AppId::from(href.substr(href.rfind('/') + 1));
}

}  // namespace

Group Group::read(const boost::json::value& value) {
  const Fields fields(value, kWhat);
  auto id = GroupId::from(fields.text("id"));
  if (!id) throw wrong_answer(kWhat, "id");
  const auto profile = fields.object_or_none("profile");
  if (!profile) throw wrong_answer(kWhat, "profile");
  Group group{.id = *std::move(id)};
  group.kind = kind_of(fields.text("type"));
  group.name = shown(profile->text("name"), kLongestName);
  group.description = shown(profile->text_or_empty("description"), kLongestName);
  group.carries_roles = has_admin_privilege(fields);
  if (group.kind == Kind::imported) {
    group.source = source_of(fields);
    group.directory = directory_of(fields);
  }
  return group;
}

}  // namespace okta
