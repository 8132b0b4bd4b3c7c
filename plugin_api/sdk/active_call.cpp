#include "sdk/active_call.hpp"

#include <exception>
#include <new>
#include <utility>

#include "sdk/failure.hpp"
#include "sdk/open_connection.hpp"

namespace back::sdk {
namespace {

loop::Task<Reply> dispatch(Connection& author, Call& call) {
  switch (call.kind()) {
    case BACK_KIND_CHECK:
      return author.check(call);
    case BACK_KIND_QUERY:
      return author.query(call);
    case BACK_KIND_EXECUTE:
      return author.execute(call);
    case BACK_KIND_SETTLE:
      return author.settle(call);
    default:
      throw Failure(
          BACK_UNSUPPORTED,
          "This integration does not know that kind of call; it may be older than this Back.");
  }
}

loop::Priority priority(const Call& call) {
  return call.interactive() ? loop::Priority::interactive : loop::Priority::background;
}

}  // namespace

ActiveCall::ActiveCall(std::shared_ptr<OpenConnection> connection, back_call* call,
                       loop::Clock::time_point deadline)
    : connection_(std::move(connection)), raw_(call), call_(connection_->host(), call, deadline) {}

void ActiveCall::begin() {
  job_ = connection_->loop().spawn(run(shared_from_this()));
  if (raw_->is_cancelled(raw_) != 0) cancel();
}

void ActiveCall::cancel() noexcept {
  try {
    job_->cancel();
  } catch (const std::bad_alloc&) {
    return;
  }
}

loop::Task<> ActiveCall::run(std::shared_ptr<ActiveCall> self) {
  const Ended ended = co_await self->answer();
  // All of the author's frames are gone now; done is the last thing that touches the call.
  self->connection_->forget(self->raw_->id);
  const ResultView result(ended);
  self->raw_->done(self->raw_, result.get());
}

loop::Task<Ended> ActiveCall::answer() {
  std::exception_ptr thrown;
  try {
    const auto kind = priority(call_);
    const auto place = co_await connection_->places(kind).acquire(kind, call_.deadline());
    if (!place) throw Failure(BACK_DEADLINE, "Too much else is under way; nothing was sent.");
    Reply reply = co_await dispatch(connection_->author(), call_);
    co_return sdk::ended(std::move(reply), connection_->host().max_output());
  } catch (...) {
    thrown = std::current_exception();
  }
  // Any other status would tell the host that nothing was requested.
  if (call_.granted()) co_return ended_in_doubt(*call_.granted(), thrown);
  co_return sdk::ended(thrown);
}

}  // namespace back::sdk
