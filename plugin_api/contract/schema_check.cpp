// A value against compiled nodes. The path is kept as a chain on the stack and written out only
// when there is a fault.
#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "contract/schema_nodes.hpp"
#include "json/strict_json.hpp"
#include "json/utf8.hpp"

namespace back::contract {
namespace {

namespace bj = boost::json;

struct Path {
  const Path* up = nullptr;
  std::string_view key;   // of a member
  std::size_t index = 0;  // of an element
  bool is_element = false;
  const std::string* title = nullptr;
};

std::string pointer_of(const Path* path) {
  if (path == nullptr || path->up == nullptr) return "";
  const std::string above = pointer_of(path->up);
  return path->is_element ? json::child_pointer(above, path->index)
                          : json::child_pointer(above, path->key);
}

// What people call the place: its title, else its key, else "Entry 2 of" and the list's name.
std::string label_of(const Path& path) {
  if (path.title != nullptr && !path.title->empty()) return json::in_quotes(*path.title);
  if (path.up == nullptr) return "The document";
  if (!path.is_element) return json::in_quotes(path.key);
  return "Entry " + std::to_string(path.index + 1) + " of " + label_of(*path.up);
}

unsigned type_of(const bj::value& value) {
  switch (value.kind()) {
    case bj::kind::null:
      return kNull;
    case bj::kind::bool_:
      return kBoolean;
    case bj::kind::int64:
    case bj::kind::uint64:
      return kInteger | kNumber;
    case bj::kind::double_:
      return std::isfinite(value.get_double()) ? unsigned{kNumber} : 0;
    case bj::kind::string:
      return kString;
    case bj::kind::array:
      return kArray;
    case bj::kind::object:
      return kObject;
  }
  return 0;
}

std::string names_of(unsigned types) {
  static constexpr std::pair<unsigned, std::string_view> kNames[] = {
      {kString, "text"},     {kInteger, "a whole number"},
      {kNumber, "a number"}, {kBoolean, "true or false"},
      {kArray, "a list"},    {kObject, "an object with named members"},
      {kNull, "null"},
  };
  std::string names;
  for (const auto& [bit, name] : kNames) {
    if ((types & bit) == 0) continue;
    if (!names.empty()) names += " or ";
    names += name;
  }
  return names;
}

std::string number_text(const bj::value& number) { return json::canonical(number); }

// Up to 24 of them, for a sentence.
template <typename List, typename Name>
std::string listed(const List& list, Name name) {
  constexpr std::size_t kMost = 24;
  std::string out;
  std::size_t count = 0;
  for (const auto& element : list) {
    if (count > 0) out += ", ";
    if (count++ == kMost) return out + "...";
    out += name(element);
  }
  return out;
}

struct Hash {
  std::size_t operator()(const bj::value* value) const { return std::hash<bj::value>()(*value); }
};
struct Equal {
  bool operator()(const bj::value* a, const bj::value* b) const { return *a == *b; }
};

bool has_twins(const bj::array& array) {
  std::unordered_set<const bj::value*, Hash, Equal> seen;
  return std::any_of(array.begin(), array.end(),
                     [&](const bj::value& element) { return !seen.insert(&element).second; });
}

class Checker {
 public:
  Checker(const Schema::Compiled& schema, std::size_t most) : schema_(schema), most_(most) {}

  std::vector<Fault> faults;

  void check(NodeIndex index, const bj::value& value, Path& path) {
    const Node& node = schema_.resolve(index);
    const std::string& own_title = schema_.nodes[index].title;
    path.title = own_title.empty() ? &node.title : &own_title;
    if (node.never) return add(path, " must not be given.");
    const unsigned type = type_of(value);
    if ((node.types & type) == 0) return add(path, wrong_type(node, value));
    if (node.has_allowed) check_allowed(node, value, path);
    if (value.is_string()) check_string(node, value.get_string(), path);
    if ((type & kNumber) != 0) check_number(node, value, path);
    if (const auto* array = value.if_array()) check_array(node, *array, path);
    if (const auto* object = value.if_object()) check_object(node, *object, path);
  }

 private:
  bool full() const { return faults.size() >= most_; }

  void add(const Path& path, const std::string& rest, bool at_key = false) {
    if (!full()) faults.push_back({pointer_of(&path), label_of(path) + rest, at_key});
  }

  static std::string wrong_type(const Node& node, const bj::value& value) {
    const bool wants_quotes = node.types == kString && (value.is_number() || value.is_bool());
    return " must be " + names_of(node.types) + (wants_quotes ? ": put it in quotes." : ".");
  }

  void check_allowed(const Node& node, const bj::value& value, const Path& path) {
    const auto& allowed = node.allowed;
    if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return;
    const auto name = [](const bj::value& each) {
      return each.is_string() ? std::string(each.get_string()) : json::canonical(each);
    };
    add(path,
        (allowed.size() == 1 ? " must be " : " must be one of: ") + listed(allowed, name) + '.');
  }

