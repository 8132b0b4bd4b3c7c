// From a schema document to nodes. Every keyword stands in one table; any other is refused.
#include <algorithm>
#include <map>

#include "contract/schema_nodes.hpp"
#include "json/strict_json.hpp"

namespace back::contract {
namespace {

namespace bj = boost::json;

[[noreturn]] void refuse(const std::string& pointer, const std::string& sentence) {
  throw Invalid(Fault{pointer, sentence, false});
}

class Compiler {
 public:
  explicit Compiler(std::vector<Node>& nodes) : nodes_(nodes) {}

  NodeIndex compile_document(const bj::value& document) {
    if (const auto* object = document.if_object()) {
      if (const auto* definitions = object->if_contains("definitions")) {
        collect_definitions(*definitions);
      }
    }
    is_root_ = true;
    const NodeIndex root = compile(document, "");
    for (const auto& [name, definition] : definitions_) {
      if (definition.node == kNoNode) compile_definition(name);
    }
    flatten_references();
    return root;
  }

 private:
  struct Definition {
    const bj::value* document = nullptr;
    NodeIndex node = kNoNode;
  };
  struct At {  // what a keyword needs to know
    NodeIndex node;
    const bj::object& schema;
    std::string pointer;  // of the keyword
  };
  using Handler = void (Compiler::*)(const At& at, const bj::value& value);
  struct Keyword {
    std::string_view name;
    Handler handler;
  };

  void collect_definitions(const bj::value& definitions) {
    if (!definitions.is_object()) refuse("/definitions", "definitions must be an object.");
    for (const auto& member : definitions.get_object()) {
      definitions_[member.key()] = {&member.value(), kNoNode};
    }
  }

  NodeIndex compile_definition(const std::string& name) {
    Definition& definition = definitions_.at(name);
    if (definition.node == kNoNode) {
      definition.node = nodes_.size();
      nodes_.emplace_back();
      fill(definition.node, *definition.document, json::child_pointer("/definitions", name));
    }
    return definition.node;
  }

  NodeIndex compile(const bj::value& schema, const std::string& pointer) {
    const NodeIndex index = nodes_.size();
    nodes_.emplace_back();
    fill(index, schema, pointer);
    return index;
  }

  void fill(NodeIndex index, const bj::value& schema, const std::string& pointer) {
    const bool is_root = std::exchange(is_root_, false);
    if (schema.is_bool()) {
      nodes_[index].never = !schema.get_bool();
      return;
    }
    if (!schema.is_object()) refuse(pointer, "A schema must be an object, true or false.");
    for (const auto& member : schema.get_object()) {
      const At at{index, schema.get_object(), json::child_pointer(pointer, member.key())};
      if (member.key() == "definitions" && !is_root) {
        refuse(at.pointer, "definitions may only stand at the top of a schema.");
      }
      (this->*handler(member.key(), at.pointer))(at, member.value());
    }
    std::sort(nodes_[index].properties.begin(), nodes_[index].properties.end(),
              [](const Property& a, const Property& b) { return a.key < b.key; });
  }

  static Handler handler(std::string_view name, const std::string& pointer) {
    for (const Keyword& keyword : kKeywords) {
      if (keyword.name == name) return keyword.handler;
    }
    refuse(pointer, "The keyword " + json::in_quotes(name) +
                        " is not among those that schemas here may use: remove it.");
  }

  Node& node(const At& at) { return nodes_[at.node]; }

  void ignore(const At&, const bj::value&) {}

  void title(const At& at, const bj::value& value) { node(at).title = text(at, value); }

  void examples(const At& at, const bj::value& value) {
    if (!value.is_array()) refuse(at.pointer, "examples must be a list.");
    const auto& list = value.get_array();
    if (!list.empty() && list[0].is_string()) node(at).example = list[0].get_string();
  }

