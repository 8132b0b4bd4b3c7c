#include "okta/change/watch.hpp"

#include <algorithm>
#include <array>

namespace okta {
namespace {

using namespace std::chrono_literals;

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

// So late a read that what it shows as before will stay so.
bool is_late(const LastSent& sent, back::loop::Clock::time_point now, const Client& client) {
  if (now >= sent.here + kLongestLag) return true;
  return sent.tells_from && client.okta_time() && *client.okta_time() >= *sent.tells_from;
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

Task<> watch(Client& client, const Access& access, back::http::Scope& scope, Watched& watched,
             Patience patience, LastSent sent) {
  for (std::size_t round = 0;; ++round) {
    const auto asked_at = access.time.now();
    co_await watched.look();
    const bool late = is_late(sent, asked_at, client);
    if (!worth_another(watched.judge(late), round, patience, late)) break;
    auto next = access.time.now() + pause_after(round);
    if (!late && next > sent.here + kLongestLag)
      next = std::max(access.time.now(), sent.here + kLongestLag);
    if (scope.deadline != back::loop::kNever && next + kReserve > scope.deadline) break;
    if (scope.progress && round == 1) scope.progress("Waiting until Okta shows the change");
    const bool waited = co_await pause(access.time, next);
    if (!waited) break;
  }
}

}  // namespace okta
