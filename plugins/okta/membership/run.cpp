#include "okta/membership/run.hpp"

#include <algorithm>

#include "okta/change/story.hpp"

namespace okta {
namespace {

using Kind = Sent::Kind;

bool is_to_send(const Item& item) { return item.plan == Item::Plan::send; }
bool is_lost(const Item& item) { return item.fate && item.fate->kind == Kind::uncertain; }

// A credential that is no longer accepted is not tried again for each item.
bool ends_all(const Sent& sent) {
  return sent.error && sent.error->meaning->status == BACK_UNAUTHENTICATED;
}

}  // namespace

using back::sdk::Reply;

MembershipChange::MembershipChange(back::sdk::Call& call, const Access& access,
                                   const Action& action, back::http::Scope& scope)
    : call_(call),
      access_(access),
      action_(action),
      scope_(scope),
      client_(access.transport, access.origin, scope),
      approach_(call, access, scope, client_) {}

Task<Reply> MembershipChange::run() {
  auto reason = co_await approach_.read(false);
  if (!reason) reason = approach_.not_allowed(action_.needs);
  if (reason) {
    Story story = refusal(*reason);
    if (approach_.found()) story.before = story.after = Snapshot::of(approach_.now());
    co_return Reply{told(action_, story), {}};
  }
  const Ground ground{client_,
                      access_,
                      approach_.account(),
                      approach_.now().user.login,
                      call_.input(),
                      ids_in(call_.input(), action_.memberships->field)};
  memberships_ = action_.memberships->open(ground);
  items_ = co_await memberships_->examine();

  if (std::any_of(items_.begin(), items_.end(), is_to_send)) call_.progress(action_.words.doing);
  co_await send_all();
  learn();
  ItemWatch seen(*memberships_, items_);
  if (action_.may_resend && std::any_of(items_.begin(), items_.end(), is_lost)) {
    co_await watch(client_, access_, scope_, seen, Patience::brief, last_);
    co_await send_lost_ones_again(seen.readings);
  }
  if (anything_sent()) co_await watch(client_, access_, scope_, seen, Patience::lasting, last_);
  const std::optional<Snapshot> whose = Snapshot::of(approach_.now());
  co_return Reply{
      told(action_, ManyTold{whose, items_, seen.readings, request_ids_, memberships_->notice()}),
      {}};
}

// That Okta refuses one group or app may be about that one: only where it refused all is it about the
// account, or the token.
void MembershipChange::learn() const {
  Refusals& refusals = access_.memory.refusals;
  const auto accepted = [](const Item& item) {
    return item.fate && item.fate->kind == Kind::accepted;
  };
  if (std::any_of(items_.begin(), items_.end(), accepted)) refusals.worked(action_.id());
  if (answered_ > 0 && forbidden_ == answered_)
    refusals.refused(action_.id(), approach_.account().text(), access_.time.now());
}

bool MembershipChange::anything_sent() const {
  return std::any_of(items_.begin(), items_.end(), [](const Item& item) {
    return item.fate && item.fate->kind != Kind::not_sent;
  });
}

// All that is needed to tell the end of every item, should this be the last that is heard of it.
boost::json::object MembershipChange::note(const Item& item, std::string step) const {
  boost::json::object note{{"step", std::move(step)},
                           {"target", item.id},
                           {"before", Snapshot::of(approach_.now()).to_json()},
                           {"items", to_json(items_)}};
  if (const auto from = approach_.tells_from()) note[kTellsFrom] = *from;
  return note;
}

Task<> MembershipChange::send_one(Item& item, std::string step) {
  auto kept = note(item, std::move(step));
  const auto request = [this, &item]() { return memberships_->send(item); };
  const Sent sent = co_await call_.change(std::move(kept), request);
  if (!sent.request_id.empty()) request_ids_.push_back(sent.request_id);
  // A second answer counts only if it is a yes: the first request may have been at work.
  if (!item.fate || sent.kind == Kind::accepted) item.fate = Fate::of(sent);
  ++answered_;
  if (sent.error && sent.error->is("E0000006")) ++forbidden_;
  if (ends_all(sent)) stopped_ = Fate{Kind::not_sent, sent.code, sent.sentence};
  last_.here = access_.time.now();
}

// One that goes wrong does not keep the others from being tried. Whatever stops them, what was sent
// before is told.
Task<> MembershipChange::send_all() {
  const std::string step(action_.id());
  for (Item& item : items_) {
    if (!is_to_send(item)) continue;
    if (stopped_) {
      item.fate = stopped_;
      continue;
    }
    try {
      co_await send_one(item, step);
      continue;
    } catch (const back::sdk::Failure&) {
      if (!anything_sent()) throw;
    } catch (const back::loop::Cancelled&) {
      if (!anything_sent()) throw;
    }
    stopped_ = Fate{Kind::not_sent, "cancelled", "It was stopped before this was sent."};
    item.fate = stopped_;
  }
}

// Those that a fresh read shows undone.
Task<> MembershipChange::send_lost_ones_again(const Readings& readings) {
  for (std::size_t i = 0; i < items_.size() && !stopped_; ++i) {
    const Reading reading = readings[i].reading;
    if (!is_lost(items_[i])) continue;
    if (reading != Reading::not_yet && reading != Reading::unchanged) continue;
    try {
      co_await send_one(items_[i], std::string(action_.id()) + " again");
    } catch (const back::sdk::Failure&) {
      co_return;
    } catch (const back::loop::Cancelled&) {
      co_return;
    }
  }
}

}  // namespace okta
