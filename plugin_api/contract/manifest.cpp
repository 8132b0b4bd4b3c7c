#include "contract/manifest.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "contract/embedded_schemas.hpp"
#include "contract/manifest_rules.hpp"
#include "contract/schema.hpp"
#include "json/strict_json.hpp"

namespace back::contract {
namespace {

namespace bj = boost::json;

constexpr std::size_t kMostFaults = 64;

// What follows reads a document that has passed the schema: types are known.

std::string text(const bj::object& object, std::string_view key) {
  return std::string(json::string_at(object, key).value_or(""));
}

bool flag(const bj::object& object, std::string_view key) {
  return json::bool_at(object, key).value_or(false);
}

bj::value any(const bj::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value == nullptr ? bj::value() : *value;
}

template <typename T>
std::vector<T> each(const bj::object& object, std::string_view key, T (*read)(const bj::object&)) {
  std::vector<T> list;
  if (const auto* array = json::array_at(object, key)) {
    list.reserve(array->size());
    for (const auto& element : *array) list.push_back(read(element.as_object()));
  }
  return list;
}

std::vector<std::string> texts(const bj::object& object, std::string_view key) {
  std::vector<std::string> list;
  if (const auto* array = json::array_at(object, key)) {
    for (const auto& element : *array) list.emplace_back(element.as_string());
  }
  return list;
}

SetupStep read_step(const bj::object& object) {
  return {text(object, "text"), text(object, "link")};
}

Choice read_choice(const bj::object& object) {
  return {text(object, "value"), text(object, "title"), text(object, "description")};
}

Section read_section(const bj::object& object) {
  return {text(object, "id"), text(object, "title"), flag(object, "on_demand")};
}

OptionSource read_source(const bj::object& object) {
  return {text(object, "id"), text(object, "title")};
}

OneTimeResult read_result(const bj::object& object) {
  return {text(object, "id"), text(object, "title"), text(object, "description")};
}

ErrorText read_error(const bj::object& object) {
  return {text(object, "code"), text(object, "sentence"), text(object, "remedy")};
}

Field read_field(const bj::object& object) {
  Field field;
  field.id = text(object, "id");
  field.type = field_type_named(text(object, "type")).value_or(FieldType::kString);
  field.title = text(object, "title");
  field.description = text(object, "description");
  field.placeholder = text(object, "placeholder");
  field.format = text(object, "format");
  field.source = text(object, "source");
  field.required = flag(object, "required");
  field.advanced = flag(object, "advanced");
  field.fixed = flag(object, "fixed");
  field.minimum = json::integer_at(object, "minimum");
  field.maximum = json::integer_at(object, "maximum");
  field.preset = any(object, "default");
  field.example = any(object, "example");
  field.choices = each(object, "choices", read_choice);
  field.order = json::integer_at(object, "order");
  return field;
}

Action read_action(const bj::object& object) {
  Action action;
  action.id = text(object, "id");
  action.title = text(object, "title");
  action.section = text(object, "section");
  action.description = text(object, "description");
  action.effect = effect_named(text(object, "effect")).value_or(Effect::kDestructive);
  action.confirmation = text(object, "confirmation");
  action.input = each(object, "input", read_field);
  action.results = each(object, "results", read_result);
  action.scopes = texts(object, "scopes");
  action.roles = texts(object, "roles");
  action.undo = text(object, "undo");
  action.pair = text(object, "pair");
  action.deadline_seconds = json::integer_at(object, "deadline_seconds");
  return action;
}

CallLimits read_limits(const bj::object& object) {
  CallLimits limits;
  limits.requests_in_flight = json::integer_at(object, "requests_in_flight").value_or(1);
  limits.deadline_seconds =
      json::integer_at(object, "deadline_seconds").value_or(limits.deadline_seconds);
  return limits;
}

Manifest read_document(const bj::object& object) {
  Manifest manifest;
  manifest.spec = json::integer_at(object, "spec").value_or(0);
  manifest.id = text(object, "id");
  manifest.version = text(object, "version");
  manifest.vendor = text(object, "vendor");
  manifest.title = text(object, "title");
  manifest.description = text(object, "description");
  manifest.icon = text(object, "icon");
  manifest.documentation = text(object, "documentation");
  manifest.host_minor = json::integer_at(object, "host_minor").value_or(0);
  manifest.setup = each(object, "setup", read_step);
  manifest.connection = each(object, "connection", read_field);
  manifest.sections = each(object, "sections", read_section);
  manifest.actions = each(object, "actions", read_action);
  manifest.option_sources = each(object, "option_sources", read_source);
  manifest.limits = read_limits(object.at("limits").as_object());
  manifest.errors = each(object, "errors", read_error);
  return manifest;
}

// Formats that are not named, and the order of the form.
void complete(std::vector<Field>& fields) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    Field& field = fields[i];
    if (!field.order) field.order = static_cast<std::int64_t>(i);
    if (!field.format.empty()) continue;
    if (field.type == FieldType::kString) field.format = "line";
    if (field.type == FieldType::kSecret) field.format = "token";
  }
  std::stable_sort(fields.begin(), fields.end(),
                   [](const Field& a, const Field& b) { return *a.order < *b.order; });
}

const Schema& manifest_schema() {
  static const Schema schema = Schema::parse(kManifestSchema);
  return schema;
}

template <typename T>
const T* find(const std::vector<T>& list, std::string T::*key, std::string_view wanted) {
  for (const T& element : list) {
    if (element.*key == wanted) return &element;
  }
  return nullptr;
}

}  // namespace

const Action* Manifest::action(std::string_view action_id) const {
  return find(actions, &Action::id, action_id);
}

const Section* Manifest::section(std::string_view section_id) const {
  return find(sections, &Section::id, section_id);
}

const ErrorText* Manifest::error(std::string_view code) const {
  return find(errors, &ErrorText::code, code);
}

const Field* Manifest::teams_field() const {
  for (const Field& field : connection) {
    if (field.type == FieldType::kTeams) return &field;
  }
  return nullptr;
}

std::vector<Fault> manifest_faults(const bj::value& document) {
  auto faults = manifest_schema().faults(document, kMostFaults);
  if (faults.empty()) faults = rule_faults(read_document(document.as_object()));
  if (faults.size() > kMostFaults) faults.resize(kMostFaults);
  return faults;
}

Manifest read_manifest(const bj::value& document) {
  auto faults = manifest_faults(document);
  if (!faults.empty()) throw Invalid(std::move(faults));
  Manifest manifest = read_document(document.as_object());
  complete(manifest.connection);
  for (Action& action : manifest.actions) complete(action.input);
  return manifest;
}

Manifest parse_manifest(std::string_view text) {
  try {
    return read_manifest(json::parse(text, {.max_bytes = kManifestMaxBytes, .max_depth = 16}));
  } catch (const json::JsonError& error) {
    throw Invalid(Fault{"", error.what(), false});
  }
}

std::string_view manifest_schema_text() { return kManifestSchema; }

}  // namespace back::contract
