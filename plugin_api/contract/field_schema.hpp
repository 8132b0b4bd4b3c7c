// Fields of a manifest as JSON Schemas, and the check of the secrets that travel beside the JSON.
#pragma once

#include <boost/json/object.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "contract/fault.hpp"
#include "contract/manifest.hpp"

namespace back::contract {

// The schema of one field's value; not for a secret.
boost::json::object value_schema(const Field& field);

// Closed schemas of the vocabulary of schema.hpp: a member for each field that is not a secret.
boost::json::object configuration_schema(const Manifest& manifest);
boost::json::object input_schema(const Action& action);

struct SecretText {
  std::string_view field;
  std::string_view value;
};

// What is wrong with the secrets given for the secret fields among these: one missing, unknown,
// given twice, too short or long, or of the wrong format. Pointers are "/" and the field's id.
std::vector<Fault> secret_faults(std::span<const Field> fields,
                                 std::span<const SecretText> secrets);

}  // namespace back::contract
