#include "yaml/strict_yaml.hpp"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <charconv>
#include <sstream>

#include "yaml/builder.hpp"
#include "yaml/plain_text.hpp"

namespace back::yaml {

namespace {

// One part of a JSON pointer, without the slash; the pointer loses it.
std::string take_token(std::string_view& pointer) {
  pointer.remove_prefix(1);
  const auto end = std::min(pointer.find('/'), pointer.size());
  std::string token;
  for (std::size_t i = 0; i < end; ++i) {
    const bool escaped = pointer[i] == '~' && i + 1 < end;
    token += escaped ? (pointer[++i] == '1' ? '/' : '~') : pointer[i];
  }
  pointer.remove_prefix(end);
  return token;
}

// nullptr if there is no such node inside.
const Places* inside(const Places& places, const std::string& token) {
  const auto member = places.members.find(token);
  if (member != places.members.end()) return &member->second;
  std::size_t index = 0;
  const auto* end = token.data() + token.size();
  const auto result = std::from_chars(token.data(), end, index);
  const bool is_index = result.ec == std::errc() && result.ptr == end;
  return is_index && index < places.elements.size() ? &places.elements[index] : nullptr;
}

}  // namespace

Position Document::position(std::string_view pointer, bool of_key) const {
  const Places* nearest = &places_;
  while (pointer.starts_with('/')) {
    const Places* next = inside(*nearest, take_token(pointer));
    if (next == nullptr) return nearest->key;
    nearest = next;
  }
  return of_key ? nearest->key : nearest->value;
}

Document parse(std::string_view text) {
  const PlainText source(text);
  std::istringstream stream(source.text());
  Builder builder(source);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& error) {
    const auto offset = error.mark.is_null() ? 0 : static_cast<std::size_t>(error.mark.pos);
    throw YamlError("This is not well-formed YAML (" + error.msg +
                        "): check indentation, colons, brackets and quotes.",
                    source.position(offset));
  }
  if (!builder.any) throw YamlError("The file is empty: write its content.", {});
  return Document(std::move(builder.root), std::move(builder.places));
}

std::string located(std::string_view path, Position position, std::string_view sentence) {
  return std::string(path) + ':' + std::to_string(position.line) + ':' +
         std::to_string(position.column) + ": " + std::string(sentence);
}

}  // namespace back::yaml
