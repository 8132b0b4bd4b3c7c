#include "okta_emulator/spoil.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

constexpr std::array<std::string_view, 11> kNames = {
    "own",         "empty",     "captive_portal", "wrong_type", "half_json",   "not_utf8",
    "wrong_types", "deep_json", "big_body",       "big_header", "many_headers"};

constexpr std::string_view kPortal =
    "<!DOCTYPE html><html><head><title>Guest network</title></head><body><form method=\"post\" "
    "action=\"/login\"><input name=\"user\"><button>Go online</button></form></body></html>\n";

void set_header(Answer& answer, std::string_view name, std::string value) {
  std::erase_if(answer.headers, [&](const auto& each) { return same_text(each.first, name); });
  answer.headers.emplace_back(name, std::move(value));
}

json::value of_another_type(const json::value& value) {
  switch (value.kind()) {
    case json::kind::string:
      return 42;
    case json::kind::object:
      return json::array{value};
    case json::kind::array:
      return json::object{{"list", value}};
    case json::kind::null:
      return "null";
    default:
      return json::string(json::serialize(value));  // numbers and booleans as text
  }
}

// What is in the first level keeps its own: a list stays a list of objects.
void turn_types(json::value& value) {
  if (auto* object = value.if_object()) {
    for (auto& member : *object) member.value() = of_another_type(member.value());
  } else if (auto* list = value.if_array()) {
    for (json::value& each : *list) turn_types(each);
  }
}

std::string with_types_turned(const std::string& body) {
  boost::system::error_code error;
  json::value value = json::parse(body, error);
  if (error) return body;
  turn_types(value);
  return json::serialize(value);
}

std::string large_json(std::size_t size) {
  std::string body(std::max<std::size_t>(size, 4), 'x');
  body.replace(0, 2, "[\"");
  body.replace(body.size() - 2, 2, "\"]");
  return body;
}

void portal(Answer& answer) {
  answer.status = 200;
  answer.headers = {{"date", std::string(header(answer.headers, "date"))},
                    {"server", "portal"},
                    {"content-type", "text/html; charset=utf-8"}};
  answer.body = kPortal;
}

void replace_body(Answer& answer, std::string body) {
  answer.body = std::move(body);
  set_header(answer, "content-type", "application/json");
}

}  // namespace

void spoil(Answer& answer, Content content, std::size_t size) {
  const auto or_else = [size](std::size_t usual) { return size == 0 ? usual : size; };
  switch (content) {
    case Content::own:
      return;
    case Content::empty:
      return answer.body.clear();
    case Content::captive_portal:
      return portal(answer);
    case Content::wrong_type:
      return set_header(answer, "content-type", "text/plain");
    case Content::half_json:
      return answer.body.resize(answer.body.size() / 2);
    case Content::not_utf8:
      return replace_body(answer, "{\"id\":\"\xFF\xC0\x80\xED\xA0\x80\"}");
    case Content::wrong_types:
      return replace_body(answer, with_types_turned(answer.body));
    case Content::deep_json: {
      const std::size_t depth = or_else(100'000);
      return replace_body(answer, std::string(depth, '[') + std::string(depth, ']'));
    }
    case Content::big_body:
      return replace_body(answer, large_json(or_else(std::size_t{64} << 20U)));
    case Content::big_header:
      answer.headers.emplace_back("x-filler", std::string(or_else(std::size_t{1} << 20U), 'x'));
      return;
    case Content::many_headers:
      for (std::size_t i = 0; i < or_else(100'000); ++i) {
        answer.headers.emplace_back("x-filler-" + std::to_string(i), "x");
      }
      return;
  }
}

std::optional<Content> parse_content(std::string_view name) {
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Content>(found - kNames.begin());
}

std::string_view content_name(Content content) {
  return kNames.at(static_cast<std::size_t>(content));
}

}  // namespace okta_emulator
