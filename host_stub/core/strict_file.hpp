// The operator's own files: strict YAML of a closed shape, in a place that only root or this user
// can change.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

namespace back::host {

inline constexpr std::size_t kStrictFileMaxBytes = 256u << 10;

// Throws Refused: a code of open_trusted, or too_large.
std::string read_trusted_text(std::string_view what, const std::string& path);

// schema: JSON Schema in the vocabulary of contract/schema.hpp. Throws Refused with code bad_file
// and a sentence that begins with path:line:column.
boost::json::object parse_strict(std::string_view text, const std::string& path,
                                 std::string_view schema);

}  // namespace back::host
