// A plugin that does what the name of a call says, also what no plugin may do. Written from
// back/plugin.h alone.
#include "puppet.h"

#include <atomic>
#include <condition_variable>
#include <cstring>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "finish.hpp"
#ifdef PUPPET_MAY_BLOCK
#include "blocking_puppet_manifest.hpp"
namespace puppet_manifest = blocking_puppet::manifest;
constexpr std::uint32_t kFlags = BACK_MAY_BLOCK_IN_START;
#else
constexpr std::uint32_t kFlags = 0;
#include "puppet_manifest.hpp"
namespace puppet_manifest = puppet::manifest;
#endif

struct back_connection {
  std::mutex mutex;
  std::map<std::uint64_t, back_call*> waiting;   // to be completed by cancel or proceed
  std::map<std::uint64_t, back_call*> stubborn;  // to be completed by proceed alone
  std::vector<std::thread> threads;
};

namespace {

std::atomic<std::size_t> starts{0}, cancels{0}, proceeds{0}, opens{0}, closes{0};
std::atomic<int> last_intent{99};
std::atomic<void (*)(void)> bell{nullptr};

void ring() {
  if (auto* const rung = bell.load()) rung();
}

std::mutex held_mutex;
std::condition_variable released;
std::vector<back_call*> held;
std::size_t blocked = 0;
std::size_t releases = 0;

// A result so old that it ends after the status; behind it lies something that must not be read.
void finish_short(back_call* call) {
  back_result result{};
  std::memset(static_cast<void*>(&result), 0x5A, sizeof result);
  result.size = offsetof(back_result, status) + sizeof result.status;
  result.status = BACK_OK;
  call->done(call, &result);
}

void hold(back_call* call) {
  {
    const std::lock_guard lock(held_mutex);
    held.push_back(call);
  }
  ring();
}

void let_go() {
  std::vector<back_call*> calls;
  {
    const std::lock_guard lock(held_mutex);
    calls.swap(held);
    ++releases;
  }
  released.notify_all();
  for (auto* call : calls) finish(call, BACK_OK, R"({"held":true})");
}

void block(back_call* call) {
  {
    std::unique_lock lock(held_mutex);
    ++blocked;
    const std::size_t before = releases;
    ring();
    released.wait(lock, [&] { return releases != before; });
    --blocked;
  }
  finish(call, BACK_OK, "{}");
}

void wait_for_permission(back_connection* connection, back_call* call) {
  const std::lock_guard lock(connection->mutex);
  connection->waiting.emplace(call->id, call);
}

// Whoever takes it completes it.
back_call* take(back_connection* connection, std::uint64_t id) {
  const std::lock_guard lock(connection->mutex);
  const auto found = connection->waiting.find(id);
  if (found == connection->waiting.end()) return nullptr;
  back_call* call = found->second;
  connection->waiting.erase(found);
  return call;
}

// A cancellation may have come before it was there to be found: L4.
void until_cancelled(back_connection* connection, back_call* call) {
  const std::lock_guard lock(connection->mutex);
  if (call->is_cancelled(call) != 0) return finish(call, BACK_CANCELLED, "", "Nothing was sent.");
  connection->waiting.emplace(call->id, call);
}

void announce(back_connection* connection, back_call* call, std::string_view note) {
  // First: proceed may come before intent returns. Where intent waits, no cancel may end the call.
  if (kFlags == 0) wait_for_permission(connection, call);
  const std::uint64_t id = call->id;
  const std::int32_t answer = call->intent(call, text(note));
  last_intent = answer;
  if (answer == BACK_WAIT) return;
  if (auto* mine = kFlags == 0 ? take(connection, id) : call) {
    if (answer == BACK_PROCEED)
      finish(mine, BACK_OK, R"({"sent":true})");
    else
      finish(mine, BACK_CANCELLED, "", "Nothing was sent.");
  }
}

// Announces a change and takes no notice of being cancelled.
void insist(back_connection* connection, back_call* call) {
  {
    const std::lock_guard lock(connection->mutex);
    connection->stubborn.emplace(call->id, call);
  }
  last_intent = call->intent(call, text(R"({"step":"1","target":"t","before":{}})"));
}

// What nobody has allowed to be sent ends when the test lets go of it.
void give_in(back_connection* connection) {
  std::map<std::uint64_t, back_call*> calls;
  {
    const std::lock_guard lock(connection->mutex);
    calls.swap(connection->stubborn);
  }
  for (const auto& entry : calls) hold(entry.second);
}

void echo(back_call* call) {
  std::string output = R"({"kind":)" + std::to_string(call->kind) + R"(,"priority":)" +
                       std::to_string(call->priority) + R"(,"input":)" +
                       std::string(view(call->input)) + R"(,"context":)" +
                       std::string(view(call->context)) + R"(,"correlation":")" +
                       std::string(view(call->correlation)) + R"(","idempotency":")" +
                       std::string(view(call->idempotency)) + R"(","secrets":)" +
                       std::to_string(call->secret_count) + R"(,"deadline_ms":)" +
                       std::to_string(call->deadline_ms) + "}";
  finish(call, BACK_OK, output);
}

void in_thread(back_connection* connection, back_call* call) {
  const std::lock_guard lock(connection->mutex);
  connection->threads.emplace_back([call] { finish(call, BACK_OK, R"({"thread":true})"); });
}

