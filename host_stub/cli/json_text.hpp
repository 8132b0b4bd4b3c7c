// JSON on standard output: one document, one line.
#pragma once

#include <boost/json/object.hpp>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace back::cli {

// The same document for every reader, and harmless on a terminal: characters that steer one, or
// turn the direction of writing, are escaped.
std::string json_text(const boost::json::value& document);

void print_json(std::ostream& out, const boost::json::object& document);

// A member that is written straight to the stream, so that no copy of a secret stays in memory.
struct SecretMember {
  std::string_view field;
  std::string_view title;
  std::string_view value;
};
// The document, and a member "one_time" with a list of {field, title, value}.
void print_json_with_secrets(std::ostream& out, const boost::json::object& document,
                             const std::vector<SecretMember>& secrets);

}  // namespace back::cli
