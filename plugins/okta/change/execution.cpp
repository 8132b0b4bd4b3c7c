#include "okta/change/execution.hpp"

#include "json/one_piece.hpp"
#include "okta/client/standing.hpp"

namespace okta {
namespace {

constexpr std::size_t kUsualNote = 1024;  // bytes, as a JSON value

// A fresh read still shows it undone, or none can tell.
bool may_send_again(Reading reading) {
  return reading == Reading::not_yet || reading == Reading::unchanged ||
         reading == Reading::untellable;
}

}  // namespace

using back::sdk::Reply;

Execution::Execution(back::sdk::Call& call, const Access& access, const Action& action,
                     back::http::Scope& scope)
    : call_(call),
      access_(access),
      action_(action),
      scope_(scope),
      client_(access.transport, access.origin, scope),
      approach_(call, access, scope, client_) {}

Task<Reply> Execution::run() {
  const auto ended = co_await approach_.read(action_.about_factors);
  if (ended) co_return reply(refusal(*ended));
  const Snapshot before = Snapshot::of(approach_.now());
  if (nothing_to_do(before)) co_return reply(already_so(before));
  if (const auto reason = approach_.not_allowed(action_.needs)) co_return reply(refusal(*reason));

  call_.progress(action_.words.doing);
  const Change change{action_, before, call_.input()};
  Attempt made = co_await attempt(change);
  Reply answer{told(action_, story_of({change, made.sent, made.back, request_ids_})), {}};
  if (!made.sent.one_time.empty())
    answer.secrets.push_back({std::string(action_.handout.id), std::move(made.sent.one_time)});
  co_return answer;
}

bool Execution::nothing_to_do(const Snapshot& now) const {
  const bool moving = approach_.now().user.moving() && !action_.about_factors;
  if (action_.reached == nullptr || moving) return false;
  if (!action_.reached(now, call_.input())) return false;
  return !(action_.anew && offer(action_.needs, approach_.now()).offered());
}

// Nothing was sent: the account is told about as it was read.
Reply Execution::reply(Story story) const {
  if (approach_.found()) story.before = story.after = Snapshot::of(approach_.now());
  return {told(action_, story), {}};
}

Task<Sent> Execution::send(std::string step, const Snapshot& before) {
  const auto memory = back::json::one_piece(kUsualNote);
  boost::json::object note(
      {{"step", step}, {"target", before.account}, {"before", before.to_json(memory)}}, memory);
  if (const auto from = approach_.tells_from()) note[kTellsFrom] = *from;
  const auto request = [this]() { return action_.send(client_, approach_.now(), call_.input()); };
  Sent sent = co_await call_.change(std::move(note), request);
  if (!sent.request_id.empty()) request_ids_.push_back(sent.request_id);
  learn_from(sent, action_.id(), before.account, access_);
  co_return sent;
}

// Whatever stops the second request, the first one has been sent: its story is told.
Task<std::optional<Sent>> Execution::send_again(const Snapshot& before) {
  try {
    co_return co_await send(std::string(action_.id()) + " again", before);
  } catch (const back::sdk::Failure&) {
    co_return std::nullopt;
  } catch (const back::loop::Cancelled&) {
    co_return std::nullopt;
  }
}

// A lost answer is looked up; what a read shows not done, or cannot tell, is sent once more where
// that is harmless.
Task<Execution::Attempt> Execution::attempt(const Change& change) {
  Attempt made;
  made.sent = co_await send(std::string(action_.id()), change.before);
  LastSent last{access_.time.now()};
  if (made.sent.kind == Sent::Kind::not_sent) co_return made;
  if (made.sent.kind == Sent::Kind::uncertain && action_.may_resend) {
    made.back = co_await read_back(client_, access_, scope_, change, Patience::brief, last);
    if (may_send_again(made.back.reading)) {
      auto second = co_await send_again(change.before);
      last.here = access_.time.now();
      if (second && second->kind == Sent::Kind::accepted) made.sent = *std::move(second);
    } else if (made.back.reading != Reading::unreadable) {
      co_return made;
    }
  }
  const bool settled = made.sent.kind == Sent::Kind::rejected || !can_be_read(change);
  const Patience patience = settled ? Patience::once : Patience::lasting;
  made.back = co_await read_back(client_, access_, scope_, change, patience, last);
  co_return made;
}

}  // namespace okta
