// Threads that do jobs in the order they were posted. A crew of one does them one after the other.
// A job may hang (it may be inside a plugin that misbehaves): then its thread is left behind, never
// joined, and what it needs stays alive with it.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

namespace back::host {

class Crew {
 public:
  explicit Crew(std::size_t most_threads);
  // Lets the jobs under way and those posted end, but waits for them no longer than patience.
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  // Never blocks. A job must not throw.
  void post(std::function<void()> job);
  // From now on its threads go as soon as there is nothing to do; a later job gets a new one.
  void rest();
  // True when nothing is under way or waiting, within that time.
  bool idle_within(std::chrono::milliseconds patience);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace back::host
