// The account, read again after a request.
#pragma once

#include <optional>

#include "okta/access.hpp"
#include "okta/actions/action.hpp"
#include "okta/change/watch.hpp"
#include "okta/rules/snapshot.hpp"

namespace okta {

struct ReadBack {
  Reading reading = Reading::unreadable;
  std::optional<Situation> now;  // unless it is gone or unreadable
};

// What was asked for, of an account that was as in before.
struct Change {
  const Action& action;
  const Snapshot& before;
  const boost::json::object& input;
};

// A read can tell whether it was done: what it would show did not hold before.
bool can_be_read(const Change& change);

// One fresh read, in full: account, and factors where they decide. Nothing if there is no such
// account. Throws Failure.
Task<std::optional<Situation>> read_situation(Client& client, const UserId& id, bool with_factors);

// What now says about the change; as before is not_yet. Pure.
Reading compare(const Change& change, const Situation& now);

// Does not throw Failure: what cannot be read is Reading::unreadable.
Task<ReadBack> read_back(Client& client, const Access& access, back::http::Scope& scope,
                         const Change& change, Patience patience, LastSent sent);

}  // namespace okta
