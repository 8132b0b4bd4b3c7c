// What goes wrong in one story, as pure data: at the n-th request, whatever its method, one fault.
// A story is the call and all that the host asks afterwards to find out how it ended.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace truth {

enum class Kind {
  lost_before,  // the connection breaks; before: nothing was applied, after: it was
  lost_after,
  status_500_before,
  status_500_after,
  status_502_before,
  status_502_after,
  status_503_before,
  status_503_after,
  status_504_before,
  status_504_after,
  timeout_before,  // no answer in the time of the attempt, or of the call
  timeout_after,
  cancel_unsent,  // the host cancels before the request leaves
  cancel_before,  // ... when it is on its way, and is never applied
  cancel_after,   // ... when it has been applied
  rate_limit,     // both kinds of 429
  concurrency_limit,
  html_before,  // 200 with a page of HTML, with nothing, with half an object
  html_after,
  empty_before,
  empty_after,
  truncated_before,
  truncated_after,
  redirect_before,  // 302, and 403 of a proxy
  redirect_after,
  proxy_before,
  proxy_after,
  lag_reads,    // of the whole story: so many reads after each change show the old state, or all of
                // 30 s if that is less
  lag_seconds,  // ... or all of so many seconds
  lag_of_an_hour,  // ... or of an hour, once Okta has said yes. A lag of more than 30 s after a lost
                   // answer cannot be told from its not having been carried out: decision 8
};
inline constexpr std::size_t kKinds = 30;

std::string_view name_of(Kind kind);
bool is_lag(Kind kind);

struct Fault {
  int position = 0;  // from 0; of lag without meaning
  Kind kind = Kind::lost_before;
  int amount = 0;  // of lag
  bool operator==(const Fault&) const = default;
};

struct Schedule {
  std::size_t subject = 0;  // index into subjects()
  int deadline_s = 60;      // of the call, as the manifest says
  std::vector<Fault> faults;
};

// "subject 3, deadline 60 s: lost_after at 4, lag_seconds 20"
std::string text_of(const Schedule& schedule);

// Every single fault at every position below `positions`, of one subject.
std::vector<Schedule> single_faults(std::size_t subject, int positions);

// The index-th double fault of a seed; the same on every machine.
Schedule double_fault(std::uint64_t seed, std::uint64_t index);

}  // namespace truth
