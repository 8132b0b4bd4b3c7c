// Looking again after a request: fresh reads, at growing distances while Okta has not caught up,
// within the time given.
#pragma once

#include "okta/access.hpp"
#include "okta/actions/action.hpp"
#include "okta/change/verdict.hpp"
#include "okta/rules/snapshot.hpp"

namespace okta {

struct ReadBack {
  Reading reading = Reading::unreadable;
  std::optional<Situation> now;  // unless it is gone or unreadable
};

// How often a state that has not arrived yet is looked at again.
enum class Patience {
  once,     // the first read decides
  brief,    // long enough to tell a slow read from a lost request, before sending again
  lasting,  // until Okta has had time to finish
};

// One fresh read, in full: account, and factors where they decide. Nothing if there is no such
// account. Throws Failure.
Task<std::optional<Situation>> read_situation(Client& client, const UserId& id, bool with_factors);

// What now says about the action, compared with before. Pure.
Reading compare(const Action& action, const Snapshot& before, const Situation& now);

// Does not throw Failure: what cannot be read is Reading::unreadable.
Task<ReadBack> read_back(Client& client, const Access& access, back::http::Scope& scope,
                         const Action& action, const Snapshot& before, Patience patience);

}  // namespace okta
