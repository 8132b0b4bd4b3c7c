// How a push challenge can end, and how that is told.
#pragma once

#include <string_view>

#include "okta/change/verdict.hpp"

namespace okta {

enum class Ending {
  approved,
  rejected,
  timed_out,   // by Okta, or because the call's own time was up
  cancelled,   // by the expert
  unanswered,  // Okta could not be asked any more
};

struct EndingRow {
  Ending ending;
  Outcome outcome;
  std::string_view code;
  std::string_view because;  // a sentence for the expert
};
const EndingRow& row_of(Ending ending);

}  // namespace okta
