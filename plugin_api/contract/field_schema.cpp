#include "contract/field_schema.hpp"

#include <algorithm>
#include <boost/json/array.hpp>

#include "contract/format.hpp"
#include "json/strict_json.hpp"
#include "json/utf8.hpp"

namespace back::contract {
namespace {

namespace bj = boost::json;

constexpr std::int64_t kMostEntries = 200;

void describe_text(bj::object& schema, const Field& field) {
  schema["type"] = "string";
  schema["format"] = field.format.empty() ? "line" : field.format;
  if (field.minimum || field.required) schema["minLength"] = field.minimum.value_or(1);
  if (field.maximum) schema["maxLength"] = *field.maximum;
}

void describe_integer(bj::object& schema, const Field& field) {
  schema["type"] = "integer";
  if (field.minimum) schema["minimum"] = *field.minimum;
  if (field.maximum) schema["maximum"] = *field.maximum;
}

void describe_choice(bj::object& schema, const Field& field) {
  bj::array values;
  for (const Choice& choice : field.choices) values.emplace_back(choice.value);
  schema["type"] = "string";
  schema["enum"] = std::move(values);
}

void describe_list(bj::object& schema, const Field& field) {
  schema["type"] = "array";
  schema["items"] = bj::object{{"type", "string"}, {"format", "opaque_id"}};
  schema["minItems"] = field.minimum.value_or(field.required ? 1 : 0);
  schema["maxItems"] = field.maximum.value_or(kMostEntries);
  schema["uniqueItems"] = true;
}

bj::object object_schema(std::string_view title, std::span<const Field> fields) {
  bj::object properties;
  bj::array required;
  for (const Field& field : fields) {
    if (field.is_secret()) continue;
    properties[field.id] = value_schema(field);
    if (field.required) required.emplace_back(field.id);
  }
  return bj::object{{"$schema", "http://json-schema.org/draft-07/schema#"},
                    {"title", title},
                    {"type", "object"},
                    {"additionalProperties", false},
                    {"properties", std::move(properties)},
                    {"required", std::move(required)}};
}

// A sentence if the secret is wrong, empty otherwise. Never a part of the secret.
std::string secret_problem(const Field& field, std::string_view value) {
  if (value.empty()) return " must not be empty.";
  const Format* format = find_format(field.format.empty() ? "token" : field.format);
  if (format == nullptr || !matches(*format, value)) {
    return " must be " + std::string(format == nullptr ? "text" : format->shape) + '.';
  }
  const auto characters = static_cast<std::int64_t>(json::count_characters(value));
  if (field.minimum && characters < *field.minimum) {
    return " must have at least " + std::to_string(*field.minimum) + " characters.";
  }
  if (field.maximum && characters > *field.maximum) {
    return " must have at most " + std::to_string(*field.maximum) + " characters.";
  }
  return "";
}

const Field* secret_field(std::span<const Field> fields, std::string_view id) {
  for (const Field& field : fields) {
    if (field.is_secret() && field.id == id) return &field;
  }
  return nullptr;
}

}  // namespace

bj::object value_schema(const Field& field) {
  bj::object schema;
  schema["title"] = field.title;
  if (!field.description.empty()) schema["description"] = field.description;
  switch (field.type) {
    case FieldType::kString:
    case FieldType::kSecret:
      describe_text(schema, field);
      break;
    case FieldType::kInteger:
      describe_integer(schema, field);
      break;
    case FieldType::kBoolean:
      schema["type"] = "boolean";
      break;
    case FieldType::kChoice:
      describe_choice(schema, field);
      break;
    case FieldType::kOption:
      schema["type"] = "string";
      schema["format"] = "opaque_id";
      break;
    case FieldType::kTeams:
    case FieldType::kOptions:
      describe_list(schema, field);
      break;
  }
  if (!field.preset.is_null()) schema["default"] = field.preset;
  if (!field.example.is_null()) schema["examples"] = bj::array{field.example};
  return schema;
}

bj::object configuration_schema(const Manifest& manifest) {
  return object_schema(manifest.title, manifest.connection);
}

bj::object input_schema(const Action& action) { return object_schema(action.title, action.input); }

std::vector<Fault> secret_faults(std::span<const Field> fields,
                                 std::span<const SecretText> secrets) {
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < secrets.size(); ++i) {
    const SecretText& secret = secrets[i];
    const std::string pointer = json::child_pointer("", secret.field);
    const Field* field = secret_field(fields, secret.field);
    const auto is_same = [&](const SecretText& other) { return other.field == secret.field; };
    if (field == nullptr) {
      faults.push_back(
          {pointer, json::in_quotes(secret.field) + " is not a secret field: remove it.", true});
    } else if (std::any_of(secrets.begin(), secrets.begin() + static_cast<std::ptrdiff_t>(i),
                           is_same)) {
      faults.push_back({pointer, json::in_quotes(field->title) + " is given twice.", false});
    } else if (const auto problem = secret_problem(*field, secret.value); !problem.empty()) {
      faults.push_back({pointer, json::in_quotes(field->title) + problem, false});
    }
  }
  for (const Field& field : fields) {
    const auto is_it = [&](const SecretText& secret) { return secret.field == field.id; };
    if (!field.is_secret() || !field.required) continue;
    if (std::none_of(secrets.begin(), secrets.end(), is_it)) {
      faults.push_back({json::child_pointer("", field.id),
                        json::in_quotes(field.title) + " is missing: it is required.", false});
    }
  }
  return faults;
}

}  // namespace back::contract
