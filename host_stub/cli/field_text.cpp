#include "cli/field_text.hpp"

#include <algorithm>
#include <charconv>

#include "cli/problem.hpp"
#include "contract/field_schema.hpp"
#include "contract/schema.hpp"
#include "contract/who_may.hpp"
#include "core/printable.hpp"
#include "json/strict_json.hpp"

namespace back::cli {
namespace {

using contract::Field;
using contract::FieldType;
using host::Refused;

[[noreturn]] void refuse(const Field& field, const std::string& why) {
  throw Refused("invalid_input", json::in_quotes(field.title) + " " + why);
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool yes_or_no(const Field& field, const std::string& text) {
  const std::string word = lower(text);
  for (const char* yes : {"yes", "y", "true", "on", "1"})
    if (word == yes) return true;
  for (const char* no : {"no", "n", "false", "off", "0"})
    if (word == no) return false;
  refuse(field, "must be yes or no.");
}

std::int64_t whole_number(const Field& field, const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    refuse(field, "must be a whole number.");
  return number;
}

std::string choice_named(const Field& field, const std::string& text) {
  std::string all;
  for (const auto& choice : field.choices) {
    if (choice.value == text || lower(choice.title) == lower(text)) return choice.value;
    all += (all.empty() ? "" : ", ") + choice.value;
  }
  refuse(field, "must be one of: " + all + ".");
}

boost::json::array team_ids(const Field& field, std::string_view text,
                            const std::vector<host::Team>& teams) {
  boost::json::array ids;
  for (const auto& part : parts_of(text)) {
    const auto team = std::find_if(teams.begin(), teams.end(), [&](const host::Team& one) {
      return one.id == part || lower(one.name) == lower(part);
    });
    if (team == teams.end()) {
      std::string all;
      for (const auto& one : teams) all += (all.empty() ? "" : ", ") + one.id;
      refuse(field, "names the team " + json::in_quotes(part) +
                        ", which does not exist. There are: " + host::printable(all) + ".");
    }
    ids.emplace_back(team->id);
  }
  return ids;
}

boost::json::value read(const Field& field, const std::string& text,
                        const std::vector<host::Team>& teams) {
  switch (field.type) {
    case FieldType::kBoolean:
      return yes_or_no(field, text);
    case FieldType::kInteger:
      return whole_number(field, text);
    case FieldType::kChoice:
      return boost::json::value(choice_named(field, text));
    case FieldType::kTeams:
      return team_ids(field, text, teams);
    case FieldType::kOptions: {
      boost::json::array ids;
      for (const auto& part : parts_of(text)) ids.emplace_back(part);
      return ids;
    }
    case FieldType::kString:
    case FieldType::kOption:
    case FieldType::kSecret:
      break;
  }
  return boost::json::value(text);
}

}  // namespace

std::vector<Given> read_given(const std::vector<std::string>& typed) {
  std::vector<Given> given;
  for (const auto& one : typed) {
    const auto equals = one.find('=');
    if (equals == 0 || equals == std::string::npos)
      refuse_usage("--set needs a field and its value, as in: --set name=value.");
    given.push_back({one.substr(0, equals), one.substr(equals + 1)});
    for (std::size_t i = 0; i + 1 < given.size(); ++i)
      if (given[i].field == given.back().field)
        refuse_usage("--set " + host::printable(given.back().field) + " is given twice.");
  }
  return given;
}

boost::json::value value_of(const Field& field, std::string_view text,
                            const std::vector<host::Team>& teams) {
  boost::json::value value = read(field, trimmed(text), teams);
  const auto faults = contract::Schema(contract::value_schema(field)).faults(value, 1);
  if (!faults.empty()) throw Refused("invalid_input", faults.front().sentence);
  return value;
}

std::string text_of(const boost::json::value& value) {
  if (value.is_bool()) return value.get_bool() ? "yes" : "no";
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_null()) return "";
  if (!value.is_array()) return json::canonical(value);
  std::string list;
  for (const auto& item : value.get_array()) list += (list.empty() ? "" : ",") + text_of(item);
  return list;
}

std::string shape_of(const Field& field) {
  switch (field.type) {
    case FieldType::kBoolean:
      return "yes|no";
    case FieldType::kInteger:
      return "NUMBER";
    case FieldType::kTeams:
      return "TEAM[,TEAM]";
    case FieldType::kOption:
      return "ID";
    case FieldType::kOptions:
      return "ID[,ID]";
    case FieldType::kSecret:
      return "FILE";
    case FieldType::kString:
      return "TEXT";
    case FieldType::kChoice:
      break;
  }
  std::string values;
  for (const auto& choice : field.choices) values += (values.empty() ? "" : "|") + choice.value;
  return values;
}

std::vector<std::string> parts_of(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    if (auto part = trimmed(list.substr(0, comma)); !part.empty()) parts.push_back(std::move(part));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return parts;
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto begin = text.find_first_not_of(kBlanks);
  if (begin == text.npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1));
}

}  // namespace back::cli
