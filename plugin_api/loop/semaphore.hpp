// A number of permits, handed out in order of arrival, and to a person who waits before work in the
// background. Waiters stand in a queue; nothing polls. For the loop's thread only.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>

#include "loop/loop.hpp"

namespace back::loop {

enum class Priority { interactive, background };

class Semaphore;

// One permit, given back when it ends. It may outlive its semaphore.
class Permit {
 public:
  Permit(Permit&&) noexcept = default;
  Permit& operator=(Permit&& other) noexcept;
  ~Permit();

 private:
  friend class Semaphore;
  struct State;
  explicit Permit(std::shared_ptr<State> state) : state_(std::move(state)) {}
  void give_back();

  std::shared_ptr<State> state_;
};

class Semaphore {
 public:
  explicit Semaphore(std::size_t permits);
  // All who wait must have ended before.
  ~Semaphore();
  Semaphore(const Semaphore&) = delete;
  Semaphore& operator=(const Semaphore&) = delete;

  // Nothing when there is none now, or somebody waits for one.
  std::optional<Permit> try_acquire();
  // Nothing when the deadline came first. Throws Cancelled when the job is cancelled.
  Task<std::optional<Permit>> acquire(Priority priority, Clock::time_point deadline = kNever);

  // More wakes waiters; fewer takes nothing away, it only holds back later permits.
  void resize(std::size_t permits);
  std::size_t size() const;
  std::size_t in_use() const;
  std::size_t waiting() const;

 private:
  std::shared_ptr<Permit::State> state_;
};

}  // namespace back::loop
