// YAML read strictly into JSON: one document of mappings, sequences and scalars in plain UTF-8, and
// nothing that means something else than it looks. Refused: more than 256 KiB, anchors, aliases,
// tags, merge keys, directives, a second document, duplicate keys, keys that are not scalars, empty
// values and null, tabs, control characters, a byte order mark, broken UTF-8, an unterminated
// quote, nesting beyond 32.
//
// Scalars: plain true and false are booleans; plain text that is a JSON integer (0, 42, -7) is an
// integer and must fit 64 bits; every other plain scalar is a string (no, 0777, 1e3, 1.5,
// 2024-01-01). Quoted and block scalars are strings, and so are keys. CRLF counts as LF.
#pragma once

#include <boost/json/value.hpp>
#include <cstddef>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace back::yaml {

inline constexpr std::size_t kMaxBytes = std::size_t{256} * 1024;
inline constexpr std::size_t kMaxDepth = 32;

struct Position {  // both from 1; columns count characters
  int line = 1;
  int column = 1;

  friend bool operator==(const Position&, const Position&) = default;
};

// what() is a sentence without the position: write "file:line:column: sentence".
class YamlError : public std::runtime_error {
 public:
  YamlError(const std::string& sentence, Position position)
      : std::runtime_error(sentence), position_(position) {}

  Position position() const noexcept { return position_; }

 private:
  Position position_;
};

// Where a node stands, and those inside it.
struct Places {
  Position key;  // of an element of a sequence, the same as value
  Position value;
  std::vector<Places> elements;
  std::map<std::string, Places, std::less<>> members;
};

class Document {
 public:
  Document(boost::json::value root, Places places)
      : root_(std::move(root)), places_(std::move(places)) {}

  const boost::json::value& root() const { return root_; }

  // Where the node of a JSON pointer stands, or else the key of the nearest node around it.
  Position position(std::string_view pointer, bool of_key = false) const;

 private:
  boost::json::value root_;
  Places places_;
};

// Throws YamlError.
Document parse(std::string_view text);

// "path:line:column: sentence"
std::string located(std::string_view path, Position position, std::string_view sentence);

}  // namespace back::yaml
