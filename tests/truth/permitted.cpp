#include "permitted.hpp"

#include <algorithm>
#include <array>

namespace truth {
namespace {

using namespace std::chrono_literals;

// The plugin stops when less than this is left: the longest pause, and the time to tell.
constexpr std::chrono::milliseconds kTooLittle = 7s;
constexpr std::chrono::milliseconds kLag = 32s;

// Whoever tells it has used the time there was, or was told to stop.
bool tried_to_the_end(const Told& told) {
  return told.watched >= kLag || told.time_left <= kTooLittle;
}

bool sessions_answer_lost(const Subject& subject, const Facts& facts, const Told&) {
  return !subject.readable() && !facts.yes_delivered;
}

bool link_lost(const Subject& subject, const Facts& facts, const Told& told) {
  return subject.wants_link && told.code == "link_lost" && !facts.yes_delivered && !told.has_link;
}

bool not_read(const Subject& subject, const Facts& facts, const Told& told) {
  return subject.readable() && !told.calm && facts.fresh_looks == 0 && tried_to_the_end(told);
}

bool too_early(const Subject& subject, const Facts& facts, const Told& told) {
  return subject.readable() && !told.calm && facts.fresh_looks > 0 && facts.applied_changes == 0 &&
         facts.last_look - facts.last_change < kLag && told.time_left <= kTooLittle;
}

constexpr std::array<PermittedUnknown, 4> kRows = {{
    {"clear sessions", "the answer was lost, and so was that of the second request",
     "Okta has no way to read the sessions of a person.",
     "Doing it once more is harmless. It is done by itself once: the request is sent a second "
     "time, "
     "with a note of its own.",
     sessions_answer_lost},
    {"activate, with the link handed out", "the answer that carried the link was lost",
     "The account shows that it was activated, but Okta hands out the link only in that answer.",
     "Resend the activation in Okta.", link_lost},
    {"all but clear sessions",
     "until the end of the call, or for half a minute, every read after the request failed or "
     "showed "
     "an older state",
     "Nothing newer than the request has been seen.",
     "Open the requester again; what was interrupted is read back by itself.", not_read},
    {"all but clear sessions",
     "the answer was lost, the account is as before, and the call ended before a read half a "
     "minute "
     "after the request had succeeded",
     "Okta may have done it and only be late in showing it.",
     "Open the requester again in a minute; what was interrupted is read back by itself.",
     too_early},
}};

}  // namespace

std::span<const PermittedUnknown> permitted_unknowns() { return kRows; }

std::string unknown_outcomes_document() {
  std::string text =
      "# When an outcome is \"unknown\"\n\n"
      "Every change ends as done, already, refused, failed or unknown. *Unknown* is told only "
      "where "
      "no read can tell, and these are\n"
      "all the cases. Everything else is a defect. The table is `tests/truth/permitted.cpp`, which "
      "the tests judge by; this page is\n"
      "compared with it.\n\n"
      "| action | what happened | why no read can tell | what then |\n|---|---|---|---|\n";
  for (const PermittedUnknown& row : kRows) {
    for (const std::string_view cell : {row.actions, row.when, row.why, row.later})
      text += "| " + std::string(cell) + ' ';
    text += "|\n";
  }
  text +=
      "\nTwo things are told in words, because they do not decide whether the action was done:\n\n"
      "- **Mail.** Whether Okta mailed the activation link cannot be read. After a lost answer the "
      "account shows that it was activated,\n"
      "  which is told as *done*, with the advice to resend the activation if no mail arrives.\n"
      "- **Somebody else.** Where the account shows neither the old nor the wanted state after a "
      "lost "
      "answer, somebody else was at work;\n"
      "  what became of our request cannot be told apart from what he did. That is told as "
      "*unknown*, too. No schedule of the tests has a\n"
      "  second person in it.\n\n"
      "Why half a minute: [decision 8](adr/0008-when-failed-may-be-said.md).\n";
  return text;
}

}  // namespace truth
