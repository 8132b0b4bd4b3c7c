#include "recording_differences.hpp"

#include <algorithm>
#include <array>
#include <regex>
#include <sstream>

namespace emulator_test {
namespace {

constexpr std::array<std::string_view, 11> kWords = {
    "status", "errorCode",  "errorSummary",   "errorLink", "type",    "factorType",
    "label",  "vendorName", "assignmentType", "method",    "pipeline"};

std::string kind_name(const json::value& value) {
  if (value.is_number()) return "number";
  std::ostringstream text;
  text << value.kind();
  return text.str();
}

class Comparison {
 public:
  void compare(const json::value& recorded, const json::value& answered, const std::string& place) {
    if (kind_name(recorded) != kind_name(answered)) {
      add(place, kind_name(recorded), kind_name(answered));
    } else if (recorded.is_array()) {
      compare_lists(recorded.get_array(), answered.get_array(), place);
    } else if (recorded.is_object()) {
      compare_objects(recorded.get_object(), answered.get_object(), place);
    }
  }
  Differences found;

 private:
  void add(const std::string& place, std::string_view recorded, std::string_view answered) {
    found.push_back(place + ": recorded " + std::string(recorded) + ", answered " +
                    std::string(answered));
  }

  void compare_lists(const json::array& recorded, const json::array& answered,
                     const std::string& place) {
    if (recorded.empty() != answered.empty()) {
      add(place, recorded.empty() ? "an empty list" : "a list", "the other");
    } else if (!recorded.empty()) {
      compare(recorded[0], answered[0], place + "[0]");
    }
  }

  void compare_objects(const json::object& recorded, const json::object& answered,
                       const std::string& place) {
    for (const auto& [name, value] : answered) {
      if (!recorded.contains(name)) found.push_back(place + '.' + std::string(name) + ": added");
    }
    for (const auto& [name, value] : recorded) {
      const std::string inner = place + '.' + std::string(name);
      const json::value* other = answered.if_contains(name);
      if (other == nullptr) {
        found.push_back(inner + ": missing");
      } else {
        compare_words(name, value, *other, inner);
        compare(value, *other, inner);
      }
    }
  }

  void compare_words(std::string_view name, const json::value& recorded,
                     const json::value& answered, const std::string& place) {
    if (!recorded.is_string() || !answered.is_string()) return;
    const std::string left(recorded.get_string());
    const std::string right(answered.get_string());
    const bool is_word = std::find(kWords.begin(), kWords.end(), name) != kWords.end();
    if (is_word && left != right) add(place, left, right);
    const bool is_link = name == "href" && left.find("/api/v1/") != std::string::npos;
    if (is_link && without_ids(left) != without_ids(right)) add(place, left, right);
  }
};

std::vector<std::string> lines_of(const okta_emulator::Answer& answer, std::string_view wanted) {
  std::vector<std::string> lines;
  for (const auto& [name, value] : answer.headers) {
    if (name == wanted) lines.push_back(value);
  }
  return lines;
}

std::string form_of_id(const std::string& text) {
  static const std::regex digits("[0-9a-f]{32}");
  static const std::regex characters("[A-Za-z0-9@_-]{27}");
  if (std::regex_match(text, digits)) return "32 hexadecimal digits";
  return std::regex_match(text, characters) ? "27 characters" : text;
}

std::string form_of_etag(const std::string& text) {
  static const std::regex weak("W/\"[0-9a-f]{64}\"");
  return std::regex_match(text, weak) ? "weak, 64 hexadecimal digits" : text;
}

std::string form_of_number(const std::string& text) {
  static const std::regex digits("[0-9]+");
  return std::regex_match(text, digits) ? "a number" : text;
}

// By the answer's own Date: an ordinary window ends within a minute, an estimate later.
std::string form_of_reset(const std::string& text, okta_emulator::Time date) {
  if (form_of_number(text) != "a number") return text;
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(date.time_since_epoch());
  const std::int64_t wait = std::stoll(text) - now.count();
  if (wait < 0) return "in the past";
  return wait <= 60 ? "within a minute" : "later than in a minute";
}

}  // namespace

std::string without_ids(std::string_view url) {
  static const std::regex host("https://[^/>]+");
  static const std::regex cursor("after=[^&>]+");
  static const std::regex id("([/(])[A-Za-z0-9]{20}(?=[^A-Za-z0-9]|$)");
  std::string text = std::regex_replace(std::string(url), host, "");
  text = std::regex_replace(text, cursor, "after=*");
  return std::regex_replace(text, id, "$1*");
}

Differences body_differences(const json::value& recorded, const json::value& answered) {
  Comparison comparison;
  comparison.compare(recorded, answered, "body");
  return std::move(comparison.found);
}

Differences header_differences(const Recording& recorded, const okta_emulator::Answer& answered) {
  const auto form = [&](std::string_view name, const std::string& line) {
    if (name == "link") return without_ids(line);
    if (name == "etag") return form_of_etag(line);
    if (name == "x-okta-request-id") return form_of_id(line);
    if (name == "x-rate-limit-remaining") return form_of_number(line);
    if (name == "x-rate-limit-reset") return form_of_reset(line, recorded.date);
    return line;
  };
  const auto forms = [&](std::string_view name, const std::vector<std::string>& lines) {
    std::string all;
    for (const std::string& line : lines) all += (all.empty() ? "" : " and ") + form(name, line);
    return all.empty() ? std::string("nothing") : all;
  };
  Differences found;
  for (const std::string_view name :
       {"date", "content-type", "link", "etag", "www-authenticate", "x-okta-request-id",
        "x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset", "cache-control"}) {
    const std::string left = forms(name, recorded.header(name));
    const std::string right = forms(name, lines_of(answered, name));
    if (left != right) {
      found.push_back(std::string(name) + ": recorded " + left + ", answered " + right);
    }
  }
  return found;
}

}  // namespace emulator_test
