#include "contract/manifest_rules.hpp"

#include <algorithm>
#include <set>

#include "contract/field_schema.hpp"
#include "contract/schema.hpp"
#include "json/strict_json.hpp"

namespace back::contract {
namespace {

using json::child_pointer;
using json::in_quotes;

class Rules {
 public:
  explicit Rules(const Manifest& manifest) : manifest_(manifest) {}

  std::vector<Fault> faults;

  void check() {
    unique("/connection", "id", manifest_.connection, &Field::id);
    unique("/sections", "id", manifest_.sections, &Section::id);
    unique("/actions", "id", manifest_.actions, &Action::id);
    unique("/option_sources", "id", manifest_.option_sources, &OptionSource::id);
    unique("/errors", "code", manifest_.errors, &ErrorText::code);
    check_connection();
    for (std::size_t i = 0; i < manifest_.actions.size(); ++i) {
      check_action(manifest_.actions[i], child_pointer("/actions", i));
    }
  }

 private:
  void add(const std::string& pointer, const std::string& sentence) {
    faults.push_back({pointer, sentence, false});
  }

  template <typename T>
  void unique(const std::string& pointer, std::string_view key, const std::vector<T>& list,
              std::string T::*member) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (seen.insert(list[i].*member).second) continue;
      add(child_pointer(child_pointer(pointer, i), key),
          "The " + std::string(key) + ' ' + in_quotes(list[i].*member) +
              " is there twice in this list: give each its own.");
    }
  }

  void check_connection() {
    std::size_t teams = 0;
    for (std::size_t i = 0; i < manifest_.connection.size(); ++i) {
      const Field& field = manifest_.connection[i];
      const std::string pointer = child_pointer("/connection", i);
      teams += field.type == FieldType::kTeams;
      check_field(field, pointer);
      if (field.type == FieldType::kOption || field.type == FieldType::kOptions) {
        add(child_pointer(pointer, "type"),
            "A connection cannot offer options before it is made: use this in an action.");
      }
    }
    if (teams == 1) return;
    add("/connection",
        "A connection needs exactly one field of type teams: it says whose experts "
        "may act.");
  }

  void check_field(const Field& field, const std::string& pointer) {
    check_bounds(field, pointer);
    check_type_members(field, pointer);
    if (field.type == FieldType::kTeams) check_teams(field, pointer);
    if (field.is_secret()) check_secret(field, pointer);
    if (field.advanced && field.required && field.preset.is_null()) {
      add(child_pointer(pointer, "advanced"),
          in_quotes(field.title) + " is required, so it needs a default or must not be advanced.");
    }
    if (!faults.empty()) return;  // the field's own schema may not make sense
    check_value(field, field.preset, child_pointer(pointer, "default"));
    check_value(field, field.example, child_pointer(pointer, "example"));
  }

  void check_bounds(const Field& field, const std::string& pointer) {
    const bool has_bounds = field.type != FieldType::kBoolean && field.type != FieldType::kChoice &&
                            field.type != FieldType::kOption;
    const std::string type(name_of(field.type));
    for (const auto& [key, bound] :
         {std::pair{"minimum", field.minimum}, std::pair{"maximum", field.maximum}}) {
      if (bound && !has_bounds) {
        add(child_pointer(pointer, key),
            "A field of type " + type + " has no bounds: remove this.");
      } else if (bound && *bound < 0 && field.type != FieldType::kInteger) {
        add(child_pointer(pointer, key), "A length cannot be negative: use 0 or more.");
      }
    }
    if (field.minimum && field.maximum && *field.minimum > *field.maximum) {
      add(child_pointer(pointer, "maximum"), "The maximum is smaller than the minimum.");
    }
  }

  // Members that belong to some types only, and must be there for these.
  void check_type_members(const Field& field, const std::string& pointer) {
    const bool is_choice = field.type == FieldType::kChoice;
    const bool is_option = field.type == FieldType::kOption || field.type == FieldType::kOptions;
    const bool is_text = field.type == FieldType::kString || field.is_secret();
    const std::string type(name_of(field.type));
    if (is_choice && field.choices.empty()) {
      add(pointer, "A field of type choice needs choices: list at least two.");
    } else if (!is_choice && !field.choices.empty()) {
      add(child_pointer(pointer, "choices"), "Only a field of type choice has choices.");
    }
    if (is_option && field.source.empty()) {
      add(pointer, "A field of type " + type + " needs a source: the id of an option source.");
    } else if (!is_option && !field.source.empty()) {
      add(child_pointer(pointer, "source"),
          "Only fields of type option and options have a source.");
    } else if (is_option && !has(manifest_.option_sources, &OptionSource::id, field.source)) {
      add(child_pointer(pointer, "source"),
          "There is no option source " + in_quotes(field.source) + ": add it to option_sources.");
    }
    if (!is_text && !field.format.empty()) {
      add(child_pointer(pointer, "format"), "Only fields of type string and secret have a format.");
    }
    unique(child_pointer(pointer, "choices"), "value", field.choices, &Choice::value);
  }

