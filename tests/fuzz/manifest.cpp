// A manifest, as YAML on its way into a plugin, and as JSON on its way from a plugin into a host.
// What is accepted has one canonical form, and every schema that is made of it compiles.
#include "contract/manifest.hpp"

#include <boost/json.hpp>

#include "contract/field_schema.hpp"
#include "contract/format.hpp"
#include "contract/schema.hpp"
#include "json/strict_json.hpp"
#include "target.hpp"
#include "yaml/strict_yaml.hpp"

namespace back::fuzz {
namespace {

using contract::Fault;
using contract::Field;

void check_fields(const std::vector<Field>& fields) {
  for (const Field& field : fields) {
    require(contract::matches(*contract::find_format("identifier"), field.id),
            "a field's id is an identifier");
    if (field.is_secret()) continue;
    const contract::Schema schema(contract::value_schema(field));
    require(field.preset.is_null() || schema.accepts(field.preset),
            "a field accepts its own default");
    require(field.example.is_null() || schema.accepts(field.example),
            "a field accepts its own example");
  }
}

void check_accepted(const boost::json::value& document) {
  const std::string text = json::canonical(document);
  const boost::json::value again = json::parse(text);
  require(again == document, "the canonical form says the same");
  require(json::canonical(again) == text, "the canonical form is its own canonical form");
  require(yaml::parse(text).root() == document, "the canonical form, read as YAML, says the same");

  const contract::Manifest manifest = contract::parse_manifest(text);
  require(manifest.teams_field() != nullptr, "a manifest has a field of teams");
  check_fields(manifest.connection);
  const contract::Schema configuration(contract::configuration_schema(manifest));
  for (const contract::Action& action : manifest.actions) {
    require(manifest.action(action.id) == &action, "an action is found by its id");
    check_fields(action.input);
    const contract::Schema input(contract::input_schema(action));
    require(!action.asks_first() || !action.confirmation.empty(), "who asks first has a question");
  }
}

void check_faults(const std::vector<Fault>& faults) {
  for (const Fault& fault : faults)
    require(!contract::describe(fault).empty(), "a fault is described");
}

void read_as_yaml(std::string_view input) {
  try {
    const yaml::Document document = yaml::parse(input);
    const auto faults = contract::manifest_faults(document.root());
    check_faults(faults);
    for (const Fault& fault : faults) {
      const yaml::Position at = document.position(fault.pointer, fault.at_key);
      require(at.line >= 1 && at.column >= 1, "a fault has a place in the file");
    }
    if (faults.empty()) check_accepted(document.root());
  } catch (const yaml::YamlError& error) {
    require(error.position().line >= 1 && error.position().column >= 1,
            "an error has a place in the file");
    require(*error.what() != '\0', "an error is a sentence");
  }
}

void read_as_json(std::string_view input) {
  try {
    contract::parse_manifest(input);
  } catch (const contract::Invalid& invalid) {
    require(!invalid.faults().empty(), "a refusal names a fault");
    return check_faults(invalid.faults());
  }
  check_accepted(json::parse(input));
}

}  // namespace

void manifest(std::string_view input) {
  read_as_yaml(input);
  if (input.starts_with('{')) read_as_json(input);
}

}  // namespace back::fuzz
