#include "okta/membership/story.hpp"

#include <algorithm>
#include <array>

#include "okta/membership/memberships.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostNamed = 5;

// The items by how they ended.
class Ends {
 public:
  Ends(const Items& items, const Readings& readings) : items_(items) {
    for (std::size_t i = 0; i < items.size(); ++i) ended_.push_back(ended(items[i], readings[i]));
  }

  const std::vector<Ended>& all() const { return ended_; }

  std::vector<std::size_t> with(Outcome outcome) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < ended_.size(); ++i)
      if (ended_[i].outcome == outcome && !is_skipped(i)) found.push_back(i);
    return found;
  }
  bool any(Outcome outcome) const { return !with(outcome).empty(); }
  std::vector<std::size_t> skipped() const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < ended_.size(); ++i)
      if (is_skipped(i)) found.push_back(i);
    return found;
  }

  // The worst that was asked for; what was skipped counts only if there was nothing else.
  Outcome overall() const {
    for (const Outcome worst : {Outcome::unknown, Outcome::failed, Outcome::refused, Outcome::done})
      if (any(worst)) return worst;
    return skipped().empty() || any(Outcome::already) ? Outcome::already : Outcome::refused;
  }

  // "A, B and 3 more"
  std::string names(const std::vector<std::size_t>& which) const {
    std::vector<std::string> list;
    const std::size_t named = which.size() <= kMostNamed ? which.size() : kMostNamed - 1;
    for (std::size_t n = 0; n < named; ++n) list.push_back(items_[which[n]].name);
    if (named < which.size()) list.push_back(std::to_string(which.size() - named) + " more");
    return listed(list);
  }

 private:
  bool is_skipped(std::size_t index) const { return items_[index].plan == Item::Plan::skipped; }

  const Items& items_;
  std::vector<Ended> ended_;
};

std::string objects(const MembershipAction& kind, const Ends& ends,
                    const std::vector<std::size_t>& which) {
  return "the " + std::string(kind.noun) + (which.size() == 1 ? " " : "s ") + ends.names(which);
}

// Why these were not changed: the one reason, or where to find them.
std::string reasons(const Ends& ends, const std::vector<std::size_t>& which) {
  if (which.size() == 1) return ends.all()[which[0]].sentence;
  return "Each of them says why.";
}

std::vector<std::size_t> not_changed(const Ends& ends) {
  auto which = ends.with(Outcome::failed);
  for (const std::size_t each : ends.with(Outcome::refused)) which.push_back(each);
  return which;
}

// Beside what was done: what was not, and what cannot be told.
std::string exceptions(const Ends& ends) {
  std::string text;
  if (const auto which = not_changed(ends); !which.empty())
    text += " Not done for " + ends.names(which) + ": " + reasons(ends, which);
  if (const auto which = ends.with(Outcome::unknown); !which.empty())
    text += " It cannot be told whether it was done for " + ends.names(which) + '.';
  if (const auto which = ends.skipped(); !which.empty())
    text += " Left out: " + ends.names(which) + '.';
  return text;
}

std::string summary(const Action& action, const ManyTold& story, const Ends& ends) {
  const MembershipAction& kind = *action.memberships;
  const std::string whom = story.whose ? story.whose->name + ' ' : "The requester ";
  const auto say = [&](std::string_view phrase, const std::vector<std::size_t>& which) {
    return whom + std::string(phrase) + ' ' + objects(kind, ends, which) + " in Okta";
  };
  if (const auto done = ends.with(Outcome::done); !done.empty())
    return say(kind.done, done) + '.' + exceptions(ends);
  if (const auto unknown = ends.with(Outcome::unknown); !unknown.empty()) {
    std::string text = "It cannot be told whether " + say(kind.done, unknown) + '.';
    if (const auto which = not_changed(ends); !which.empty())
      text += " Not done for " + ends.names(which) + ": " + reasons(ends, which);
    return text;
  }
  auto which = not_changed(ends);
  if (which.empty() && !ends.any(Outcome::already)) which = ends.skipped();
  if (!which.empty()) return say(kind.not_done, which) + ". " + reasons(ends, which);
  if (const auto already = ends.with(Outcome::already); !already.empty())
    return say(kind.already, already) + "; nothing was changed.";
  return "There is nothing to change for " + whom + "in Okta.";
}

json::object fact(const Item& item, const std::string& value) {
  return {{"id", item.id}, {"label", item.name}, {"value", value}};
}

