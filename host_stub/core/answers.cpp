#include "core/answers.hpp"

#include "contract/outcome.hpp"
#include "contract/schema.hpp"
#include "contract/status.hpp"
#include "core/payload_schemas.hpp"
#include "core/refused.hpp"
#include "json/strict_json.hpp"

namespace back::host {
namespace {

using Faults = std::vector<contract::Fault>;

Faults requester_faults(const boost::json::value& output) {
  static const contract::Schema schema = contract::Schema::parse(kRequesterSchema);
  Faults faults = schema.faults(output, 1);
  if (!faults.empty()) return faults;
  const auto& view = output.as_object();
  const auto found = json::string_at(view, "found");
  if (found == "one" && !view.contains("account"))
    return {{"/account", "One account was found, but it is missing."}};
  if (found == "several" && !view.contains("candidates"))
    return {{"/candidates", "Several accounts were found, but they are missing."}};
  for (const auto& action : view.at("actions").as_array())
    if (json::bool_at(action.as_object(), "enabled") == false &&
        !action.as_object().contains("reason"))
      return {{"/actions", "An action is not enabled, but the reason is missing."}};
  return {};
}

Faults faults_of(const boost::json::value& output, Shape shape) {
  static const contract::Schema check = contract::Schema::parse(kCheckSchema);
  static const contract::Schema options = contract::Schema::parse(kOptionsSchema);
  switch (shape) {
    case Shape::kCheck:
      return check.faults(output, 1);
    case Shape::kOptions:
      return options.faults(output, 1);
    case Shape::kRequester:
      return requester_faults(output);
    case Shape::kOutcome:
      return contract::outcome_faults(output);
  }
  return {{"", "There is no such shape."}};
}

[[noreturn]] void bad_output(const HostTable& table, const std::string& defect) {
  table.log(Level::kPluginMisbehaves, "The plugin's answer is not what the interface says.",
            {{"defect", defect}});
  throw Refused(
      "bad_output",
      "The integration gave an answer that makes no sense. This is a defect of the integration.");
}

boost::json::value parsed(const Answer& answer, const HostTable& table,
                          boost::json::storage_ptr memory) {
  try {
    const std::string_view text = answer.output.empty() ? std::string_view("{}") : answer.output;
    return json::parse(text, {table.limits().max_output, table.limits().max_depth},
                       std::move(memory));
  } catch (const json::JsonError& error) {
    bad_output(table, error.what());
  }
}

}  // namespace

std::string person_sentence(const Answer& answer, const HostTable& table) {
  if (!answer.person.empty()) return answer.person;
  table.log(Level::kPluginMisbehaves, "The plugin failed without a sentence for the person.",
            {{"status", contract::status_name(answer.status)}});
  return "The integration failed and did not say why.";
}

boost::json::object output_of(const Answer& answer, Shape shape, const HostTable& table,
                              boost::json::storage_ptr memory) {
  if (answer.status != BACK_OK)
    throw Refused(std::string(contract::status_name(answer.status)),
                  person_sentence(answer, table));
  if (answer.too_large) bad_output(table, "The output is larger than the host accepts.");
  boost::json::value output = parsed(answer, table, std::move(memory));
  const Faults faults = faults_of(output, shape);
  if (!faults.empty()) bad_output(table, contract::describe(faults.front()));
  return std::move(output.as_object());
}

}  // namespace back::host
