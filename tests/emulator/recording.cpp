#include "recording.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace emulator_test {
namespace {

json::value read_json(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return json::parse(text.str());
}

json::value member(const json::value& object, std::string_view name) {
  const json::value* value = object.as_object().if_contains(name);
  return value == nullptr ? json::value() : *value;
}

std::string kind_name(const json::value& value) {
  if (value.is_number()) return "number";
  std::ostringstream text;
  text << value.kind();
  return text.str();
}

}  // namespace

std::vector<Recording> read_recordings(const std::filesystem::path& folder) {
  std::vector<Recording> result;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    const json::value document = read_json(entry.path());
    Recording one;
    one.name = entry.path().stem().string();
    one.number = one.name.substr(0, 3);
    one.method = document.at("request").at("method").as_string();
    one.target = document.at("request").at("path").as_string();
    one.request_body = member(document.at("request"), "body");
    one.response_body = member(document.at("response"), "body");
    one.status = json::value_to<int>(document.at("response").at("status"));
    result.push_back(std::move(one));
  }
  std::sort(result.begin(), result.end(),
            [](const Recording& a, const Recording& b) { return a.name < b.name; });
  return result;
}

std::string shape_difference(const json::value& expected, const json::value& actual,
                             const std::string& place) {
  if (kind_name(expected) != kind_name(actual)) {
    return place + ": recorded " + kind_name(expected) + ", answered " + kind_name(actual);
  }
  if (expected.is_array()) {
    const auto& left = expected.get_array();
    const auto& right = actual.get_array();
    if (left.empty() != right.empty()) return place + ": only one of the two lists is empty";
    return left.empty() ? "" : shape_difference(left[0], right[0], place + "[0]");
  }
  if (!expected.is_object()) return {};
  for (const auto& [name, value] : actual.get_object()) {
    if (!expected.get_object().contains(name)) return place + '.' + std::string(name) + ": added";
  }
  for (const auto& [name, value] : expected.get_object()) {
    const json::value* other = actual.get_object().if_contains(name);
    if (other == nullptr) return place + '.' + std::string(name) + ": missing";
    std::string difference = shape_difference(value, *other, place + '.' + std::string(name));
    if (!difference.empty()) return difference;
  }
  return {};
}

}  // namespace emulator_test