void progress(back_call* call) {
  call->progress(call, 0.5, text("Half way"));
  call->progress(call, 7.0, text("Beyond"));
  finish(call, BACK_OK, "{}");
}

void misbehave(back_connection* connection, back_call* call, std::string_view what) {
  if (what == "twice") {
    finish(call, BACK_OK, R"({"first":true})");
    finish(call, BACK_INTERNAL, "{}", "second");
  } else if (what == "touch_after_done") {
    finish(call, BACK_OK, "{}");
    call->progress(call, 0.1, text("too late"));
    last_intent = call->intent(call, text("{}"));
    ring();
  } else if (what == "no_result") {
    call->done(call, nullptr);
  } else if (what == "huge") {
    finish(call, BACK_OK, "{\"a\":\"" + std::string(9u << 20, 'x') + "\"}");
  } else if (what == "bad_json") {
    finish(call, BACK_OK, "{\"a\":1,\"a\":2}");
  } else if (what == "no_sentence") {
    finish(call, BACK_FORBIDDEN, "");
  } else if (what == "big_note") {
    announce(connection, call, "{\"a\":\"" + std::string(1u << 20, 'x') + "\"}");
  } else if (what == "two_notes") {
    wait_for_permission(connection, call);
    call->intent(call, text(R"({"step":"1"})"));
    last_intent = call->intent(call, text(R"({"step":"2"})"));
  } else {
    finish(call, BACK_UNSUPPORTED, "", "The puppet does not know this.");
  }
}

void BACK_CALL start(back_connection* connection, back_call* call) {
  ++starts;
  const std::string_view what = view(call->name);
  if (what == "inline") return finish(call, BACK_OK, R"({"inline":true})");
  if (what == "thread") return in_thread(connection, call);
  if (what == "hold") return hold(call);
  if (what == "block") return block(call);
  if (what == "until_cancelled") return until_cancelled(connection, call);
  if (what == "intent")
    return announce(connection, call, R"({"step":"1","target":"t","before":{}})");
  if (what == "insist") return insist(connection, call);
  if (what == "give_in") return give_in(connection), finish(call, BACK_OK, "{}");
  if (what == "bad_note") return announce(connection, call, "not json");
  if (what == "echo") return echo(call);
  if (what == "progress") return progress(call);
  if (what == "secret") return finish_with_secret(call);
  if (what == "short_result") return finish_short(call);
  if (what == "input") return finish(call, BACK_OK, view(call->input));  // the call's own memory
  misbehave(connection, call, what);
}

void BACK_CALL cancel(back_connection* connection, std::uint64_t id) {
  ++cancels;
  if (auto* call = take(connection, id))
    finish(call, BACK_CANCELLED, "", "Cancelled, nothing was sent.");
}

void BACK_CALL proceed(back_connection* connection, std::uint64_t id) {
  ++proceeds;
  {
    const std::lock_guard lock(connection->mutex);
    const auto found = connection->stubborn.find(id);
    if (found != connection->stubborn.end()) {
      connection->waiting.emplace(*found);
      connection->stubborn.erase(found);
    }
  }
  if (auto* call = take(connection, id)) finish(call, BACK_OK, R"({"sent":true})");
}

std::int32_t BACK_CALL open(const back_host*, back_text config, const back_secret*, std::size_t,
                            void* sink, void(BACK_CALL* failure)(void*, const back_result*),
                            back_connection** out) {
  if (view(config).find("refuse") != std::string_view::npos) {
    back_result result{};
    result.size = sizeof result;
    result.status = BACK_INVALID_CONFIGURATION;
    result.person = text("The puppet does not like this configuration.");
    failure(sink, &result);
    return BACK_INVALID_CONFIGURATION;
  }
  if (view(config).find("silent") != std::string_view::npos) return BACK_INVALID_CONFIGURATION;
  ++opens;
  *out = new back_connection();
  return BACK_OK;
}

void BACK_CALL close(back_connection* connection) {
  for (auto& thread : connection->threads) thread.join();
  delete connection;
  ++closes;
}

const puppet_strings kStrings = {
    sizeof(puppet_strings),
    [](void (*rung)(void)) { bell = rung; },
    let_go,
    [] {
      const std::lock_guard lock(held_mutex);
      return held.size() + blocked;
    },
    [] { return starts.load(); },
    [] { return cancels.load(); },
    [] { return proceeds.load(); },
    [] { return opens.load(); },
    [] { return closes.load(); },
    [] { return last_intent.load(); },
};

const void* BACK_CALL get_extension(const char* id) {
  return std::strcmp(id, PUPPET_EXTENSION) == 0 ? &kStrings : nullptr;
}

}  // namespace

extern "C" const back_plugin* BACK_CALL back_plugin_v1(void) {
  static const back_plugin plugin = {sizeof(back_plugin),
                                     BACK_MAGIC,
                                     BACK_ABI_MAJOR,
                                     BACK_ABI_MINOR,
                                     0,
                                     kFlags,
                                     text(puppet_manifest::kId),
                                     text(puppet_manifest::kVersion),
                                     text(puppet_manifest::kJson),
                                     open,
                                     close,
                                     start,
                                     cancel,
                                     proceed,
                                     get_extension};
  return &plugin;
}
