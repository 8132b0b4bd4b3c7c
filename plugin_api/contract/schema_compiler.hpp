// The compiler of schemas: schema_compile.cpp walks documents and definitions, schema_keywords.cpp
// knows the keywords.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "contract/schema_nodes.hpp"

namespace back::contract {

class SchemaCompiler {
 public:
  explicit SchemaCompiler(std::vector<Node>& nodes) : nodes_(nodes) {}

  // Throws Invalid.
  NodeIndex compile_document(const boost::json::value& document);

 private:
  using Value = boost::json::value;
  struct Definition {
    const Value* document = nullptr;
    NodeIndex node = kNoNode;
  };
  struct At {  // what a keyword needs to know
    NodeIndex node;
    const boost::json::object& schema;
    std::string pointer;  // of the keyword
  };
  using Handler = void (SchemaCompiler::*)(const At& at, const Value& value);
  struct Keyword {
    std::string_view name;
    Handler handler;
  };
  static const Keyword kKeywords[26];

  void collect_definitions(const Value& definitions);
  NodeIndex compile_definition(const std::string& name);
  NodeIndex compile(const Value& schema, const std::string& pointer);
  void fill(NodeIndex index, const Value& schema, const std::string& pointer);
  void flatten_references();
  static Handler handler(std::string_view name, const std::string& pointer);

  void ignore(const At&, const Value&) {}
  void title(const At& at, const Value& value);
  void examples(const At& at, const Value& value);
  void type(const At& at, const Value& value);
  void enumeration(const At& at, const Value& value);
  void constant(const At& at, const Value& value);
  void properties(const At& at, const Value& value);
  void required(const At& at, const Value& value);
  void additional(const At& at, const Value& value);
  void items(const At& at, const Value& value);
  void min_items(const At& at, const Value& value);
  void max_items(const At& at, const Value& value);
  void unique_items(const At& at, const Value& value);
  void min_length(const At& at, const Value& value);
  void max_length(const At& at, const Value& value);
  void minimum(const At& at, const Value& value);
  void maximum(const At& at, const Value& value);
  void format(const At& at, const Value& value);
  void reference(const At& at, const Value& value);

  Node& node(const At& at) { return nodes_[at.node]; }
  Property& property(const At& at, std::string_view key);
  void allow(const At& at, const Value& value);
  void begin_allowed(const At& at);

  static unsigned type_bit(const At& at, const Value& value);
  static std::string text(const At& at, const Value& value);
  static std::uint64_t count(const At& at, const Value& value);
  static Value number(const At& at, const Value& value);

  std::vector<Node>& nodes_;
  std::map<std::string, Definition> definitions_;
  bool is_root_ = false;
};

[[noreturn]] void refuse_schema(const std::string& pointer, const std::string& sentence);

}  // namespace back::contract
