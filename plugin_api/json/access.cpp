// Typed access to members, JSON pointers, and text made fit for sentences.
#include <boost/json/string.hpp>

#include "json/strict_json.hpp"
#include "json/utf8.hpp"

namespace back::json {

namespace bj = boost::json;

std::optional<std::string_view> string_at(const bj::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string_view(value->get_string());
}

std::optional<bool> bool_at(const bj::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (value == nullptr || !value->is_bool()) return std::nullopt;
  return value->get_bool();
}

std::optional<std::int64_t> integer_at(const bj::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (value == nullptr || !value->is_int64()) return std::nullopt;
  return value->get_int64();
}

const bj::object* object_at(const bj::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value == nullptr ? nullptr : value->if_object();
}

const bj::array* array_at(const bj::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value == nullptr ? nullptr : value->if_array();
}

std::string child_pointer(std::string_view pointer, std::string_view key) {
  std::string child(pointer);
  child += '/';
  for (const char c : key) {
    if (c == '~') {
      child += "~0";
    } else if (c == '/') {
      child += "~1";
    } else {
      child += c;
    }
  }
  return child;
}

std::string child_pointer(std::string_view pointer, std::size_t index) {
  return std::string(pointer) + '/' + std::to_string(index);
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::string out = "\"";
  std::size_t at = 0;
  while (at < text.size() && out.size() <= kMost) {
    const Utf8Char next = decode_utf8(text, at);
    const bool plain = next.valid && !is_control(next.code);
    out += plain ? std::string(text.substr(at, next.size)) : "?";
    at += next.size;
  }
  if (at < text.size()) out += "...";
  return out + '"';
}

}  // namespace back::json
