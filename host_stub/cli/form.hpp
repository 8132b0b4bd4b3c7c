// A form of a plugin's manifest, filled in: from the command line, from secret files, and by asking
// a person field by field.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/field_text.hpp"
#include "cli/secret_source.hpp"
#include "contract/manifest.hpp"
#include "core/directory.hpp"
#include "core/named_secret.hpp"

namespace back::cli {

// Type-ahead for a field that names something of the vendor's, in a form that holds these values so
// far: options.schema.json.
using Search = std::function<boost::json::object(const std::string& source, const std::string& text,
                                                 const boost::json::object& values)>;

struct Form {
  std::span<const contract::Field> fields;
  std::vector<Given> given;                  // from --set
  std::vector<host::NamedSecret> secrets{};  // from files and descriptors
  std::vector<host::Team> teams{};
  bool advanced = false;  // ask for these as well
  Search search{};        // may be empty
};

struct Filled {
  boost::json::object values;
  std::vector<host::NamedSecret> secrets;
};

// Nothing that is required is left to ask for.
bool is_complete(const Form& form);

// A default stands in for a field that is not required and not asked for; a required one is always
// given or asked for, with the default offered. Throws Refused: "usage" and "invalid_input" for
// what the command line says, "input_needed" if something is missing and nobody can be asked: one
// sentence that names every option to give.
Filled fill(Form form, Console& console);

}  // namespace back::cli
