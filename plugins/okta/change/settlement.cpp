#include "okta/change/settlement.hpp"

#include "json/strict_json.hpp"
#include "okta/actions/action.hpp"
#include "okta/change/read_back.hpp"
#include "okta/change/story.hpp"

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
  const auto target = back::json::string_at(note, "target");
  if (before == nullptr || !target) {
    throw Failure(BACK_INVALID_INPUT, "The note about the interrupted change cannot be read.");
  }
  Snapshot snapshot = Snapshot::from_json(*before);
  if (snapshot.account != *target || !UserId::from(*target)) {
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

}  // namespace

Task<Reply> settle(back::sdk::Call& call, const Access& access, back::http::Scope& scope) {
  const Interrupted interrupted = call.interrupted();
  const Action& action = known_action(interrupted);
  if (!interrupted.note) co_return Reply{told(action, never_sent()), {}};
  const Snapshot before = before_in(*interrupted.note);

  Client client(access.transport, access.origin, scope);
  const ReadBack back =
      co_await read_back(client, access, scope, action, before, Patience::lasting);
  if (back.reading == Reading::unreadable) {
    throw Failure(
        BACK_UNAVAILABLE,
        "Okta could not be asked what became of the interrupted change. Try again later.");
  }
  Sent lost;
  lost.code = "interrupted";
  lost.sentence = "The change was interrupted.";
  const std::vector<std::string> no_ids;
  const Told story{before, lost, back, interrupted.input, no_ids};
  co_return Reply{told(action, story_of(action, story)), {}};
}

}  // namespace okta
