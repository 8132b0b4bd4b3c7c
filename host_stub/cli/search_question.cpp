#include "cli/search_question.hpp"

#include <charconv>

#include "cli/problem.hpp"
#include "cli/question.hpp"
#include "contract/field_schema.hpp"
#include "contract/schema.hpp"
#include "core/printable.hpp"
#include "json/strict_json.hpp"

namespace back::cli {
namespace {

using contract::Field;
using contract::FieldType;
using host::printable;

constexpr std::size_t kMostShown = 20;
constexpr int kMostSearches = 50;

std::string text_at(const boost::json::object& object, const char* key) {
  return std::string(json::string_at(object, key).value_or(""));
}

void show(const boost::json::array& items, bool more, Console& console) {
  std::size_t number = 0;
  for (const auto& entry : items) {
    if (++number > kMostShown) break;
    const auto& item = entry.as_object();
    std::string line = std::to_string(number) + ". " + text_at(item, "name");
    if (const auto detail = text_at(item, "detail"); !detail.empty()) line += " - " + detail;
    if (json::bool_at(item, "disabled") == true)
      line += " (not possible: " + text_at(item, "reason") + ")";
    tell(console, line, 4);
  }
  if (items.empty()) tell(console, "Nothing was found.", 4);
  if (more || items.size() > kMostShown) tell(console, "There are more; type more of the name.", 4);
}

// The ids behind "1,3"; nothing if the text is not such a list.
std::vector<std::string> picked(const boost::json::array& items, const std::string& text,
                                Console& console) {
  std::vector<std::string> ids;
  for (const auto& part : parts_of(text)) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    const bool fits = error == std::errc() && end == part.data() + part.size() && number >= 1 &&
                      number <= std::min(items.size(), kMostShown);
    if (!fits) return {};
    const auto& item = items[number - 1].as_object();
    if (json::bool_at(item, "disabled") == true) {
      tell(console, text_at(item, "name") + " is not possible: " + text_at(item, "reason"), 2);
      return {};
    }
    ids.push_back(text_at(item, "id"));
  }
  return ids;
}

}  // namespace

// What may be left empty is easier to decide with everything in sight.
boost::json::value ask_by_search(const Field& field, const Search& search,
                                 const boost::json::object& values, Console& console) {
  const bool several = field.type == FieldType::kOptions;
  boost::json::array items;
  const auto look_for = [&](const std::string& text) {
    const auto found = search(field.source, text, values);
    const auto* list = json::array_at(found, "items");
    items = list == nullptr ? boost::json::array() : *list;
    show(items, found.contains("cursor"), console);
  };
  if (!field.required) look_for("");
  for (int turn = 0; turn < kMostSearches; ++turn) {
    std::string prompt = "  Part of the name";
    prompt += field.required ? " (Enter: all)" : " (Enter: none)";
    if (!items.empty()) prompt += several ? ", or numbers with commas" : ", or a number";
    const std::string answer = ask_line(console, prompt + ": ", field.title);
    if (answer.empty() && !field.required) return nullptr;
    const auto ids = picked(items, answer, console);
    if (ids.size() == 1 && !several) return boost::json::value(ids.front());
    if (!ids.empty() && several) return boost::json::array(ids.begin(), ids.end());
    look_for(answer);
  }
  refuse_without_input("\"" + printable(field.title) + "\" was not picked; nothing was done.");
}

}  // namespace back::cli
