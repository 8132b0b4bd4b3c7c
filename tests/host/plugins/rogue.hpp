// What the two files of the rogue share.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <vector>

#include "finish.hpp"
#include "rogue.h"

namespace rogue {

enum class InClose { kNothing, kThrow, kHang, kDoneAgain };

// A call that waits for cancel or proceed, and what it does then.
struct Registered {
  back_call* call = nullptr;
  void (*when_told)(back_connection*, back_call*, bool cancelled) = nullptr;
  bool under_lock = false;
};

}  // namespace rogue

struct back_connection {
  const back_host* host = nullptr;
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::uint64_t, rogue::Registered> registered;
  std::vector<std::thread> threads;
  std::atomic<back_call*> last{nullptr};
  bool closing = false;
  rogue::InClose in_close = rogue::InClose::kNothing;
};

namespace rogue {

// All connections together, as a test sees them.
struct World {
  std::atomic<void (*)(void)> ring{nullptr};
  std::mutex mutex;
  std::condition_variable released;
  std::vector<std::function<void()>> held;
  std::vector<back_call*> lost;
  std::size_t waiting = 0;
  std::size_t releases = 0;
  std::atomic<std::size_t> registered{0}, threads{0}, connections{0};
  std::atomic<int> last_intent{99};

  void note_change();
  void hold_up();  // until let_go
};
World& world();

// Does what the word says.
void act(back_connection* connection, back_call* call, std::string_view word);
// The host has called cancel or proceed.
void told(back_connection* connection, std::uint64_t id, bool cancelled);

}  // namespace rogue
