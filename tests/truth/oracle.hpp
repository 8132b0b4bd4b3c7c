// The judge: what was told against what really happened.
#pragma once

#include <optional>
#include <string>

#include "permitted.hpp"

namespace truth {

// Why it is wrong, a sentence; nothing if it is the truth.
std::optional<std::string> objection(const Subject& subject, const FaultyOkta& okta,
                                     const Told& told);

}  // namespace truth
