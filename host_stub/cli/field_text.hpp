// From what a person types to the value of a field, and back to how a person would type it.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "contract/manifest.hpp"
#include "core/directory.hpp"

namespace back::cli {

// Of "field=value". Throws Refused "usage".
struct Given {
  std::string field;
  std::string text;
};
std::vector<Given> read_given(const std::vector<std::string>& typed);

// Not for a secret. Throws Refused "invalid_input" with a sentence that names the field and says
// what to type. teams: those that exist; a team may be named by its id or its name.
boost::json::value value_of(const contract::Field& field, std::string_view text,
                            const std::vector<host::Team>& teams);

// "yes", "a,b", "12"; for prompts and for commands to type.
std::string text_of(const boost::json::value& value);

// What may stand behind "field=" on the command line: "yes|no", "mail|link", "ID[,ID]".
std::string shape_of(const contract::Field& field);

// "a, b ,c" without blanks and empty parts.
std::vector<std::string> parts_of(std::string_view list);
std::string trimmed(std::string_view text);

}  // namespace back::cli
