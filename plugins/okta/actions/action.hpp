// An action, described: what it asks of an account, which request it sends, and what a fresh read
// must show for it to have worked. The one flow in change/ does the rest, for all actions alike.
#pragma once

#include <boost/json/object.hpp>
#include <span>
#include <string>
#include <string_view>

#include "okta/client/client.hpp"
#include "okta/rules/offer.hpp"
#include "okta/rules/situation.hpp"

namespace okta {

// Sentences are put together as: <name>'s <subject> <phrase> in Okta.
struct Words {
  std::string_view subject;   // "account"
  std::string_view done;      // "was suspended"
  std::string_view not_done;  // "was not suspended"
  std::string_view already;   // "is suspended already"
  std::string_view doing;     // for progress: "Suspending the account"
};

struct Action {
  Needs needs;
  Words words;
  bool about_factors = false;      // factors decide about it
  bool may_resend = false;         // a second application changes nothing and mails nobody
  std::string_view undo = {};      // the action that undoes it; empty: none
  std::string_view one_time = {};  // id of the secret it can return; empty: none

  // Input is as the manifest describes it; the boundary has checked it.
  Task<Sent> (*send)(Client& client, const UserId& id, const boost::json::object& input) = nullptr;
  // A fresh read shows that it is done; nullptr: no read can tell.
  bool (*reached)(const Situation& now) = nullptr;
  // Okta is still on its way there; nullptr: it never is.
  bool (*heading)(const User& now) = nullptr;
  // This input asks for the one-time secret.
  bool (*wants_one_time)(const boost::json::object& input) = nullptr;
  // What cannot be told although it is done, because Okta's answer was lost; nullptr: nothing.
  // Takes the place of remark unless it is empty.
  std::string (*remark_without_answer)(const boost::json::object& input) = nullptr;
  // What to know once it is done, or before it is confirmed; either may be nullptr or return an
  // empty text.
  std::string (*remark)(const Situation& now, const boost::json::object& input) = nullptr;
  std::string (*confirmation)(const Situation& now) = nullptr;

  std::string_view id() const { return needs.action; }
};

extern const Action kResetMfa, kClearSessions, kActivate, kDeactivate, kSuspend, kUnsuspend;

// In the order of the manifest.
std::span<const Action* const> actions();
// nullptr if there is none.
const Action* find_action(std::string_view id);

}  // namespace okta
