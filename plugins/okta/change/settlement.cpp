#include "okta/change/settlement.hpp"

#include "json/strict_json.hpp"
#include "okta/actions/action.hpp"
#include "okta/change/read_back.hpp"
#include "okta/change/story.hpp"
#include "okta/membership/settlement.hpp"

namespace okta {
namespace {

using back::sdk::Failure;
using back::sdk::Interrupted;
using back::sdk::Reply;

const Action& known_action(const Interrupted& interrupted) {
  const Action* action = find_action(interrupted.action);
  if (action == nullptr)
    throw Failure(BACK_UNSUPPORTED, "This version of the Okta integration has no such action.");
  return *action;
}

Snapshot before_in(const boost::json::object& note) {
  const auto* before = back::json::object_at(note, "before");
  if (before == nullptr) {
    throw Failure(BACK_INVALID_INPUT, "The note about the interrupted change cannot be read.");
  }
  Snapshot snapshot = Snapshot::from_json(*before);
  if (!UserId::from(snapshot.account)) {
    throw Failure(BACK_INVALID_INPUT, wrong_id_sentence(UserKind::kName));
  }
  return snapshot;
}

// No note was kept, so nothing was sent.
Story never_sent() {
  Story story;
  story.outcome = Outcome::failed;
  story.changed = Changed::no;
  story.code = "not_sent";
  story.because = "It was interrupted before anything was sent to Okta; it can be done again.";
  return story;
}

// Nobody has learnt how the person answered, and the challenge is over by now.
Story never_learnt(const Snapshot& before) {
  Story story;
  story.outcome = Outcome::failed;
  story.changed = Changed::no;
  story.code = "interrupted";
  story.because =
      "It was interrupted, and nobody learnt how the phone was answered. Send another push.";
  story.before = story.after = before;
  return story;
}

}  // namespace

LastSent last_sent(const boost::json::object& note, back::http::Time& time) {
  LastSent sent{time.now()};
  if (const auto* from = note.if_contains(kTellsFrom); from != nullptr && from->is_int64())
    sent.tells_from = std::chrono::sys_seconds(std::chrono::seconds(from->get_int64()));
  return sent;
}

void require_an_end(Reading reading) {
  if (reading == Reading::unreadable) {
    throw Failure(
        BACK_UNAVAILABLE,
        "Okta could not be asked what became of the interrupted change. Try again later.");
  }
  if (reading == Reading::not_yet) {
    throw Failure(BACK_UNAVAILABLE,
                  "It is too early to tell what became of the interrupted change: Okta does not "
                  "show it, and may only be late. Try again in a minute.");
  }
}

Task<Reply> settle(back::sdk::Call& call, const Access& access, back::http::Scope& scope) {
  const Interrupted interrupted = call.interrupted();
  const Action& action = known_action(interrupted);
  if (!interrupted.note) co_return Reply{told(action, never_sent()), {}};
  const Snapshot before = before_in(*interrupted.note);
  if (action.memberships != nullptr)
    co_return co_await settle_memberships({call, access, scope}, action, interrupted, before);

  if (action.asks_person) co_return Reply{told(action, never_learnt(before)), {}};
  Client client(access.transport, access.origin, scope);
  const LastSent sent = last_sent(*interrupted.note, access.time);
  const Change change{action, before, interrupted.input};
  const ReadBack back = co_await read_back(client, access, scope, change, Patience::lasting, sent);
  require_an_end(back.reading);
  Sent lost;
  lost.code = "interrupted";
  lost.sentence = "The change was interrupted.";
  const std::vector<std::string> no_ids;
  co_return Reply{told(action, story_of({change, lost, back, no_ids})), {}};
}

}  // namespace okta
