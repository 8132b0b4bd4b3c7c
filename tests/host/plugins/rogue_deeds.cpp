// The deeds of the rogue: legal but awkward ones first, then those that no plugin may do.
#include <pthread.h>

#include <limits>
#include <string>

#include "rogue.hpp"

namespace rogue {
namespace {

constexpr std::string_view kNote = R"({"step":"1","target":"t","before":{}})";

void finish_ok(back_call* call) { finish(call, BACK_OK, view(call->input)); }  // its own memory: L1

void finish_as_told(back_connection*, back_call* call, bool cancelled) {
  if (cancelled)
    finish(call, BACK_CANCELLED, "", "Cancelled, nothing was sent.");
  else
    finish_ok(call);
}

void lose(back_call* call) {
  {
    const std::lock_guard lock(world().mutex);
    world().lost.push_back(call);
  }
  world().note_change();
}

void throw_as_told(back_connection*, back_call* call, bool) {
  lose(call);
  throw std::runtime_error("out of cancel or proceed");
}

void hold(std::function<void()> go_on) {
  {
    const std::lock_guard lock(world().mutex);
    world().held.push_back(std::move(go_on));
  }
  world().note_change();
}

void in_thread(back_connection* connection, std::function<void()> work) {
  const std::lock_guard lock(connection->mutex);
  ++world().threads;
  connection->threads.emplace_back([work = std::move(work)] {
    work();
    --world().threads;
  });
}

// Registers first and asks is_cancelled once after that: L4. Completed at once if it is too late.
void wait_to_be_told(back_connection* connection, back_call* call, const Registered& entry) {
  const std::uint64_t id = call->id;
  {
    const std::lock_guard lock(connection->mutex);
    connection->registered.emplace(id, entry);
  }
  ++world().registered;
  const bool cancelled = call->is_cancelled(call) != 0;
  world().note_change();
  if (cancelled) told(connection, id, true);
}

// Everything a plugin may call of the host, to be done with a lock held.
void chat(const back_connection* connection, back_call* call) {
  connection->host->log(connection->host, BACK_LOG_DEBUG, text("Under a lock."), text("{}"));
  connection->host->get_extension(connection->host, BACK_EXT_NETWORK);
  call->is_cancelled(call);
  call->progress(call, 0.5, text("Half way"));
}

void announce(back_connection* connection, back_call* call, const Registered& entry) {
#ifdef ROGUE_MAY_BLOCK  // intent waits, and no cancel may end the call meanwhile
  const auto answer = call->intent(call, text(kNote));
  world().last_intent = answer;
  entry.when_told(connection, call, answer != BACK_PROCEED);
#else
  const std::uint64_t id = call->id;
  {
    const std::lock_guard lock(connection->mutex);
    connection->registered.emplace(id, entry);
  }
  const auto answer = call->intent(call, text(kNote));
  world().last_intent = answer;
  if (answer != BACK_WAIT) told(connection, id, answer != BACK_PROCEED);
#endif
}

// Legal ---

void locked_in_start(back_connection* connection, back_call* call) {
  const std::lock_guard lock(connection->mutex);
  chat(connection, call);
  finish_ok(call);
}

void locked_on_thread(back_connection* connection, back_call* call) {
  in_thread(connection, [=] {
    const std::lock_guard lock(connection->mutex);
    chat(connection, call);
    finish_ok(call);
  });
}

void locked_intent(back_connection* connection, back_call* call) {
  const std::uint64_t id = call->id;
  std::unique_lock lock(connection->mutex);
  connection->registered.emplace(id, Registered{call, finish_as_told, true});
  const auto answer = call->intent(call, text(kNote));
  world().last_intent = answer;
  lock.unlock();
  if (answer != BACK_WAIT) told(connection, id, answer != BACK_PROCEED);
}

// Its thread is still there when close is called.
void lingers_after_done(back_connection* connection, back_call* call) {
  in_thread(connection, [=] {
    finish_ok(call);
    std::unique_lock lock(connection->mutex);
    connection->changed.wait(lock, [&] { return connection->closing; });
    connection->host->log(connection->host, BACK_LOG_DEBUG, text("On my way out."), {nullptr, 0});
  });
}

std::string all_of(const back_call& call) {
  std::string all;
  for (const back_text part :
       {call.name, call.input, call.context, call.correlation, call.idempotency})
    all += std::string(view(part)) + "|";
  for (std::size_t i = 0; i < call.secret_count; ++i)
    all += std::string(view(call.secrets[i].field)) + std::string(view(call.secrets[i].value));
  return all;
}

// Reads the whole call long after start has returned, and answers with the call's own memory.
void reads_late(back_call* call) {
  hold([call, before = all_of(*call)] {
    if (all_of(*call) == before)
      finish(call, BACK_OK, view(call->input));
    else
      finish(call, BACK_INTERNAL, "", "The call has changed.");
  });
}

// Forbidden ---

void twice_at_once(back_connection* connection, back_call* call) {
  for (int i = 0; i < 2; ++i) in_thread(connection, [=] { finish_ok(call); });
}

void twice_later(back_call* call) {
  hold([call] { finish(call, BACK_INTERNAL, "", "second"); });
  finish_ok(call);
}

void late_twice(back_call* call) {
  hold([call] {
    finish_ok(call);
    finish_ok(call);
  });
}

void after_done(back_call* call) {
  finish_ok(call);
  call->progress(call, 0.1, text("too late"));
  world().last_intent = call->intent(call, text(kNote));
  call->is_cancelled(call);
}

void result_of_size(back_call* call, std::uint32_t size) {
  back_result result{};
  result.size = size;
  result.status = BACK_OK;
  call->done(call, &result);
}

void wild_result(back_call* call) {
  back_result result{};
  result.size = sizeof result;
  result.status = 4711;
  result.output = {nullptr, std::numeric_limits<std::size_t>::max()};
  result.person = {nullptr, 7};
  result.secrets = nullptr;
  result.secret_count = 3;
  call->done(call, &result);
}

void misuses_host(const back_connection* connection, back_call* call) {
  const back_host* host = connection->host;
  host->log(host, 99, text("Unknown level."), text("not json"));
  host->log(host, BACK_LOG_DEBUG, {nullptr, 5}, {nullptr, 5});
  host->log(nullptr, BACK_LOG_DEBUG, text("No host."), text("{}"));
  host->get_extension(host, nullptr);
  host->get_extension(host, "no.such/1");
  host->get_extension(nullptr, BACK_EXT_NETWORK);
  call->progress(call, std::numeric_limits<double>::quiet_NaN(), {nullptr, 5});
  finish_ok(call);
}

// Another thread goes on with the call although start has thrown.
void throws_and_goes_on(back_connection* connection, back_call* call) {
  hold([=] {
    world().last_intent = call->intent(call, text(kNote));
    finish_ok(call);
  });
  (void)connection;
  throw std::runtime_error("out of start, registered");
}

[[noreturn]] void throws_lost(back_call* call) {
  lose(call);
  throw std::runtime_error("out of start");
}

[[noreturn]] void throws_after_done(back_call* call) {
  finish_ok(call);
  throw 4711;
}

}  // namespace

void told(back_connection* connection, std::uint64_t id, bool cancelled) {
  std::unique_lock lock(connection->mutex);
  const auto found = connection->registered.find(id);
  if (found == connection->registered.end()) return;
  const Registered entry = found->second;
  connection->registered.erase(found);
  if (!entry.under_lock) lock.unlock();
  entry.when_told(connection, entry.call, cancelled);
}

void act(back_connection* connection, back_call* call, std::string_view word) {
  if (word == "done_in_start") return finish_ok(call);
  if (word == "done_on_thread") return in_thread(connection, [=] { finish_ok(call); });
  if (word == "waits") return wait_to_be_told(connection, call, {call, finish_as_told, false});
  if (word == "waits_locked")
    return wait_to_be_told(connection, call, {call, finish_as_told, true});
  if (word == "announces") return announce(connection, call, {call, finish_as_told, false});
  if (word == "announces_locked") return locked_intent(connection, call);
  if (word == "locked_in_start") return locked_in_start(connection, call);
  if (word == "locked_on_thread") return locked_on_thread(connection, call);
  if (word == "lingers_after_done") return lingers_after_done(connection, call);
  if (word == "reads_late") return reads_late(call);
  if (word == "holds") return hold([call] { finish(call, BACK_OK, view(call->input)); });

  if (word == "never") return lose(call);
  if (word == "twice") return finish_ok(call), finish_ok(call);
  if (word == "twice_at_once") return twice_at_once(connection, call);
  if (word == "twice_later") return twice_later(call);
  if (word == "late_twice") return late_twice(call);
  if (word == "after_done") return after_done(call);
  if (word == "no_result") return call->done(call, nullptr);
  if (word == "empty_result") return result_of_size(call, 0);
  if (word == "wild_result") return wild_result(call);
  if (word == "misuses_host") return misuses_host(connection, call);
  if (word == "throws_lost") throws_lost(call);
  if (word == "throws_after_done") throws_after_done(call);
  if (word == "throws_and_goes_on") return throws_and_goes_on(connection, call);
  if (word == "throws_when_told")
    return wait_to_be_told(connection, call, {call, throw_as_told, false});
  if (word == "throws_when_allowed")
    return announce(connection, call, {call, throw_as_told, false});
  if (word == "ends_the_thread") lose(call), pthread_exit(nullptr);
  finish(call, BACK_UNSUPPORTED, "", "The rogue does not know this.");
}

}  // namespace rogue
