#include "cli/question.hpp"

#include "cli/problem.hpp"
#include "cli/search_question.hpp"
#include "cli/width.hpp"
#include "contract/field_schema.hpp"
#include "core/printable.hpp"

namespace back::cli {
namespace {

using contract::Field;
using contract::FieldType;
using host::printable;
using host::Refused;

void introduce(const Field& field, const Form* form, Console& console) {
  console.err.line("");
  console.err.line(console.err_style.bold(printable(field.title)));
  tell(console, field.description, 2);
  if (!field.example.is_null()) tell(console, "For example: " + text_of(field.example), 2);
  for (const auto& choice : field.choices)
    tell(console,
         choice.value + " - " + choice.title +
             (choice.description.empty() ? "" : ": " + choice.description),
         4);
  if (field.type != FieldType::kTeams || form == nullptr) return;
  for (const auto& team : form->teams) tell(console, team.id + " - " + team.name, 4);
}

std::string prompt_for(const Field& field) {
  std::string prompt = "  " + printable(field.title);
  if (field.type == FieldType::kTeams) prompt += " (ids, with commas between them)";
  if (field.type == FieldType::kBoolean) prompt += " (yes or no)";
  if (!field.preset.is_null())
    prompt += " [" + printable(text_of(field.preset)) + "]";
  else if (!field.placeholder.empty() && field.example.is_null())
    prompt += " (such as " + printable(field.placeholder) + ")";
  else if (!field.required)
    prompt += " [leave empty]";
  return prompt + ": ";
}

std::string secret_problem(const Field& field, const Secret& secret) {
  const std::vector<contract::SecretText> given{{field.id, secret.reveal()}};
  const auto faults = contract::secret_faults({&field, 1}, given);
  return faults.empty() ? "" : faults.front().sentence;
}

[[noreturn]] void give_up(const Field& field) {
  refuse_without_input("\"" + printable(field.title) + "\" was not given in a form that fits, " +
                       std::to_string(kMostAttempts) + " times; nothing was done.");
}

[[noreturn]] void refuse_at_end(const std::string& what) {
  refuse_without_input("The input ended before \"" + printable(what) +
                       "\" was given; nothing was done.");
}

}  // namespace

void tell(Console& console, std::string_view text, std::size_t indent) {
  if (text.empty()) return;
  for (const auto& line : wrapped(printable(text), console.width - indent))
    console.err.line(std::string(indent, ' ') + line);
}

std::string ask_line(Console& console, const std::string& prompt, const std::string& what) {
  console.err.ask(prompt);
  const auto line = console.keyboard.line();
  if (!line) refuse_at_end(what);
  console.err.answered();
  return trimmed(*line);
}

boost::json::value ask_value(const Field& field, const Form& form,
                             const boost::json::object& values, Console& console) {
  introduce(field, &form, console);
  const bool by_search = field.type == FieldType::kOption || field.type == FieldType::kOptions;
  if (by_search && form.search) return ask_by_search(field, form.search, values, console);
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    const std::string answer = ask_line(console, prompt_for(field), field.title);
    if (answer.empty() && !field.preset.is_null()) return field.preset;
    if (answer.empty() && !field.required) return nullptr;
    try {
      return value_of(field, answer, form.teams);
    } catch (const Refused& refused) {
      tell(console, refused.sentence(), 2);
    }
  }
  give_up(field);
}

std::optional<Secret> ask_secret(const Field& field, Console& console) {
  introduce(field, nullptr, console);
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    auto secret = console.keyboard.secret_line(
        [&] { console.err.ask("  " + printable(field.title) + " (not shown while you type): "); });
    if (!secret) refuse_at_end(field.title);
    console.err.answered();
    if (secret->empty() && !field.required) return std::nullopt;
    const std::string problem = secret_problem(field, *secret);
    if (problem.empty()) return secret;
    tell(console, problem, 2);
  }
  give_up(field);
}

bool ask_to_agree(Console& console, std::string_view what_to) {
  console.err.ask("Type yes to " + std::string(what_to) + ": ");
  const auto answer = console.keyboard.line();
  if (answer) console.err.answered();
  return answer && trimmed(*answer) == "yes";
}

}  // namespace back::cli
