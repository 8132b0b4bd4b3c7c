// A group on the wire: as recorded (rec 066, rec 070, rec 076); of imported groups, never recorded,
// the source link and the object class are documented.
#include <boost/json.hpp>

#include "okta_emulator/user_json.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

json::object logo(std::string_view size) {
  return {{"name", size},
          {"href", "https://static.example/logos/groups/okta-" + std::string(size) + ".png"},
          {"type", "image/png"}};
}

json::object profile_json(const Group& group) {
  json::object profile{
      {"name", group.name},
      {"description", group.description ? json::value(*group.description) : json::value(nullptr)}};
  for (const auto& [name, value] : group.more) profile[name] = value;
  return profile;
}

}  // namespace

json::object group_json(const Group& group, const std::string& base) {
  const std::string self = base + "/api/v1/groups/" + group.id;
  const std::string kind =
      group.type == "APP_GROUP" ? "okta:windows_security_principal" : "okta:user_group";
  json::object links{{"logo", json::array{logo("medium"), logo("large")}},
                     {"users", json::object{{"href", self + "/users"}}},
                     {"apps", json::object{{"href", self + "/apps"}}}};
  if (!group.source.empty()) {
    links["source"] = json::object{{"href", base + "/api/v1/apps/" + group.source}};
  }
  return {{"id", group.id},
          {"created", iso_time(group.created)},
          {"lastUpdated", iso_time(group.last_updated)},
          {"lastMembershipUpdated", iso_time(group.last_membership_updated)},
          {"objectClass", json::array{kind}},
          {"type", group.type},
          {"profile", profile_json(group)},
          {"_links", std::move(links)}};
}

}  // namespace okta_emulator
