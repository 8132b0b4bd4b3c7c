// Watching what a request has done: fresh reads at growing distances while Okta has not caught up,
// within the time given.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "http/scope.hpp"
#include "okta/access.hpp"
#include "okta/change/verdict.hpp"
#include "okta/client/client.hpp"

namespace okta {

// Okta's reads by id are documented to be fresh. Nothing is called failed by relying on it: what is
// read counts as unchanged only when a read so long after the request still shows it as before
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
  // By Okta's clock, for a note that outlives this process: from then on what is as before stays
  // so. None: not known.
  std::optional<std::chrono::sys_seconds> tells_from = std::nullopt;
};

// What is watched.
class Watched {
 public:
  virtual ~Watched() = default;
  // A fresh read. Throws neither Failure nor Cancelled.
  virtual Task<> look() = 0;
  // What that read shows; kept unless earlier ones say more. late: what is as before stays so.
  virtual Reading judge(bool late) = 0;
};

Task<> watch(Client& client, const Access& access, back::http::Scope& scope, Watched& watched,
             Patience patience, LastSent sent);

}  // namespace okta
