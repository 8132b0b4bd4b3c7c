#include "okta/membership/settlement.hpp"

#include <algorithm>

#include "json/strict_json.hpp"
#include "okta/change/settlement.hpp"
#include "okta/membership/look.hpp"
#include "okta/membership/memberships.hpp"
#include "okta/membership/story.hpp"

namespace okta {
namespace {

using back::sdk::Failure;
using back::sdk::Interrupted;
using back::sdk::Reply;
using Kind = Sent::Kind;

// The one that the note was made for may or may not have been sent; those after it were not.
Items interrupted_items(const boost::json::object& note) {
  const auto* list = back::json::array_at(note, "items");
  const auto target = back::json::string_at(note, "target");
  if (list == nullptr || !target)
    throw Failure(BACK_INVALID_INPUT, "The note about the interrupted change cannot be read.");
  Items items = items_from_json(*list);
  for (Item& item : items) {
    if (item.plan != Item::Plan::send) continue;
    if (item.id == *target)
      item.fate = Fate{Kind::uncertain, "interrupted", "The change was interrupted."};
    else if (!item.fate)
      item.fate = Fate{Kind::not_sent, "not_sent",
                       "It was interrupted before anything was sent for it; it can be done again."};
  }
  return items;
}

// The reading of an item that says least, among those that must be told.
Reading least(const Items& items, const Readings& readings) {
  Reading least = Reading::reached;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto& fate = items[i].fate;
    const Reading reading = readings[i].reading;
    if (!fate || fate->kind == Kind::not_sent || fate->kind == Kind::rejected) continue;
    if (reading == Reading::unreadable ||
        (reading == Reading::not_yet && least != Reading::unreadable))
      least = reading;
  }
  return least;
}

}  // namespace

Task<Reply> settle_memberships(Settling settling, const Action& action,
                               const Interrupted& interrupted, const Snapshot& before) {
  const Items items = interrupted_items(*interrupted.note);
  Client client(settling.access.transport, settling.access.origin, settling.scope);
  const UserId account = *UserId::from(before.account);
  const Ground ground{client, settling.access, account, before.login, interrupted.input, {}};
  const auto memberships = action.memberships->open(ground);
  ItemWatch seen(*memberships, items);
  const LastSent sent = last_sent(*interrupted.note, settling.access.time);
  co_await watch(client, settling.access, settling.scope, seen, Patience::lasting, sent);
  require_an_end(least(items, seen.readings));
  const std::optional<Snapshot> whose = before;
  const std::vector<std::string> no_ids;
  co_return Reply{told(action, ManyTold{whose, items, seen.readings, no_ids, {}}), {}};
}

}  // namespace okta
