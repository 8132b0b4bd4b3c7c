#include "okta/change/verdict.hpp"

#include <algorithm>
#include <array>

namespace okta {
namespace {

using enum Outcome;
using Kind = Sent::Kind;

struct Row {
  Kind sent;
  Reading reading;
  Verdict verdict;
};

constexpr std::string_view kByOthers = "Somebody else has changed the account at the same time.";
constexpr std::string_view kNotVisible =
    "Okta accepted the request, but does not show the change yet. Open the requester again in a "
    "few "
    "minutes.";

constexpr std::array<Row, 24> kRows = {{
    {Kind::accepted, Reading::reached, {done, Changed::yes, "", ""}},
    {Kind::accepted,
     Reading::heading,
     {done, Changed::yes, "",
      "Okta is still finishing it; open the requester again in a few minutes."}},
    {Kind::accepted, Reading::not_yet, {unknown, Changed::cannot_tell, "not_visible", kNotVisible}},
    {Kind::accepted,
     Reading::unchanged,
     {unknown, Changed::cannot_tell, "not_visible", kNotVisible}},
    {Kind::accepted, Reading::elsewhere, {done, Changed::yes, "", kByOthers}},
    {Kind::accepted,
     Reading::gone,
     {unknown, Changed::cannot_tell, "not_found",
      "Okta accepted the request and now says that there is no such account."}},
    {Kind::accepted,
     Reading::unreadable,
     {unknown, Changed::cannot_tell, "not_verified",
      "Okta accepted the request, but the account could not be read afterwards."}},
    {Kind::accepted, Reading::untellable, {done, Changed::yes, "", ""}},

    {Kind::uncertain,
     Reading::reached,
     {done, Changed::yes, "",
      "Okta's answer was lost; reading the account shows that it was done."}},
    {Kind::uncertain,
     Reading::heading,
     {done, Changed::yes, "",
      "Okta's answer was lost; the account shows that Okta is still finishing it."}},
    {Kind::uncertain,
     Reading::not_yet,
     {unknown, Changed::cannot_tell, "lost_answer",
      "Okta's answer was lost. The account does not show the change, but there was no time to be "
      "sure that Okta is not only late with it. Open the requester again in a minute."}},
    {Kind::uncertain,
     Reading::unchanged,
     {failed, Changed::no, "lost_answer",
      "Okta's answer was lost; the account was watched, and nothing has changed."}},
    {Kind::uncertain,
     Reading::elsewhere,
     {unknown, Changed::cannot_tell, "lost_answer",
      "Okta's answer was lost, and somebody else has changed the account since."}},
    {Kind::uncertain,
     Reading::gone,
     {unknown, Changed::cannot_tell, "lost_answer",
      "Okta's answer was lost, and Okta now says that there is no such account."}},
    {Kind::uncertain,
     Reading::unreadable,
     {unknown, Changed::cannot_tell, "",
      "There was no clear answer from Okta, and the account could not be read afterwards. Open the "
      "requester again to see."}},
    {Kind::uncertain,
     Reading::untellable,
     {unknown, Changed::cannot_tell, "",
      "There was no clear answer from Okta, and no read can tell whether it was done."}},

    {Kind::rejected, Reading::reached, {already, Changed::no, "", kByOthers}},
    {Kind::rejected, Reading::heading, {refused, Changed::no, "in_transition", kByOthers}},
    {Kind::rejected, Reading::not_yet, {refused, Changed::no, "", ""}},
    {Kind::rejected, Reading::unchanged, {refused, Changed::no, "", ""}},
    {Kind::rejected, Reading::elsewhere, {refused, Changed::no, "conflict", kByOthers}},
    {Kind::rejected,
     Reading::gone,
     {refused, Changed::no, "not_found", "Okta has no such account any more."}},
    {Kind::rejected, Reading::unreadable, {refused, Changed::no, "", ""}},
    {Kind::rejected, Reading::untellable, {refused, Changed::no, "", ""}},
}};

}  // namespace

Verdict verdict(Sent::Kind sent, Reading reading) {
  if (sent == Kind::not_sent) return {failed, Changed::no, "", ""};
  const auto* const row = std::find_if(kRows.begin(), kRows.end(), [=](const Row& each) {
    return each.sent == sent && each.reading == reading;
  });
  return row->verdict;  // the table is complete
}

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case done:
      return "done";
    case already:
      return "already";
    case refused:
      return "refused";
    case failed:
      return "failed";
    case unknown:
      break;
  }
  return "unknown";
}

}  // namespace okta