  void check_teams(const Field& field, const std::string& pointer) {
    if (!field.required) {
      add(child_pointer(pointer, "required"),
          "The teams of a connection are required: write required: true.");
    }
    if (field.minimum.value_or(1) < 1) {
      add(child_pointer(pointer, "minimum"),
          "A connection needs at least one team: use 1 or more.");
    }
    if (!field.preset.is_null()) {
      add(child_pointer(pointer, "default"),
          "Teams are the host's, so they cannot have a default: remove this.");
    }
  }

  void check_secret(const Field& field, const std::string& pointer) {
    if (!field.preset.is_null()) {
      add(child_pointer(pointer, "default"), "A secret cannot have a default: remove this.");
    }
    if (!field.example.is_null()) {
      add(child_pointer(pointer, "example"),
          "A secret has no example; use placeholder to show its form.");
    }
  }

  void check_value(const Field& field, const boost::json::value& value,
                   const std::string& pointer) {
    if (value.is_null()) return;
    for (const Fault& fault : Schema(value_schema(field)).faults(value)) {
      add(pointer + fault.pointer, fault.sentence);
    }
  }

  void check_action(const Action& action, const std::string& pointer) {
    const std::string inputs = child_pointer(pointer, "input");
    unique(inputs, "id", action.input, &Field::id);
    unique(child_pointer(pointer, "results"), "id", action.results, &OneTimeResult::id);
    for (std::size_t i = 0; i < action.input.size(); ++i) {
      check_input(action.input[i], child_pointer(inputs, i));
    }
    if (!has(manifest_.sections, &Section::id, action.section)) {
      add(child_pointer(pointer, "section"),
          "There is no section " + in_quotes(action.section) + ": add it to sections.");
    }
    if (action.asks_first() && action.confirmation.empty()) {
      add(pointer, "An action that is " + std::string(name_of(action.effect)) +
                       " needs a confirmation: the question that is asked first.");
    }
    check_relatives(action, pointer);
  }

  void check_input(const Field& field, const std::string& pointer) {
    check_field(field, pointer);
    if (field.type == FieldType::kTeams) {
      add(child_pointer(pointer, "type"), "Teams belong to the connection, not to an action.");
    }
    if (field.fixed) {
      add(child_pointer(pointer, "fixed"), "Only a field of the connection can be fixed.");
    }
  }

  void check_relatives(const Action& action, const std::string& pointer) {
    for (const auto& [key, id] : {std::pair{"undo", action.undo}, std::pair{"pair", action.pair}}) {
      if (id.empty()) continue;
      if (id == action.id) {
        add(child_pointer(pointer, key), "An action cannot be its own " + std::string(key) + '.');
      } else if (manifest_.action(id) == nullptr) {
        add(child_pointer(pointer, key), "There is no action " + in_quotes(id) + '.');
      }
    }
    if (!action.undo.empty() && action.effect == Effect::kRead) {
      add(child_pointer(pointer, "undo"), "An action that only reads leaves nothing to undo.");
    }
    const Action* opposite = action.pair.empty() ? nullptr : manifest_.action(action.pair);
    if (opposite != nullptr && opposite != &action && opposite->pair != action.id) {
      add(child_pointer(pointer, "pair"), "The action " + in_quotes(action.pair) +
                                              " does not name this one as its pair: the two must "
                                              "name each other.");
    }
  }

  template <typename T>
  static bool has(const std::vector<T>& list, std::string T::*member, std::string_view wanted) {
    return std::any_of(list.begin(), list.end(),
                       [&](const T& element) { return element.*member == wanted; });
  }

  const Manifest& manifest_;
};

}  // namespace

std::vector<Fault> rule_faults(const Manifest& manifest) {
  Rules rules(manifest);
  rules.check();
  return std::move(rules.faults);
}

}  // namespace back::contract
