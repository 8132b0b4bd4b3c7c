#include "okta/membership/look.hpp"

namespace okta {
namespace {

bool arrived(const Item& item) { return item.fate && item.fate->kind != Sent::Kind::not_sent; }
bool is_undecided(const Item& item) {
  return arrived(item) && item.fate->kind != Sent::Kind::rejected;
}

}  // namespace

ItemWatch::ItemWatch(Memberships& memberships, const Items& items)
    : readings(items.size()), memberships_(memberships), items_(items) {}

// What Okta has refused is read once, in case somebody else has done it meanwhile.
bool ItemWatch::is_open(std::size_t index) const {
  if (readings[index].reading == Reading::reached) return false;
  return first_ ? arrived(items_[index]) : is_undecided(items_[index]);
}

Task<> ItemWatch::look() {
  asked_.clear();
  seen_.clear();
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (!is_open(i)) continue;
    asked_.push_back(i);
    ids.push_back(items_[i].id);
  }
  seen_.resize(asked_.size());
  try {
    if (!ids.empty()) co_await memberships_.look(ids, seen_);
  } catch (const back::sdk::Failure&) {
    // what was not read stays as it was
  } catch (const back::loop::Cancelled&) {
    // the same
  }
}

// The reading that asks for another look, if one does.
Reading ItemWatch::judge(bool late) {
  Reading all = Reading::reached;
  for (std::size_t n = 0; n < asked_.size(); ++n) {
    ItemReading& known = readings[asked_[n]];
    Reading now = Reading::unreadable;
    if (seen_[n]) {
      const Reading otherwise = late ? Reading::unchanged : Reading::not_yet;
      now = seen_[n]->so ? Reading::reached : otherwise;
      known = {now, std::move(seen_[n])};
    }
    const bool decides = is_undecided(items_[asked_[n]]) && now != Reading::reached;
    if (decides && all != Reading::not_yet) all = now;
  }
  first_ = false;
  doubt_what_lags();
  return all;
}

// Where Okta has said yes to one and does not show it, it is later than we reckon with: what it shows
// of another, whose answer was lost, is no evidence then.
void ItemWatch::doubt_what_lags() {
  const auto shows_old = [&](std::size_t i, Sent::Kind kind) {
    const bool is_it = items_[i].fate && items_[i].fate->kind == kind;
    return is_it && readings[i].reading == Reading::unchanged;
  };
  bool lags = false;
  for (std::size_t i = 0; i < items_.size(); ++i) lags |= shows_old(i, Sent::Kind::accepted);
  for (std::size_t i = 0; lags && i < items_.size(); ++i)
    if (shows_old(i, Sent::Kind::uncertain)) readings[i].reading = Reading::not_yet;
}

}  // namespace okta
