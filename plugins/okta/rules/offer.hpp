// Which actions an account can have now: offered, shown but disabled with a reason, or hidden.
// Pure; Okta's own word comes first, and what Okta would accept but is not offered stands in one
// table.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "okta/rules/situation.hpp"

namespace okta {

// What an action asks of an account.
struct Needs {
  std::string_view action;             // its id
  std::optional<Operation> operation;  // must be permitted; none: Okta accepts it for any account
};

struct Offer {
  enum class Kind { hidden, disabled, offered };
  Kind kind = Kind::offered;
  Reason reason;  // unless it is offered

  bool offered() const { return kind == Kind::offered; }
};

Offer offer(const Needs& needs, const Situation& situation);

// Okta would, or might, accept these; they are not offered, for these reasons.
struct Withheld {
  std::string_view action;  // empty: every action with an operation; "*": every action
  bool (*applies)(const Situation&);
  Offer::Kind kind;
  std::string_view code, sentence, remedy;
};
std::span<const Withheld> withheld();
bool concerns(const Withheld& row, const Needs& needs);

}  // namespace okta
