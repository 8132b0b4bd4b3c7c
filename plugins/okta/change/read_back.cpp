#include "okta/change/read_back.hpp"

#include <algorithm>
#include <utility>

#include "loop/together.hpp"
#include "okta/client/readable.hpp"

namespace okta {
namespace {

using back::sdk::Failure;

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

class OneAccount : public Watched {
 public:
  OneAccount(Client& client, UserId id, const Change& change)
      : client_(client), id_(std::move(id)), change_(change) {}

  ReadBack result;

  Task<> look() override { seen_ = co_await okta::look(client_, id_, change_); }

  Reading judge(bool late) override {
    if (late && seen_.reading == Reading::not_yet) seen_.reading = Reading::unchanged;
    const Reading reading = seen_.reading;
    if (first_ || says_more(reading, result.reading)) result = std::move(seen_);
    first_ = false;
    return reading;
  }

 private:
  Client& client_;
  UserId id_;
  const Change& change_;
  ReadBack seen_;
  bool first_ = true;
};

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
  auto id = UserId::from(change.before.account);
  if (!id) co_return ReadBack{};
  OneAccount account(client, *std::move(id), change);
  co_await watch(client, access, scope, account, patience, sent);
  co_return std::move(account.result);
}

}  // namespace okta
