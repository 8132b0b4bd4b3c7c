#include "okta/change/read_back.hpp"

#include <array>
#include <chrono>
#include <span>

#include "loop/together.hpp"
#include "okta/client/readable.hpp"

namespace okta {
namespace {

using namespace std::chrono_literals;
using back::sdk::Failure;

// Reads of one account by id are fresh at Okta, so most of the time the first one tells;
// deactivation may take longer.
constexpr std::array<std::chrono::milliseconds, 9> kPauses = {250ms, 500ms, 1s, 2s, 4s,
                                                              4s,    4s,    4s, 4s};
constexpr std::size_t kBrief = 2;
constexpr std::size_t kUnmoved = 5;  // enough when Okta shows no sign of working on it
constexpr std::chrono::milliseconds kReserve = 2s;  // of the time given, to tell the story

bool may_still_come(Reading reading) {
  return reading == Reading::heading || reading == Reading::unchanged ||
         reading == Reading::unreadable;
}

std::size_t looks(Patience patience, Reading reading) {
  if (patience == Patience::once) return 0;
  if (patience == Patience::brief) return kBrief;
  return reading == Reading::heading ? kPauses.size() : kUnmoved;
}

Task<ReadBack> look(Client& client, const UserId& id, const Action& action,
                    const Snapshot& before) {
  ReadBack result;
  try {
    auto now = co_await read_situation(client, id, action.about_factors);
    if (!now) {
      result.reading = Reading::gone;
    } else {
      result.reading = compare(action, before, *now);
      result.now = std::move(now);
    }
  } catch (const Failure&) {
    result.reading = Reading::unreadable;
  } catch (const back::loop::Cancelled&) {
    result.reading = Reading::unreadable;
  }
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

Reading compare(const Action& action, const Snapshot& before, const Situation& now) {
  if (action.reached == nullptr) return Reading::untellable;
  if (action.about_factors && !now.factors.was_read()) return Reading::unreadable;
  if (action.reached(now) && !now.user.moving()) return Reading::reached;
  if (action.heading != nullptr && action.heading(now.user)) return Reading::heading;
  if (action.about_factors) return action.reached(now) ? Reading::reached : Reading::unchanged;
  const Snapshot after = Snapshot::of(now);
  return changed_since(before, after, false) ? Reading::elsewhere : Reading::unchanged;
}

Task<ReadBack> read_back(Client& client, const Access& access, back::http::Scope& scope,
                         const Action& action, const Snapshot& before, Patience patience) {
  const auto id = UserId::from(before.account);
  ReadBack result;
  if (!id) co_return result;
  for (std::size_t round = 0;; ++round) {
    result = co_await look(client, *id, action, before);
    if (!may_still_come(result.reading) || round >= looks(patience, result.reading)) break;
    const auto next = access.time.now() + kPauses[round];
    if (scope.deadline != back::loop::kNever && next + kReserve > scope.deadline) break;
    if (scope.progress && round == 1) scope.progress("Waiting until Okta shows the change");
    const bool waited = co_await pause(access.time, next);
    if (!waited) break;
  }
  co_return result;
}

}  // namespace okta
