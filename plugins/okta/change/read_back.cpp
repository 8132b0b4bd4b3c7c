#include "okta/change/read_back.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "loop/together.hpp"
#include "okta/client/readable.hpp"

namespace okta {
namespace {

using namespace std::chrono_literals;
using back::sdk::Failure;

// Most of the time the first read tells. After these, every kSteady.
constexpr std::array<std::chrono::milliseconds, 5> kPauses = {250ms, 500ms, 1s, 2s, 4s};
constexpr std::chrono::milliseconds kSteady = 5s;
constexpr std::size_t kBrief = 2;
constexpr std::size_t kHeading = 9;                 // looks while Okta is seen working on it
constexpr std::chrono::milliseconds kReserve = 2s;  // of the time given, to tell the story

std::chrono::milliseconds pause_after(std::size_t round) {
  return round < kPauses.size() ? kPauses[round] : kSteady;
}

// May another look show more?
bool worth_another(Reading reading, std::size_t round, Patience patience, bool waited_out) {
  switch (reading) {
    case Reading::not_yet:
    case Reading::unreadable:
      return patience == Patience::lasting ? !waited_out
                                           : patience == Patience::brief && round < kBrief;
    case Reading::heading:
      return patience == Patience::lasting && round < kHeading;
    default:
      return false;
  }
}

// What an earlier look has shown is not undone by one that fails, or sees an older state.
bool says_more(Reading now, Reading earlier) {
  if (now == Reading::unreadable) return false;
  return now != Reading::not_yet || earlier != Reading::heading;
}

Task<ReadBack> look(Client& client, const UserId& id, const Change& change) {
  ReadBack result;
  try {
    auto now = co_await read_situation(client, id, change.action.about_factors);
    if (!now) {
      result.reading = Reading::gone;
    } else {
      result.reading = compare(change, *now);
      result.now = std::move(now);
    }
  } catch (const Failure&) {
    result.reading = Reading::unreadable;
  } catch (const back::loop::Cancelled&) {
    result.reading = Reading::unreadable;
  }
  // The account is only read to be shown.
  if (!can_be_read(change) && result.reading == Reading::unreadable)
    result.reading = Reading::untellable;
  co_return result;
}

// False if the call was cancelled meanwhile.
Task<bool> pause(back::http::Time& time, back::loop::Clock::time_point until) {
  try {
    co_await time.sleep_until(until);
    co_return true;
  } catch (const back::loop::Cancelled&) {
    co_return false;
  }
}

}  // namespace

Task<std::optional<Situation>> read_situation(Client& client, const UserId& id, bool with_factors) {
  if (!with_factors) {
    auto user = co_await client.user(id);
    if (!user) co_return std::nullopt;
    co_return Situation{*std::move(user), {std::nullopt, "not asked for"}};
  }
  auto [user, factors] =
      co_await back::loop::together(client.user(id), readable(client.factors(id)));
  if (!user) co_return std::nullopt;
  co_return Situation{*std::move(user), std::move(factors)};
}

namespace {

// So late a read that what it shows as before will stay so.
bool is_late(const LastSent& sent, back::loop::Clock::time_point now, const Client& client) {
  if (now >= sent.here + kLongestLag) return true;
  return sent.tells_from && client.okta_time() && *client.okta_time() >= *sent.tells_from;
}

}  // namespace

bool can_be_read(const Change& change) {
  const Action& action = change.action;
  return action.reached != nullptr && !action.reached(change.before, change.input);
}

Reading compare(const Change& change, const Situation& now) {
  const Action& action = change.action;
  if (!can_be_read(change)) return Reading::untellable;
  if (action.about_factors && !now.factors.was_read()) return Reading::unreadable;
  const Snapshot after = Snapshot::of(now);
  const bool moving = now.user.moving() && !action.about_factors;
  if (action.reached(after, change.input) && !moving) return Reading::reached;
  if (action.heading != nullptr && action.heading(now.user)) return Reading::heading;
  if (action.otherwise != nullptr) return action.otherwise(change.before, after);
  return changed_since(change.before, after, false) ? Reading::elsewhere : Reading::not_yet;
}

Task<ReadBack> read_back(Client& client, const Access& access, back::http::Scope& scope,
                         const Change& change, Patience patience, LastSent sent) {
  const auto id = UserId::from(change.before.account);
  ReadBack result;
  if (!id) co_return result;
  for (std::size_t round = 0;; ++round) {
    const auto asked_at = access.time.now();
    ReadBack seen = co_await look(client, *id, change);
    const bool late = is_late(sent, asked_at, client);
    if (late && seen.reading == Reading::not_yet) seen.reading = Reading::unchanged;
    const bool another = worth_another(seen.reading, round, patience, late);
    if (round == 0 || says_more(seen.reading, result.reading)) result = std::move(seen);
    if (!another) break;
    auto next = access.time.now() + pause_after(round);
    if (!late && next > sent.here + kLongestLag)
      next = std::max(access.time.now(), sent.here + kLongestLag);
    if (scope.deadline != back::loop::kNever && next + kReserve > scope.deadline) break;
    if (scope.progress && round == 1) scope.progress("Waiting until Okta shows the change");
    const bool waited = co_await pause(access.time, next);
    if (!waited) break;
  }
  co_return result;
}

}  // namespace okta
