// The output of execute and settle: what really happened. Shape:
// plugin_api/schema/outcome.schema.json.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "contract/fault.hpp"

namespace back::contract {

enum class Outcome {
  kDone,
  kAlready,  // nothing to do
  kRefused,  // by the vendor or by a rule
  kFailed,   // surely not applied
  kUnknown,  // cannot tell
};
std::string_view name_of(Outcome outcome);
std::optional<Outcome> outcome_named(std::string_view name);

// What is wrong with an outcome object: its schema, and what the schema cannot say - a code for
// refused, failed and unknown, evidence for unknown, no change for already.
std::vector<Fault> outcome_faults(const boost::json::value& document);

}  // namespace back::contract
