// The attributes of an account in an application, and which of them must be given. Documented (Okta's
// Schemas API), not recorded.
#include <algorithm>
#include <boost/json.hpp>

#include "okta_emulator/app_json.hpp"
#include "okta_emulator/endpoints.hpp"

namespace okta_emulator::endpoint {
namespace json = boost::json;
namespace {

json::object attribute(std::string_view name, bool required) {
  json::object result{{"title", name}, {"type", "string"}, {"scope", "NONE"}};
  if (required) result["required"] = true;
  return result;
}

json::object part(std::string_view id, const std::vector<std::string>& names,
                  const std::vector<std::string>& required) {
  json::object properties;
  for (const std::string& name : names) {
    const bool must = std::find(required.begin(), required.end(), name) != required.end();
    properties[name] = attribute(name, must);
  }
  return {{"id", id},
          {"type", "object"},
          {"properties", std::move(properties)},
          {"required", json::value_from(required)}};
}

}  // namespace

Answer get_app_schema(Call& call) {
  const App& app = call.app();
  std::vector<std::string> base;
  if (has_user_names(app)) base.emplace_back("userName");
  const std::vector<std::string> base_required = base;
  if (app.provisions()) base.insert(base.end(), {"email", "firstName", "lastName"});
  json::object definitions{{"base", part("#base", base, base_required)},
                           {"custom", part("#custom", app.required, app.required)}};
  json::array all{json::object{{"$ref", "#/definitions/base"}},
                  json::object{{"$ref", "#/definitions/custom"}}};
  const std::string self = call.base + "/api/v1/meta/schemas/apps/" + app.id + "/default";
  return json_answer(json::object{
      {"id", self},
      {"$schema", "http://json-schema.org/draft-04/schema#"},
      {"name", app.name},
      {"title", app.label + " User"},
      {"created", iso_time(app.created)},
      {"lastUpdated", iso_time(app.last_updated)},
      {"definitions", std::move(definitions)},
      {"type", "object"},
      {"properties", json::object{{"profile", json::object{{"allOf", std::move(all)}}}}},
      {"_links", json::object{{"self", json::object{{"href", self}}}}}});
}

}  // namespace okta_emulator::endpoint
