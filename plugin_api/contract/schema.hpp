// JSON Schema in the draft-07 vocabulary, reduced to a closed list of keywords that are all
// enforced; a document with any other keyword is refused when it is compiled. Compiled once, then
// checked quickly and from any thread.
//
//   asserted   type, enum, const, properties, required, additionalProperties, items, minItems,
//              maxItems, uniqueItems, minLength, maxLength, minimum, maximum, format, $ref to
//              "#/definitions/..." (without siblings but title and description)
//   annotation $schema, $id, $comment, title, description, default, examples, readOnly, writeOnly,
//              definitions
//
// "integer" means written as an integer: 1.0 is not. An unknown format is refused (format.hpp).
#pragma once

#include <boost/json/value.hpp>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "contract/fault.hpp"

namespace back::contract {

class Schema {
 public:
  // Throws Invalid if the document is no schema of this vocabulary.
  explicit Schema(const boost::json::value& document);

  // Reads the document strictly first; throws Invalid for broken JSON as well.
  static Schema parse(std::string_view text);

  // What is wrong with the value, in the order of the schema; at most so many.
  std::vector<Fault> faults(const boost::json::value& value, std::size_t most = 16) const;

  bool accepts(const boost::json::value& value) const { return faults(value, 1).empty(); }

  // Throws Invalid with the faults, if there are any.
  void require(const boost::json::value& value) const;

  struct Compiled;

 private:
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace back::contract