  void type(const At& at, const bj::value& value) {
    unsigned types = 0;
    if (const auto* list = value.if_array()) {
      for (const auto& element : *list) types |= type_bit(at, element);
    } else {
      types = type_bit(at, value);
    }
    if (types == 0) refuse(at.pointer, "type names no type.");
    node(at).types = types;
  }

  static unsigned type_bit(const At& at, const bj::value& value) {
    static constexpr std::pair<std::string_view, unsigned> kTypes[] = {
        {"null", kNull},     {"boolean", kBoolean}, {"integer", kInteger}, {"number", kNumber},
        {"string", kString}, {"array", kArray},     {"object", kObject}};
    const std::string name = text(at, value);
    for (const auto& [known, bit] : kTypes) {
      if (name == known) return bit;
    }
    refuse(at.pointer, "There is no type " + json::in_quotes(name) + '.');
  }

  void allow(const At& at, const bj::value& value) {
    if (value.is_structured() || value.is_double()) {
      refuse(at.pointer, "Only texts, integers, true, false and null can be listed.");
    }
    node(at).allowed.push_back(value);
  }

  void enumeration(const At& at, const bj::value& value) {
    if (!value.is_array() || value.get_array().empty()) {
      refuse(at.pointer, "enum must be a list of at least one value.");
    }
    constant_and_enum(at);
    for (const auto& element : value.get_array()) allow(at, element);
  }

  void constant(const At& at, const bj::value& value) {
    constant_and_enum(at);
    allow(at, value);
  }

  void constant_and_enum(const At& at) {
    if (std::exchange(node(at).has_allowed, true)) refuse(at.pointer, "Use enum or const.");
  }

  Property& property(const At& at, std::string_view key) {
    auto& properties = node(at).properties;
    const auto found = std::find_if(properties.begin(), properties.end(),
                                    [&](const Property& known) { return known.key == key; });
    if (found != properties.end()) return *found;
    properties.push_back({std::string(key), kNoNode, false});
    return properties.back();
  }

  void properties(const At& at, const bj::value& value) {
    if (!value.is_object()) refuse(at.pointer, "properties must be an object.");
    for (const auto& member : value.get_object()) {
      const NodeIndex child =
          compile(member.value(), json::child_pointer(at.pointer, member.key()));
      property(at, member.key()).node = child;
      node(at).order.emplace_back(member.key());
    }
  }

  void required(const At& at, const bj::value& value) {
    if (!value.is_array()) refuse(at.pointer, "required must be a list of names.");
    for (const auto& element : value.get_array()) property(at, text(at, element)).required = true;
  }

  void additional(const At& at, const bj::value& value) {
    if (value.is_bool()) {
      node(at).closed = !value.get_bool();
    } else {
      const NodeIndex child = compile(value, at.pointer);
      node(at).additional = child;
    }
  }

  void items(const At& at, const bj::value& value) {
    if (value.is_array()) refuse(at.pointer, "items must be one schema for all elements.");
    const NodeIndex child = compile(value, at.pointer);
    node(at).items = child;
  }

  void min_items(const At& at, const bj::value& value) { node(at).min_items = count(at, value); }
  void max_items(const At& at, const bj::value& value) { node(at).max_items = count(at, value); }
  void min_length(const At& at, const bj::value& value) { node(at).min_length = count(at, value); }
  void max_length(const At& at, const bj::value& value) { node(at).max_length = count(at, value); }

  void unique_items(const At& at, const bj::value& value) {
    if (!value.is_bool()) refuse(at.pointer, "uniqueItems must be true or false.");
    node(at).unique_items = value.get_bool();
  }

  void minimum(const At& at, const bj::value& value) { node(at).minimum = number(at, value); }
  void maximum(const At& at, const bj::value& value) { node(at).maximum = number(at, value); }

  void format(const At& at, const bj::value& value) {
    const std::string name = text(at, value);
    node(at).format = find_format(name);
    if (node(at).format != nullptr) return;
    std::string known;
    for (const Format& each : formats()) {
      if (!known.empty()) known += ", ";
      known += each.name;
    }
    refuse(at.pointer,
           "There is no format " + json::in_quotes(name) + "; the formats are: " + known + '.');
  }

