#include "okta/model/app_schema.hpp"

#include <algorithm>

#include "json/strict_json.hpp"
#include "okta/model/fields.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

constexpr std::string_view kWhat = "the attributes of an app";
constexpr std::size_t kLongestName = 100;
constexpr std::size_t kMost = 500;

bool lists(const boost::json::object& part, std::string_view name) {
  const auto* required = back::json::array_at(part, "required");
  return required != nullptr &&
         std::any_of(required->begin(), required->end(), [&](const boost::json::value& each) {
           return each.is_string() && each.get_string() == name;
         });
}

void read_part(const Fields& part, std::vector<AppSchema::Attribute>& attributes) {
  const auto properties = part.object_or_none("properties");
  if (!properties) return;
  for (const auto& [name, value] : properties->object()) {
    if (name.size() > kLongestName || attributes.size() >= kMost) continue;
    const Fields attribute(value, kWhat);
    const std::string_view title = attribute.text_or_empty("title");
    attributes.push_back({name, shown(title.empty() ? std::string_view(name) : title, kLongestName),
                          std::string(attribute.text_or_empty("type")),
                          back::json::bool_at(attribute.object(), "required").value_or(false) ||
                              lists(part.object(), name)});
  }
}

}  // namespace

const AppSchema::Attribute* AppSchema::attribute(std::string_view name) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&](const Attribute& each) { return each.name == name; });
  return found == attributes.end() ? nullptr : &*found;
}

AppSchema AppSchema::read(const boost::json::value& value) {
  const Fields fields(value, kWhat);
  AppSchema schema;
  const auto definitions = fields.object_or_none("definitions");
  for (const std::string_view name : {"base", "custom"}) {
    const auto part = definitions ? definitions->object_or_none(name) : std::nullopt;
    if (part) read_part(*part, schema.attributes);
  }
  return schema;
}

}  // namespace okta
