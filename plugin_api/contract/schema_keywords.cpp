// The keywords of schemas. Every one stands in the table; any other is refused.
#include <algorithm>
#include <iterator>
#include <utility>

#include "contract/schema_compiler.hpp"
#include "json/strict_json.hpp"

namespace back::contract {

namespace bj = boost::json;

const SchemaCompiler::Keyword SchemaCompiler::kKeywords[] = {
    {"$schema", &SchemaCompiler::ignore},
    {"$id", &SchemaCompiler::ignore},
    {"$comment", &SchemaCompiler::ignore},
    {"$ref", &SchemaCompiler::reference},
    {"title", &SchemaCompiler::title},
    {"description", &SchemaCompiler::ignore},
    {"default", &SchemaCompiler::ignore},
    {"examples", &SchemaCompiler::examples},
    {"readOnly", &SchemaCompiler::ignore},
    {"writeOnly", &SchemaCompiler::ignore},
    {"definitions", &SchemaCompiler::ignore},
    {"type", &SchemaCompiler::type},
    {"enum", &SchemaCompiler::enumeration},
    {"const", &SchemaCompiler::constant},
    {"properties", &SchemaCompiler::properties},
    {"required", &SchemaCompiler::required},
    {"additionalProperties", &SchemaCompiler::additional},
    {"items", &SchemaCompiler::items},
    {"minItems", &SchemaCompiler::min_items},
    {"maxItems", &SchemaCompiler::max_items},
    {"uniqueItems", &SchemaCompiler::unique_items},
    {"minLength", &SchemaCompiler::min_length},
    {"maxLength", &SchemaCompiler::max_length},
    {"minimum", &SchemaCompiler::minimum},
    {"maximum", &SchemaCompiler::maximum},
    {"format", &SchemaCompiler::format},
};

void SchemaCompiler::title(const At& at, const bj::value& value) {
  node(at).title = text(at, value);
}

void SchemaCompiler::examples(const At& at, const bj::value& value) {
  if (!value.is_array()) refuse_schema(at.pointer, "examples must be a list.");
  const auto& list = value.get_array();
  if (!list.empty() && list[0].is_string()) node(at).example = list[0].get_string();
}

void SchemaCompiler::type(const At& at, const bj::value& value) {
  unsigned types = 0;
  if (const auto* list = value.if_array()) {
    for (const auto& element : *list) types |= type_bit(at, element);
  } else {
    types = type_bit(at, value);
  }
  if (types == 0) refuse_schema(at.pointer, "type names no type.");
  node(at).types = types;
}

void SchemaCompiler::enumeration(const At& at, const bj::value& value) {
  if (!value.is_array() || value.get_array().empty()) {
    refuse_schema(at.pointer, "enum must be a list of at least one value.");
  }
  begin_allowed(at);
  for (const auto& element : value.get_array()) allow(at, element);
}

void SchemaCompiler::constant(const At& at, const bj::value& value) {
  begin_allowed(at);
  allow(at, value);
}

void SchemaCompiler::properties(const At& at, const bj::value& value) {
  if (!value.is_object()) refuse_schema(at.pointer, "properties must be an object.");
  for (const auto& member : value.get_object()) {
    const NodeIndex child = compile(member.value(), json::child_pointer(at.pointer, member.key()));
    property(at, member.key()).node = child;
    node(at).order.emplace_back(member.key());
  }
}

void SchemaCompiler::required(const At& at, const bj::value& value) {
  if (!value.is_array()) refuse_schema(at.pointer, "required must be a list of names.");
  for (const auto& element : value.get_array()) property(at, text(at, element)).required = true;
}

void SchemaCompiler::additional(const At& at, const bj::value& value) {
  if (value.is_bool()) {
    node(at).closed = !value.get_bool();
  } else {
    const NodeIndex child = compile(value, at.pointer);
    node(at).additional = child;
  }
}

void SchemaCompiler::items(const At& at, const bj::value& value) {
  if (value.is_array()) refuse_schema(at.pointer, "items must be one schema for all elements.");
  const NodeIndex child = compile(value, at.pointer);
  node(at).items = child;
}

void SchemaCompiler::min_items(const At& at, const bj::value& value) {
  node(at).min_items = count(at, value);
}

void SchemaCompiler::max_items(const At& at, const bj::value& value) {
  node(at).max_items = count(at, value);
}

void SchemaCompiler::unique_items(const At& at, const bj::value& value) {
  if (!value.is_bool()) refuse_schema(at.pointer, "uniqueItems must be true or false.");
  node(at).unique_items = value.get_bool();
}

void SchemaCompiler::min_length(const At& at, const bj::value& value) {
  node(at).min_length = count(at, value);
}

void SchemaCompiler::max_length(const At& at, const bj::value& value) {
  node(at).max_length = count(at, value);
}

void SchemaCompiler::minimum(const At& at, const bj::value& value) {
  node(at).minimum = number(at, value);
}

void SchemaCompiler::maximum(const At& at, const bj::value& value) {
  node(at).maximum = number(at, value);
}

void SchemaCompiler::format(const At& at, const bj::value& value) {
  const std::string name = text(at, value);
  node(at).format = find_format(name);
  if (node(at).format != nullptr) return;
  std::string known;
  for (const Format& each : formats()) {
    if (!known.empty()) known += ", ";
    known += each.name;
  }
  refuse_schema(at.pointer, "There is no format " + json::in_quotes(name) +
                                "; the formats are: " + known + '.');
}

void SchemaCompiler::reference(const At& at, const bj::value& value) {
  constexpr std::string_view kPrefix = "#/definitions/";
  constexpr std::string_view kBesideRef[] = {"$ref", "title",   "description", "$comment",
                                             "$id",  "$schema", "definitions"};
  const std::string target = text(at, value);
  const auto name = target.starts_with(kPrefix) ? target.substr(kPrefix.size()) : "";
  if (!definitions_.contains(name)) {
    refuse_schema(at.pointer, "$ref must be #/definitions/ and the name of a definition.");
  }
  for (const auto& member : at.schema) {
    const auto same = [&](std::string_view key) { return key == member.key(); };
    if (std::any_of(std::begin(kBesideRef), std::end(kBesideRef), same)) continue;
    refuse_schema(at.pointer,
                  "Beside $ref only title and description may stand: remove this or the rest.");
  }
  const NodeIndex definition = compile_definition(name);
  node(at).target = definition;
}

Property& SchemaCompiler::property(const At& at, std::string_view key) {
  auto& properties = node(at).properties;
  const auto found = std::find_if(properties.begin(), properties.end(),
                                  [&](const Property& known) { return known.key == key; });
  if (found != properties.end()) return *found;
  properties.push_back({std::string(key), kNoNode, false});
  return properties.back();
}

void SchemaCompiler::allow(const At& at, const bj::value& value) {
  if (value.is_structured() || value.is_double()) {
    refuse_schema(at.pointer, "Only texts, integers, true, false and null can be listed.");
  }
  node(at).allowed.push_back(value);
}

void SchemaCompiler::begin_allowed(const At& at) {
  if (std::exchange(node(at).has_allowed, true)) refuse_schema(at.pointer, "Use enum or const.");
}

unsigned SchemaCompiler::type_bit(const At& at, const bj::value& value) {
  static constexpr std::pair<std::string_view, unsigned> kTypes[] = {
      {"null", kNull},     {"boolean", kBoolean}, {"integer", kInteger}, {"number", kNumber},
      {"string", kString}, {"array", kArray},     {"object", kObject}};
  const std::string name = text(at, value);
  for (const auto& [known, bit] : kTypes) {
    if (name == known) return bit;
  }
  refuse_schema(at.pointer, "There is no type " + json::in_quotes(name) + '.');
}

std::string SchemaCompiler::text(const At& at, const bj::value& value) {
  if (!value.is_string()) refuse_schema(at.pointer, "This must be text.");
  return std::string(value.get_string());
}

std::uint64_t SchemaCompiler::count(const At& at, const bj::value& value) {
  if (value.is_uint64()) return value.get_uint64();
  if (!value.is_int64() || value.get_int64() < 0) {
    refuse_schema(at.pointer, "This must be a whole number of 0 or more.");
  }
  return static_cast<std::uint64_t>(value.get_int64());
}

bj::value SchemaCompiler::number(const At& at, const bj::value& value) {
  if (!value.is_number()) refuse_schema(at.pointer, "This must be a number.");
  return value;
}

}  // namespace back::contract