  void reference(const At& at, const bj::value& value) {
    constexpr std::string_view kPrefix = "#/definitions/";
    constexpr std::string_view kBesideRef[] = {"$ref", "title",   "description", "$comment",
                                               "$id",  "$schema", "definitions"};
    const std::string target = text(at, value);
    const auto name = target.starts_with(kPrefix) ? target.substr(kPrefix.size()) : "";
    if (!definitions_.contains(name)) {
      refuse(at.pointer, "$ref must be #/definitions/ and the name of a definition.");
    }
    for (const auto& member : at.schema) {
      const auto same = [&](std::string_view key) { return key == member.key(); };
      if (std::any_of(std::begin(kBesideRef), std::end(kBesideRef), same)) continue;
      refuse(at.pointer,
             "Beside $ref only title and description may stand: remove this or the rest.");
    }
    const NodeIndex definition = compile_definition(name);
    node(at).target = definition;
  }

  void flatten_references() {
    for (Node& each : nodes_) {
      if (each.target == kNoNode) continue;
      for (std::size_t steps = 0; nodes_[each.target].target != kNoNode; ++steps) {
        if (steps > nodes_.size()) refuse("", "A $ref leads back to itself.");
        each.target = nodes_[each.target].target;
      }
    }
  }

  static std::string text(const At& at, const bj::value& value) {
    if (!value.is_string()) refuse(at.pointer, "This must be text.");
    return std::string(value.get_string());
  }

  static std::uint64_t count(const At& at, const bj::value& value) {
    if (value.is_uint64()) return value.get_uint64();
    if (!value.is_int64() || value.get_int64() < 0) {
      refuse(at.pointer, "This must be a whole number of 0 or more.");
    }
    return static_cast<std::uint64_t>(value.get_int64());
  }

  static bj::value number(const At& at, const bj::value& value) {
    if (!value.is_number()) refuse(at.pointer, "This must be a number.");
    return value;
  }

  static const Keyword kKeywords[26];

  std::vector<Node>& nodes_;
  std::map<std::string, Definition> definitions_;
  bool is_root_ = false;
};

const Compiler::Keyword Compiler::kKeywords[] = {
    {"$schema", &Compiler::ignore},
    {"$id", &Compiler::ignore},
    {"$comment", &Compiler::ignore},
    {"$ref", &Compiler::reference},
    {"title", &Compiler::title},
    {"description", &Compiler::ignore},
    {"default", &Compiler::ignore},
    {"examples", &Compiler::examples},
    {"readOnly", &Compiler::ignore},
    {"writeOnly", &Compiler::ignore},
    {"definitions", &Compiler::ignore},
    {"type", &Compiler::type},
    {"enum", &Compiler::enumeration},
    {"const", &Compiler::constant},
    {"properties", &Compiler::properties},
    {"required", &Compiler::required},
    {"additionalProperties", &Compiler::additional},
    {"items", &Compiler::items},
    {"minItems", &Compiler::min_items},
    {"maxItems", &Compiler::max_items},
    {"uniqueItems", &Compiler::unique_items},
    {"minLength", &Compiler::min_length},
    {"maxLength", &Compiler::max_length},
    {"minimum", &Compiler::minimum},
    {"maximum", &Compiler::maximum},
    {"format", &Compiler::format},
};

}  // namespace

Schema::Schema(const bj::value& document) {
  auto compiled = std::make_shared<Compiled>();
  compiled->root = Compiler(compiled->nodes).compile_document(document);
  compiled_ = std::move(compiled);
}

Schema Schema::parse(std::string_view text) {
  try {
    return Schema(json::parse(text));
  } catch (const json::JsonError& error) {
    throw Invalid(Fault{"", error.what(), false});
  }
}

}  // namespace back::contract
