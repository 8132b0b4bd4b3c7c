// A plugin that breaks the rules L1 - L7 of back/plugin.h, or keeps them in an awkward way: each
// call does what its name says. What it does is in rogue_deeds.cpp.
#include "rogue.hpp"

#include <cstring>
#ifdef ROGUE_MAY_BLOCK
#include "blocking_rogue_manifest.hpp"
namespace rogue_manifest = blocking_rogue::manifest;
#else
#include "rogue_manifest.hpp"
namespace rogue_manifest = rogue::manifest;
#endif

namespace rogue {

World& world() {
  static World world;
  return world;
}

void World::note_change() {
  if (auto* const bell = ring.load()) bell();
}

void World::hold_up() {
  std::unique_lock lock(mutex);
  ++waiting;
  const std::size_t before = releases;
  lock.unlock();
  note_change();
  lock.lock();
  released.wait(lock, [&] { return releases != before; });
  --waiting;
}

namespace {

void let_go() {
  World& w = world();
  std::vector<std::function<void()>> held;
  {
    const std::lock_guard lock(w.mutex);
    held.swap(w.held);
    ++w.releases;
  }
  w.released.notify_all();
  for (const auto& go_on : held) go_on();
}

void finish_lost() {
  World& w = world();
  std::vector<back_call*> lost;
  {
    const std::lock_guard lock(w.mutex);
    lost.swap(w.lost);
  }
  for (auto* call : lost) finish(call, BACK_OK, R"({"lost":true})");
}

std::int32_t BACK_CALL open(const back_host* host, back_text config, const back_secret*,
                            std::size_t, void*, void(BACK_CALL*)(void*, const back_result*),
                            back_connection** out) {
  const auto told = [&](std::string_view word) {
    return view(config).find(word) != std::string_view::npos;
  };
  if (told("throw_in_open")) throw std::runtime_error("out of open");
  if (told("nothing_in_open")) return BACK_OK;
  if (told("hang_in_open")) world().hold_up();
  auto* connection = new back_connection();
  connection->host = host;
  connection->in_close = told("throw_in_close")   ? InClose::kThrow
                         : told("hang_in_close")  ? InClose::kHang
                         : told("twice_in_close") ? InClose::kDoneAgain
                                                  : InClose::kNothing;
  ++world().connections;
  *out = connection;
  return BACK_OK;
}

void BACK_CALL close(back_connection* connection) {
  {
    const std::lock_guard lock(connection->mutex);
    connection->closing = true;
  }
  connection->changed.notify_all();
  for (auto& thread : connection->threads) thread.join();
  if (connection->in_close == InClose::kHang) world().hold_up();
  if (connection->in_close == InClose::kDoneAgain && connection->last != nullptr)
    finish(connection->last, BACK_OK, "{}");
  const bool throws = connection->in_close == InClose::kThrow;
  delete connection;
  --world().connections;
  world().note_change();
  if (throws) throw std::runtime_error("out of close");
}

void BACK_CALL start(back_connection* connection, back_call* call) {
  connection->last = call;
  act(connection, call, view(call->name));
}

void BACK_CALL cancel(back_connection* connection, std::uint64_t id) { told(connection, id, true); }

void BACK_CALL proceed(back_connection* connection, std::uint64_t id) {
  told(connection, id, false);
}

template <typename Count>
std::size_t counted(Count count) {
  const std::lock_guard lock(world().mutex);
  return count(world());
}

const rogue_strings kStrings = {
    sizeof(rogue_strings),
    [](void (*ring)(void)) { world().ring = ring; },
    let_go,
    finish_lost,
    [] { return counted([](const World& w) { return w.held.size() + w.waiting; }); },
    [] { return counted([](const World& w) { return w.lost.size(); }); },
    [] { return world().registered.load(); },
    [] { return world().threads.load(); },
    [] { return world().connections.load(); },
    [] { return world().last_intent.load(); },
};

const void* BACK_CALL get_extension(const char* id) {
  return std::strcmp(id, ROGUE_EXTENSION) == 0 ? &kStrings : nullptr;
}

#ifdef ROGUE_MAY_BLOCK
constexpr std::uint32_t kFlags = BACK_MAY_BLOCK_IN_START;
#else
constexpr std::uint32_t kFlags = 0;
#endif

}  // namespace
}  // namespace rogue

extern "C" const back_plugin* BACK_CALL back_plugin_v1(void) {
  static const back_plugin plugin = {sizeof(back_plugin),
                                     BACK_MAGIC,
                                     BACK_ABI_MAJOR,
                                     BACK_ABI_MINOR,
                                     0,
                                     rogue::kFlags,
                                     text(rogue_manifest::kId),
                                     text(rogue_manifest::kVersion),
                                     text(rogue_manifest::kJson),
                                     rogue::open,
                                     rogue::close,
                                     rogue::start,
                                     rogue::cancel,
                                     rogue::proceed,
                                     rogue::get_extension};
  return &plugin;
}
