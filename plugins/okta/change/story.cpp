#include "okta/change/story.hpp"

#include <utility>

#include "json/one_piece.hpp"

namespace okta {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostMembers = 11;  // of an outcome

std::string whose(const Action& action, const Story& story) {
  const Snapshot* known = story.before ? &*story.before : story.after ? &*story.after : nullptr;
  const std::string who = known == nullptr ? "The requester" : known->name;
  return who + "'s " + (story.subject.empty() ? std::string(action.words.subject) : story.subject);
}

std::string summary(const Action& action, const Story& story) {
  const std::string whom = whose(action, story) + ' ';
  switch (story.outcome) {
    case Outcome::done:
      return whom + std::string(action.words.done) + " in Okta.";
    case Outcome::already:
      return whom + std::string(action.words.already) + " in Okta; nothing was changed.";
    case Outcome::refused:
    case Outcome::failed:
      return whom + std::string(action.words.not_done) + " in Okta. " + story.because;
    case Outcome::unknown:
      break;
  }
  if (story.changed == Changed::yes)
    return whom + std::string(action.words.done) + " in Okta. " + story.because;
  return "It cannot be told whether " + whom + std::string(action.words.done) + " in Okta.";
}

json::value changed_value(Changed changed) {
  if (changed == Changed::cannot_tell) return nullptr;
  return changed == Changed::yes;
}

// Done, and yet the one-time secret that was asked for did not arrive.
void lose_one_time(const Handout& handout, Sent::Kind sent, Story& story) {
  story.outcome = Outcome::unknown;
  story.code = handout.lost_code;
  story.because = handout.lost;
  story.evidence = sent == Sent::Kind::accepted
                       ? "Okta accepted the request, but its answer did not hold what it should. "
                       : "The account shows that it worked, but the answer did not arrive. ";
  story.evidence += handout.remedy;
  story.remarks.clear();
}

// A one-time secret is handed out by having done it: no read is needed to believe that.
Reading proven(const Told& told) {
  const Reading reading = told.back.reading;
  const bool unseen = reading == Reading::unreadable || reading == Reading::not_yet ||
                      reading == Reading::unchanged;
  return unseen && !told.sent.one_time.empty() ? Reading::untellable : reading;
}

// What the expert should know once it is done.
void add_what_follows(const Told& told, Story& story) {
  const auto& [action, before, input] = told.change;
  story.code.clear();
  if (!story.evidence.empty()) story.remarks.push_back(std::exchange(story.evidence, {}));
  if (action.handout.wanted != nullptr && action.handout.wanted(input) &&
      told.sent.one_time.empty()) {
    lose_one_time(action.handout, told.sent.kind, story);
    return;
  }
  std::string remark;
  if (action.remark_without_answer != nullptr && told.sent.kind != Sent::Kind::accepted)
    remark = action.remark_without_answer(input);
  if (remark.empty() && action.remark != nullptr && told.back.now)
    remark = action.remark(*told.back.now, input);
  if (!remark.empty()) story.remarks.push_back(std::move(remark));
}

}  // namespace

json::object told(const Action& action, const Story& story) {
  const json::storage_ptr memory = back::json::one_piece(back::json::kUsualOutcome);
  const auto facts = [&](const std::optional<Snapshot>& known) {
    return known ? known->facts(memory) : json::array(memory);
  };
  json::object output(memory);
  output.reserve(kMostMembers);
  output.emplace("outcome", name_of(story.outcome));
  output.emplace("changed", changed_value(story.changed));
  output.emplace("summary", summary(action, story));
  output.emplace("before", facts(story.before));
  output.emplace("after", facts(story.after));
  auto& ids = output["request_ids"].emplace_array();
  for (const auto& id : story.request_ids) ids.emplace_back(id);
  if (!story.code.empty()) output["code"] = story.code;
  if (!story.evidence.empty()) output["evidence"] = story.evidence;
  if (const auto& known = story.before ? story.before : story.after)
    output["account"] = {{"id", known->account}, {"login", known->login}};
  if (story.outcome == Outcome::done && !action.undo.empty())
    output["undo"] = {{"action", action.undo}, {"input", json::object()}};
  if (!story.remarks.empty()) {
    auto& notices = output["notices"].emplace_array();
    for (const auto& remark : story.remarks) notices.emplace_back(remark);
  }
  return output;
}

Story refusal(const Reason& reason) {
  Story story;
  story.outcome = Outcome::refused;
  story.changed = Changed::no;
  story.code = reason.code;
  story.because = reason.sentence;
  if (!reason.remedy.empty()) story.because += ' ' + reason.remedy;
  return story;
}

Story already_so(const Snapshot& now) {
  Story story;
  story.outcome = Outcome::already;
  story.changed = Changed::no;
  story.before = story.after = now;
  return story;
}

Story story_of(const Told& told) {
  const auto& [action, before, input] = told.change;
  const Verdict decided = verdict(told.sent.kind, proven(told));
  Story story;
  story.outcome = decided.outcome;
  story.changed = decided.changed;
  story.code = decided.code.empty() ? told.sent.code : std::string(decided.code);
  story.because = told.sent.sentence;
  story.evidence = decided.evidence;
  if (story.outcome == Outcome::unknown && told.back.reading == Reading::untellable)
    story.evidence += ' ' + std::string(action.untold);
  // "may have been carried out" is overtaken by what was read since.
  if (story.outcome == Outcome::failed && !story.evidence.empty()) story.because = story.evidence;
  if (action.subject != nullptr) story.subject = action.subject(before, input);
  story.before = before;
  story.request_ids = told.request_ids;
  if (told.back.now) story.after = Snapshot::of(*told.back.now);
  if (story.outcome == Outcome::failed && !story.after) story.after = story.before;
  if (story.outcome == Outcome::done) add_what_follows(told, story);
  return story;
}

}  // namespace okta
