#include "okta/membership/attributes.hpp"

#include <charconv>
#include <optional>
#include <vector>

#include "okta/model/text.hpp"

namespace okta {
namespace {

namespace json = boost::json;

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

template <typename Number>
std::optional<json::value> number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return json::value(value);
}

// Nothing if the text is no value of that type.
std::optional<json::value> typed(std::string_view text, std::string_view type) {
  if (type == "string" || type.empty()) return json::value(text);
  if (type == "integer") return number<std::int64_t>(text);
  if (type == "number") return number<double>(text);
  if (type == "boolean" && (text == "true" || text == "false")) return json::value(text == "true");
  return std::nullopt;
}

Refusal no_pair() {
  return {
      "App attributes are written as name=value, with ; between several: for example role=User; "
      "team=Blue."};
}

}  // namespace

std::variant<json::object, Refusal> read_attributes(std::string_view text,
                                                    const AppSchema& schema) {
  json::object attributes;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find(';'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    if (trimmed(pair).empty()) continue;
    const auto equals = pair.find('=');
    if (equals == pair.npos || trimmed(pair.substr(0, equals)).empty()) return no_pair();
    const std::string_view name = trimmed(pair.substr(0, equals));
    const auto* known = schema.attribute(name);
    if (known == nullptr) {
      return Refusal{"The app has no attribute “" + shown(name, 60) + "”."};
    }
    auto value = typed(trimmed(pair.substr(equals + 1)), known->type);
    if (!value) {
      return Refusal{"The attribute “" + shown(name, 60) + "” needs a value of the type " +
                     shown(known->type, 20) +
                     (known->type == "array" ? ": assign the app in Okta." : ".")};
    }
    if (attributes.contains(name)) {
      return Refusal{"The attribute “" + shown(name, 60) + "” is given twice."};
    }
    attributes[name] = *std::move(value);
  }
  return attributes;
}

std::string required_names(const AppSchema& schema) {
  std::vector<std::string> names;
  for (const auto& each : schema.attributes) {
    if (!each.required || each.name == "userName") continue;
    const std::string name = shown(each.name, 60);
    names.push_back(name == each.title ? name : name + " (" + each.title + ")");
  }
  return listed(names);
}

}  // namespace okta
