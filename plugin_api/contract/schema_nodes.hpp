// What a schema is compiled to: nodes that refer to each other by index.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/format.hpp"
#include "contract/schema.hpp"

namespace back::contract {

enum TypeBit : unsigned {
  kNull = 1,
  kBoolean = 2,
  kInteger = 4,
  kNumber = 8,  // any number, integers included
  kString = 16,
  kArray = 32,
  kObject = 64,
  kAnyType = 128 - 1,
};

using NodeIndex = std::size_t;
inline constexpr NodeIndex kNoNode = static_cast<NodeIndex>(-1);

struct Property {
  std::string key;
  NodeIndex node = kNoNode;  // kNoNode: required, but not described
  bool required = false;
};

struct Node {
  NodeIndex target = kNoNode;  // of a $ref: where everything else stands
  unsigned types = kAnyType;
  bool never = false;  // the schema false
  std::string title;
  std::string example;

  std::vector<boost::json::value> allowed;  // enum, or const as its only element
  bool has_allowed = false;

  std::vector<Property> properties;  // sorted by key
  std::size_t required = 0;          // so many of them must be there
  std::vector<std::string> order;    // of the properties in the document, for messages
  bool closed = false;               // additionalProperties: false
  NodeIndex additional = kNoNode;

  NodeIndex items = kNoNode;
  std::uint64_t min_items = 0;
  std::uint64_t max_items = UINT64_MAX;
  bool unique_items = false;

  std::uint64_t min_length = 0;  // characters
  std::uint64_t max_length = UINT64_MAX;
  const Format* format = nullptr;

  boost::json::value minimum;  // null: none
  boost::json::value maximum;
};

struct Schema::Compiled {
  std::vector<Node> nodes;
  NodeIndex root = 0;

  const Node& resolve(NodeIndex index) const {
    const Node& node = nodes[index];
    return node.target == kNoNode ? node : nodes[node.target];
  }
};

// -1, 0 or 1, exactly; both must be numbers.
int compare_numbers(const boost::json::value& a, const boost::json::value& b);

}  // namespace back::contract
