// An action, described: what it asks of an account, which request it sends, and what a fresh read
// must show for it to have worked. The one flow in change/ does the rest, for all actions alike.
#pragma once

#include <boost/json/object.hpp>
#include <span>
#include <string>
#include <string_view>

#include "okta/change/reading.hpp"
#include "okta/client/client.hpp"
#include "okta/rules/offer.hpp"
#include "okta/rules/situation.hpp"
#include "okta/rules/snapshot.hpp"

namespace okta {

// Sentences are put together as: <name>'s <subject> <phrase> in Okta.
struct Words {
  std::string_view subject;   // "account"
  std::string_view done;      // "was suspended"
  std::string_view not_done;  // "was not suspended"
  std::string_view already;   // "is suspended already"
  std::string_view doing;     // for progress: "Suspending the account"
};

struct MembershipAction;

// The secret that an action can hand out, once.
struct Handout {
  std::string_view id;  // of the manifest; empty: none
  // This input asks for it.
  bool (*wanted)(const boost::json::object& input) = nullptr;
  // Of an answer that was lost although the account shows that it worked.
  std::string_view lost_code = {};  // "link_lost"
  std::string_view lost = {};       // "The activation link was lost on the way."
  std::string_view remedy = {};     // what to do about that
};

struct Action {
  Needs needs;
  Words words;
  const MembershipAction* memberships =
      nullptr;                 // it changes groups or apps, several at once: membership/
  bool asks_person = false;    // it changes nothing and waits for a person: challenge/
  bool about_factors = false;  // factors decide about it
  bool may_resend = false;     // a second application changes nothing and mails nobody
  // Where Okta offers it although it is reached, it has an effect of its own: a new link.
  bool anew = false;
  std::string_view undo = {};  // the action that undoes it; empty: none
  Handout handout = {};

  // Input is as the manifest describes it; the boundary has checked it.
  Task<Sent> (*send)(Client& client, const Situation& now,
                     const boost::json::object& input) = nullptr;
  // A fresh read shows that it is done; nullptr: no read can tell.
  bool (*reached)(const Snapshot& now, const boost::json::object& input) = nullptr;
  // What a state says that is not the wanted one; nullptr: whether the status has changed does.
  Reading (*otherwise)(const Snapshot& before, const Snapshot& after) = nullptr;
  // Okta is still on its way there; nullptr: it never is.
  bool (*heading)(const User& now) = nullptr;
  // In place of the subject's usual words: "factor Okta Verify"; nullptr or empty: these.
  std::string (*subject)(const Snapshot& before, const boost::json::object& input) = nullptr;
  // What to do when no read can tell whether it was done.
  std::string_view untold = {};
  // What cannot be told although it is done, because Okta's answer was lost; nullptr: nothing.
  // Takes the place of remark unless it is empty.
  std::string (*remark_without_answer)(const boost::json::object& input) = nullptr;
  // What to know once it is done, or before it is confirmed; either may be nullptr or return an
  // empty text.
  std::string (*remark)(const Situation& now, const boost::json::object& input) = nullptr;
  std::string (*confirmation)(const Situation& now) = nullptr;

  std::string_view id() const { return needs.action; }
};

extern const Action kVerifyPush, kResetMfa, kResetFactor, kClearSessions, kUnlock, kResetPassword,
    kExpirePassword, kTemporaryPassword, kSuspend, kUnsuspend, kActivate, kReactivate, kDeactivate;
extern const Action kAddGroups, kRemoveGroups, kCopyGroups;
extern const Action kAssignApps, kUnassignApps, kCopyApps;

// In the order of the manifest.
std::span<const Action* const> actions();
// nullptr if there is none.
const Action* find_action(std::string_view id);

}  // namespace okta
