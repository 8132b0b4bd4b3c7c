#include "cli/form.hpp"

#include <algorithm>

#include "cli/problem.hpp"
#include "cli/question.hpp"
#include "core/printable.hpp"

namespace back::cli {
namespace {

using contract::Field;

const Field* field_named(const Form& form, const std::string& id) {
  const auto found = std::find_if(form.fields.begin(), form.fields.end(),
                                  [&](const Field& field) { return field.id == id; });
  return found == form.fields.end() ? nullptr : &*found;
}

std::string known_fields(const Form& form, bool secret) {
  std::string names;
  for (const auto& field : form.fields)
    if (field.is_secret() == secret) names += (names.empty() ? "" : ", ") + field.id;
  return names.empty() ? "There is none." : "There is: " + names + ".";
}

void take_given(const Form& form, boost::json::object& values) {
  for (const auto& given : form.given) {
    const Field* field = field_named(form, given.field);
    if (field == nullptr)
      refuse_usage("There is no field " + host::printable(given.field) + " to set. " +
                   known_fields(form, false));
    if (field->is_secret())
      refuse_usage("\"" + host::printable(field->title) +
                   "\" is secret and is not taken from the command line, where others can read it. "
                   "Use --secret-file " +
                   field->id + "=FILE, --secret-fd " + field->id +
                   "=N, or type it when asked. Treat what you have typed as known to others.");
    values[field->id] = value_of(*field, given.text, form.teams);
  }
}

void require_known_secrets(const Form& form) {
  for (const auto& secret : form.secrets) {
    const Field* field = field_named(form, secret.field);
    if (field == nullptr || !field->is_secret())
      refuse_usage("There is no secret field " + host::printable(secret.field) + ". " +
                   known_fields(form, true));
  }
}

bool is_given(const Field& field, const Filled& filled) {
  if (!field.is_secret()) return filled.values.contains(field.id);
  return std::any_of(filled.secrets.begin(), filled.secrets.end(),
                     [&](const auto& secret) { return secret.field == field.id; });
}

std::string option_for(const Field& field) {
  if (field.is_secret()) return "--secret-file " + field.id + "=FILE";
  return "--set " + field.id + "=" + shape_of(field);
}

// One sentence for all that is missing.
void require_complete(const Form& form, const Filled& filled) {
  std::string missing;
  for (const auto& field : form.fields) {
    if (!field.required || is_given(field, filled)) continue;
    missing += " " + option_for(field);
  }
  if (!missing.empty())
    refuse_without_input("Something is missing, and there is no terminal to ask on. Add:" +
                         host::printable(missing));
}

void ask_for(const Field& field, const Form& form, Filled& filled, Console& console) {
  if (field.is_secret()) {
    if (auto secret = ask_secret(field, console))
      filled.secrets.push_back({field.id, std::move(*secret)});
    return;
  }
  auto value = ask_value(field, form, filled.values, console);
  if (!value.is_null()) filled.values[field.id] = std::move(value);
}

}  // namespace

bool is_complete(const Form& form) {
  return std::all_of(form.fields.begin(), form.fields.end(), [&](const Field& field) {
    const auto is_it = [&](const auto& given) { return given.field == field.id; };
    return !field.required || std::any_of(form.given.begin(), form.given.end(), is_it) ||
           std::any_of(form.secrets.begin(), form.secrets.end(), is_it);
  });
}

Filled fill(Form form, Console& console) {
  Filled filled;
  take_given(form, filled.values);
  require_known_secrets(form);
  filled.secrets = std::move(form.secrets);
  if (!console.interactive) require_complete(form, filled);
  for (const auto& field : form.fields) {
    if (is_given(field, filled)) continue;
    const bool wanted = field.required || !field.advanced || form.advanced;
    if (console.interactive && wanted)
      ask_for(field, form, filled, console);
    else if (!field.required && !field.is_secret() && !field.preset.is_null())
      filled.values[field.id] = field.preset;
  }
  return filled;
}

}  // namespace back::cli
