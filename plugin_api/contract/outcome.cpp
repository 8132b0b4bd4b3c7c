#include "contract/outcome.hpp"

#include "contract/embedded_schemas.hpp"
#include "contract/schema.hpp"
#include "json/strict_json.hpp"

namespace back::contract {
namespace {

const Schema& outcome_schema() {
  static const Schema schema = Schema::parse(kOutcomeSchema);
  return schema;
}

}  // namespace

std::vector<Fault> outcome_faults(const boost::json::value& document) {
  auto faults = outcome_schema().faults(document);
  if (!faults.empty()) return faults;
  const auto& object = document.as_object();
  const auto outcome = outcome_named(json::string_at(object, "outcome").value_or(""));
  const bool is_settled = outcome == Outcome::kDone || outcome == Outcome::kAlready;
  if (!is_settled && json::string_at(object, "code").value_or("").empty()) {
    faults.push_back({"/code", "An outcome other than done and already needs a code.", false});
  }
  if (outcome == Outcome::kUnknown && json::string_at(object, "evidence").value_or("").empty()) {
    faults.push_back({"/evidence", "The outcome unknown needs its evidence.", false});
  }
  if (outcome == Outcome::kAlready && json::bool_at(object, "changed") != false) {
    faults.push_back({"/changed", "The outcome already means that nothing was changed.", false});
  }
  if (json::string_at(object, "summary").value_or("").empty()) {
    faults.push_back({"/summary", "The summary is empty: the timeline needs one line.", false});
  }
  return faults;
}

}  // namespace back::contract