// What cannot be told is in neither list: a comparison would say something about it.
void add_facts(const ManyTold& story, const Ends& ends, json::object& output) {
  json::array before;
  json::array after;
  for (std::size_t i = 0; i < story.items.size(); ++i) {
    const Item& item = story.items[i];
    if (item.before.empty() || ends.all()[i].outcome == Outcome::unknown) continue;
    const auto& shown = story.readings[i].shown;
    before.push_back(fact(item, item.before));
    after.push_back(fact(item, shown ? shown->text : item.before));
  }
  output["before"] = std::move(before);
  output["after"] = std::move(after);
}

void add_items(const ManyTold& story, const Ends& ends, json::object& output) {
  auto& list = output["items"].emplace_array();
  for (std::size_t i = 0; i < story.items.size(); ++i) {
    const Ended& end = ends.all()[i];
    list.push_back(json::object{{"id", story.items[i].id},
                                {"name", story.items[i].name},
                                {"outcome", name_of(end.outcome)},
                                {"sentence", end.sentence}});
  }
}

void add_undo(const Action& action, const ManyTold& story, const Ends& ends, json::object& output) {
  const auto done = ends.with(Outcome::done);
  if (done.empty() || action.undo.empty()) return;
  json::array ids;
  for (const std::size_t each : done) ids.emplace_back(story.items[each].id);
  json::object input;
  input[action.memberships->field] = std::move(ids);
  output["undo"] = json::object{{"action", action.undo}, {"input", std::move(input)}};
}

void add_notices(const Action& action, const ManyTold& story, const Ends& ends,
                 json::object& output) {
  json::array notices;
  const auto add = [&](std::string_view text) {
    const bool there = std::any_of(notices.begin(), notices.end(), [&](const json::value& each) {
      return each.as_string() == text;
    });
    if (!text.empty() && !there) notices.emplace_back(text);
  };
  add(story.notice);
  for (const std::size_t each : ends.with(Outcome::done)) {
    add(action.memberships->notice);
    add(story.items[each].remark);
    if (const auto& shown = story.readings[each].shown) add(shown->remark);
  }
  if (!notices.empty()) output["notices"] = std::move(notices);
}

// "partly" where something was done beside it.
std::string code_of(const Ends& ends, Outcome overall) {
  if (overall != Outcome::unknown && ends.any(Outcome::done)) return "partly";
  const auto which = ends.with(overall).empty() ? ends.skipped() : ends.with(overall);
  return which.empty() ? "vendor" : ends.all()[which.front()].code;
}

json::value changed(const Ends& ends) {
  if (ends.any(Outcome::done)) return true;
  if (ends.any(Outcome::unknown)) return nullptr;
  return false;
}

Ended from_verdict(const Item& item, const ItemReading& reading) {
  const Fate& fate = *item.fate;
  const Verdict decided = verdict(fate.kind, reading.reading);
  Ended end{decided.outcome, decided.code.empty() ? fate.code : std::string(decided.code), {}};
  const std::string evidence(decided.evidence);
  switch (decided.outcome) {
    case Outcome::done:
      end.code.clear();
      end.sentence = "Done." + (evidence.empty() ? "" : ' ' + evidence);
      break;
    case Outcome::already:
      end.code.clear();
      end.sentence = evidence;
      break;
    case Outcome::refused:
      end.sentence = fate.sentence;
      break;
    case Outcome::failed:
      end.sentence = evidence.empty() ? fate.sentence : evidence;
      break;
    case Outcome::unknown:
      end.sentence = evidence;
      break;
  }
  return end;
}

}  // namespace

Ended ended(const Item& item, const ItemReading& reading) {
  const std::string why =
      item.reason.sentence + (item.reason.remedy.empty() ? "" : ' ' + item.reason.remedy);
  if (item.plan == Item::Plan::nothing) return {Outcome::already, "", why};
  if (item.plan != Item::Plan::send) return {Outcome::refused, item.reason.code, why};
  if (!item.fate) return {Outcome::failed, "not_sent", "Nothing was sent for it."};
  return from_verdict(item, reading);
}

json::object told(const Action& action, const ManyTold& story) {
  const Ends ends(story.items, story.readings);
  const Outcome overall = ends.overall();
  json::object output{{"outcome", name_of(overall)},
                      {"changed", changed(ends)},
                      {"summary", summary(action, story, ends)}};
  if (overall != Outcome::done && overall != Outcome::already)
    output["code"] = code_of(ends, overall);
  if (overall == Outcome::unknown)
    output["evidence"] = ends.all()[ends.with(Outcome::unknown).front()].sentence;
  add_facts(story, ends, output);
  add_items(story, ends, output);
  auto& ids = output["request_ids"].emplace_array();
  for (const auto& id : story.request_ids) ids.emplace_back(id);
  if (story.whose)
    output["account"] = json::object{{"id", story.whose->account}, {"login", story.whose->login}};
  add_undo(action, story, ends, output);
  add_notices(action, story, ends, output);
  return output;
}

}  // namespace okta
