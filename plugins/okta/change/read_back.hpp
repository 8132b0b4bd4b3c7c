// Looking again after a request: fresh reads, at growing distances while Okta has not caught up,
// within the time given.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "okta/access.hpp"
#include "okta/actions/action.hpp"
#include "okta/change/verdict.hpp"
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

// Okta's reads by id are documented to be fresh. Nothing is called failed by relying on it: an
// account counts as unchanged only when a read so long after the request still shows it as before
// (docs/adr/0008).
inline constexpr std::chrono::seconds kLongestLag{32};

// How long a state that has not arrived yet is looked at again.
enum class Patience {
  once,     // the first read decides
  brief,    // long enough to tell a slow read from a lost request, before sending again
  lasting,  // until it has arrived, or is sure not to
};

// The longest time that one request may take, so that a call of usual length can still wait out the
// lag after it.
inline constexpr std::chrono::seconds kAttemptTimeout{20};

// In a note: LastSent::tells_from in seconds since 1970.
inline constexpr std::string_view kTellsFrom = "tells_from";

// When the request can have been at work at the latest.
struct LastSent {
  back::loop::Clock::time_point here;
  // By Okta's clock, for a note that outlives this process: from then on an account that is as
  // before stays so. None: not known.
  std::optional<std::chrono::sys_seconds> tells_from = std::nullopt;
};

// One fresh read, in full: account, and factors where they decide. Nothing if there is no such
// account. Throws Failure.
Task<std::optional<Situation>> read_situation(Client& client, const UserId& id, bool with_factors);

// What now says about the change; as before is not_yet. Pure.
Reading compare(const Change& change, const Situation& now);

// Does not throw Failure: what cannot be read is Reading::unreadable.
Task<ReadBack> read_back(Client& client, const Access& access, back::http::Scope& scope,
                         const Change& change, Patience patience, LastSent sent);

}  // namespace okta
