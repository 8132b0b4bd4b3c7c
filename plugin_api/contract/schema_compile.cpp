// From a schema document to nodes: documents, definitions and references.
#include <algorithm>
#include <utility>

#include "contract/schema_compiler.hpp"
#include "json/strict_json.hpp"

namespace back::contract {

namespace bj = boost::json;

void refuse_schema(const std::string& pointer, const std::string& sentence) {
  throw Invalid(Fault{pointer, sentence, false});
}

NodeIndex SchemaCompiler::compile_document(const bj::value& document) {
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

void SchemaCompiler::collect_definitions(const bj::value& definitions) {
  if (!definitions.is_object()) refuse_schema("/definitions", "definitions must be an object.");
  for (const auto& member : definitions.get_object()) {
    definitions_[member.key()] = {&member.value(), kNoNode};
  }
}

NodeIndex SchemaCompiler::compile_definition(const std::string& name) {
  Definition& definition = definitions_.at(name);
  if (definition.node == kNoNode) {
    definition.node = nodes_.size();
    nodes_.emplace_back();
    fill(definition.node, *definition.document, json::child_pointer("/definitions", name));
  }
  return definition.node;
}

NodeIndex SchemaCompiler::compile(const bj::value& schema, const std::string& pointer) {
  const NodeIndex index = nodes_.size();
  nodes_.emplace_back();
  fill(index, schema, pointer);
  return index;
}

void SchemaCompiler::fill(NodeIndex index, const bj::value& schema, const std::string& pointer) {
  const bool is_root = std::exchange(is_root_, false);
  if (schema.is_bool()) {
    nodes_[index].never = !schema.get_bool();
    return;
  }
  if (!schema.is_object()) refuse_schema(pointer, "A schema must be an object, true or false.");
  for (const auto& member : schema.get_object()) {
    const At at{index, schema.get_object(), json::child_pointer(pointer, member.key())};
    if (member.key() == "definitions" && !is_root) {
      refuse_schema(at.pointer, "definitions may only stand at the top of a schema.");
    }
    (this->*handler(member.key(), at.pointer))(at, member.value());
  }
  Node& filled = nodes_[index];
  std::sort(filled.properties.begin(), filled.properties.end(),
            [](const Property& a, const Property& b) { return a.key < b.key; });
  filled.required =
      static_cast<std::size_t>(std::count_if(filled.properties.begin(), filled.properties.end(),
                                             [](const Property& each) { return each.required; }));
}

SchemaCompiler::Handler SchemaCompiler::handler(std::string_view name, const std::string& pointer) {
  for (const Keyword& keyword : kKeywords) {
    if (keyword.name == name) return keyword.handler;
  }
  refuse_schema(pointer, "The keyword " + json::in_quotes(name) +
                             " is not among those that schemas here may use: remove it.");
}

void SchemaCompiler::flatten_references() {
  for (Node& each : nodes_) {
    if (each.target == kNoNode) continue;
    for (std::size_t steps = 0; nodes_[each.target].target != kNoNode; ++steps) {
      if (steps > nodes_.size()) refuse_schema("", "A $ref leads back to itself.");
      each.target = nodes_[each.target].target;
    }
  }
}

Schema::Schema(const bj::value& document) {
  auto compiled = std::make_shared<Compiled>();
  compiled->root = SchemaCompiler(compiled->nodes).compile_document(document);
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
