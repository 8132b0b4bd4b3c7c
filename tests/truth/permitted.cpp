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
  return subject.action == "clear_sessions" && !facts.yes_delivered;
}

bool nothing_to_see(const Subject& subject, const Facts& facts, const Told&) {
  return subject.action != "clear_sessions" && !subject.readable && !facts.yes_delivered;
}

bool secret_lost(const Subject& subject, const Facts& facts, const Told& told) {
  const bool says_so = told.code == "link_lost" || told.code == "password_lost";
  return subject.wants_secret && says_so && !facts.yes_delivered && !told.has_secret;
}

bool not_read(const Subject& subject, const Facts& facts, const Told& told) {
  return subject.readable && !told.calm && facts.fresh_looks == 0 && tried_to_the_end(told);
}

bool too_early(const Subject& subject, const Facts& facts, const Told& told) {
  return subject.readable && !told.calm && facts.fresh_looks > 0 && facts.applied_changes == 0 &&
         facts.last_look - facts.last_change < kLag && told.time_left <= kTooLittle;
}

constexpr std::array<PermittedUnknown, 5> kRows = {{
    {"clear sessions", "the answer was lost, and so was that of the second request",
     "Okta has no way to read the sessions of a person.",
     "Doing it once more is harmless. It is done by itself once: the request is sent a second "
     "time, "
     "with a note of its own.",
     sessions_answer_lost},
    {"resend activation; reset password while a reset is under way; set a temporary password where "
     "the password has expired already",
     "the answer was lost",
     "The account looks the same before and after: only a mail, a link or a password is new.",
     "Doing it once more is safe, but is left to the expert: at worst the requester gets two "
     "mails, "
     "and of two temporary passwords the latest one works.",
     nothing_to_see},
    {"activate and reset password, with the link handed out; set a temporary password",
     "the answer that carried the link or the password was lost",
     "The account shows that it was done, but Okta hands out the secret only in that answer.",
     "Resend the activation, reset the password or set a temporary one once more.", secret_lost},
    {"all but clear sessions and resend activation",
     "until the end of the call, or for half a minute, every read after the request failed or "
     "showed "
     "an older state",
     "Nothing newer than the request has been seen.",
     "Open the requester again; what was interrupted is read back by itself.", not_read},
    {"all but clear sessions and resend activation",
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
      "- **Mail.** Whether Okta mailed a link cannot be read. After a lost answer the account "
      "shows "
      "that it was activated, or that its\n"
      "  password is being reset, which is told as *done*, with the advice to do it once more if "
      "no "
      "mail arrives.\n"
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