  void check_string(const Node& node, std::string_view text, const Path& path) {
    const std::size_t length =
        node.min_length > 0 || node.max_length != UINT64_MAX ? json::count_characters(text) : 0;
    if (length < node.min_length) {
      return add(path, text.empty() ? std::string(" must not be empty.")
                                    : " must have at least " + std::to_string(node.min_length) +
                                          " characters.");
    }
    if (length > node.max_length && node.max_length != UINT64_MAX) {
      return add(path, " must have at most " + std::to_string(node.max_length) + " characters.");
    }
    if (node.format == nullptr || matches(*node.format, text)) return;
    const std::string example =
        node.example.empty() ? "" : ", for example " + json::in_quotes(node.example);
    add(path, " must be " + std::string(node.format->shape) + example + '.');
  }

  void check_number(const Node& node, const bj::value& value, const Path& path) {
    if (!node.minimum.is_null() && compare_numbers(value, node.minimum) < 0) {
      add(path, " must be " + number_text(node.minimum) + " or more.");
    } else if (!node.maximum.is_null() && compare_numbers(value, node.maximum) > 0) {
      add(path, " must be " + number_text(node.maximum) + " or less.");
    }
  }

  void check_array(const Node& node, const bj::array& array, Path& path) {
    if (array.size() < node.min_items) {
      add(path, " must have at least " + entries(node.min_items) + '.');
    } else if (array.size() > node.max_items) {
      return add(path, " must have at most " + entries(node.max_items) + '.');
    }
    if (node.items != kNoNode) {
      for (std::size_t i = 0; i < array.size() && !full(); ++i) {
        Path element{&path, {}, i, true, nullptr};
        check(node.items, array[i], element);
      }
    }
    if (node.unique_items && has_twins(array)) add(path, " must not hold the same entry twice.");
  }

  static std::string entries(std::uint64_t count) {
    return std::to_string(count) + (count == 1 ? " entry" : " entries");
  }

  void check_object(const Node& node, const bj::object& object, Path& path) {
    std::size_t required = 0;  // of its members
    for (const auto& member : object) {
      if (full()) return;
      const Property* property = find(node.properties, member.key());
      if (property && property->required) ++required;
      check_member(node, property, member, path);
    }
    if (required < node.required) add_missing(node, object, path);
  }

  static const Property* find(const std::vector<Property>& properties, std::string_view key) {
    const auto found = std::lower_bound(
        properties.begin(), properties.end(), key,
        [](const Property& property, std::string_view wanted) { return property.key < wanted; });
    return found != properties.end() && found->key == key ? &*found : nullptr;
  }

  void add_missing(const Node& node, const bj::object& object, const Path& path) {
    for (const Property& property : node.properties) {
      if (!property.required || object.contains(property.key)) continue;
      Path member{&path, property.key, 0, false, nullptr};
      if (property.node != kNoNode) member.title = &title_of(property.node);
      add(member, " is missing: it is required.");
    }
  }

  void check_member(const Node& node, const Property* property, const bj::key_value_pair& member,
                    const Path& path) {
    Path inner{&path, member.key(), 0, false, nullptr};
    if (property && property->node != kNoNode) return check(property->node, member.value(), inner);
    if (node.additional != kNoNode) return check(node.additional, member.value(), inner);
    if (!node.closed) return;
    const auto name = [](const std::string& each) { return each; };
    add(inner,
        node.order.empty() ? std::string(" is not known here: remove it.")
                           : " is not known here; known are: " + listed(node.order, name) + '.',
        true);
  }

  const std::string& title_of(NodeIndex index) const {
    const std::string& own = schema_.nodes[index].title;
    return own.empty() ? schema_.resolve(index).title : own;
  }

  const Schema::Compiled& schema_;
  std::size_t most_;
};

}  // namespace

int compare_numbers(const bj::value& a, const bj::value& b) {
  const auto wide = [](const bj::value& number) -> long double {
    if (number.is_int64()) return static_cast<long double>(number.get_int64());
    if (number.is_uint64()) return static_cast<long double>(number.get_uint64());
    return static_cast<long double>(number.get_double());
  };
  static_assert(std::numeric_limits<long double>::digits >= 64, "64-bit integers must be exact");
  const long double left = wide(a);
  const long double right = wide(b);
  return left < right ? -1 : (left > right ? 1 : 0);
}

std::vector<Fault> Schema::faults(const bj::value& value, std::size_t most) const {
  Checker checker(*compiled_, most);
  Path top;
  checker.check(compiled_->root, value, top);
  return std::move(checker.faults);
}

void Schema::require(const bj::value& value) const {
  auto found = faults(value);
  if (!found.empty()) throw Invalid(std::move(found));
}

}  // namespace back::contract
