#include "okta/challenge/ending.hpp"

#include <algorithm>
#include <array>

namespace okta {
namespace {

// A confirmation that nobody has learnt of is none, so nothing here is "unknown".
constexpr std::array<EndingRow, 5> kRows = {{
    {Ending::approved, Outcome::done, "", ""},
    {Ending::rejected, Outcome::refused, "rejected",
     "The push was rejected on the phone. If the caller did not do that, somebody else is calling: "
     "do not go on."},
    {Ending::timed_out, Outcome::failed, "timed_out",
     "Nobody answered the push in time. Ask whether the phone is at hand and online, then send "
     "another one."},
    {Ending::cancelled, Outcome::failed, "cancelled",
     "It was cancelled before there was an answer."},
    {Ending::unanswered, Outcome::failed, "lost_answer",
     "Okta could not be asked how it was answered. Send another push."},
}};

}  // namespace

const EndingRow& row_of(Ending ending) {
  return *std::find_if(kRows.begin(), kRows.end(),
                       [=](const EndingRow& row) { return row.ending == ending; });
}

}  // namespace okta
