#include "oracle.hpp"

#include <algorithm>

namespace truth {
namespace {

using Objection = std::optional<std::string>;

Objection about_requests(const Subject& subject, const Facts& facts, const Told& told) {
  const int each = subject.may_be_applied_twice ? 2 : 1;
  const int most = each * std::max(1, static_cast<int>(subject.items().size()));
  if (facts.applied_changes > most)
    return "applied " + std::to_string(facts.applied_changes) + " times";
  if (facts.arrived_changes > told.notes)
    return "a request that changes something has no note of its own";
  return std::nullopt;
}

Objection about_unknown(const Subject& subject, const Facts& facts, const Told& told) {
  if (told.changed == 0) return "unknown, and yet nothing changed";
  const auto rows = permitted_unknowns();
  const bool permitted = std::any_of(rows.begin(), rows.end(), [&](const PermittedUnknown& row) {
    return row.holds(subject, facts, told);
  });
  if (!permitted) return "unknown, where a read could have told";
  return std::nullopt;
}

Objection about_change(const Facts& facts, const Told& told, bool is_so) {
  const bool done = told.outcome == "done";
  if ((done || told.outcome == "already") && !is_so) return told.outcome + ", and it is not so";
  if (done != (told.changed == 1)) return told.outcome + " does not go with what is said of change";
  if (!done && facts.applied_changes > 0) return told.outcome + ", and it was applied";
  if (done && facts.applied_changes == 0) return std::string("done, and nobody applied anything");
  return std::nullopt;
}

// An item alone: what was applied is whether it is so.
Objection about_item(const Subject& subject, const Facts& facts, const Told& told, bool is_so,
                     const std::string& id, const std::string& outcome) {
  Facts own = facts;
  own.applied_changes = is_so ? 1 : 0;
  if (subject.about == Subject::About::apps) {
    const auto found = facts.looks_at_app.find(id);
    const auto looks = found == facts.looks_at_app.end() ? Facts::Looks{} : found->second;
    own.fresh_looks = looks.fresh;
    own.last_look = looks.last;
  }
  if (outcome == "unknown") return about_unknown(subject, own, told);
  if ((outcome == "done" || outcome == "already") != is_so) return outcome + ", of an item";
  return std::nullopt;
}

// The outcome is told of the whole only: then it is one of the items of which it cannot be told.
Objection about_all(const Subject& subject, const FaultyOkta& okta, const Told& told) {
  const Person now = okta.now();
  Objection wrong;
  for (const std::string& id : subject.items()) {
    wrong = about_item(subject, okta.facts(), told, subject.item_is_so(now, id), id, told.outcome);
    if (wrong.has_value() != (told.outcome == "unknown")) return wrong;
  }
  return wrong;
}

// Several memberships, each with its own end.
Objection about_items(const Subject& subject, const FaultyOkta& okta, const Told& told) {
  if (told.items.empty()) return about_all(subject, okta, told);
  const Person now = okta.now();
  bool any_done = false;
  for (const std::string& id : subject.items()) {
    const auto item = std::find_if(told.items.begin(), told.items.end(),
                                   [&](const auto& each) { return each.first == id; });
    if (item == told.items.end()) return "nothing is told of " + id;
    any_done |= item->second == "done";
    const bool is_so = subject.item_is_so(now, id);
    if (auto wrong = about_item(subject, okta.facts(), told, is_so, id, item->second))
      return *wrong + ' ' + id;
  }
  if (any_done != (told.changed == 1)) return "the items do not go with what is said of change";
  return std::nullopt;
}

}  // namespace

Objection objection(const Subject& subject, const FaultyOkta& okta, const Told& told) {
  const Facts& facts = okta.facts();
  if (auto wrong = about_requests(subject, facts, told)) return wrong;
  if (subject.about != Subject::About::account) return about_items(subject, okta, told);
  if (told.outcome == "unknown") return about_unknown(subject, facts, told);
  const bool is_so = subject.is_so(okta.now(), okta.before(), subject.input_json());
  if (auto wrong = about_change(facts, told, is_so)) return wrong;
  if (told.outcome == "done" && subject.wants_secret && !told.has_secret)
    return "done, and yet the secret that was asked for is missing";
  return std::nullopt;
}

}  // namespace truth
