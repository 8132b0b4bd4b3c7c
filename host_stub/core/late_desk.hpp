// Takes completions that come after the host has stopped waiting, possibly after the host itself
// has gone.
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "core/crew.hpp"

namespace back::host {

class LateDesk {
 public:
  LateDesk() : crew_(std::make_unique<Crew>(1)) {}

  // [any thread] Never blocks. Dropped once the desk is closed.
  void post(std::function<void()> job) {
    const std::lock_guard lock(mutex_);
    if (crew_ != nullptr) crew_->post(std::move(job));
  }

  // Runs what has been posted, and nothing afterwards.
  void close() {
    std::unique_ptr<Crew> crew;
    const std::lock_guard lock(mutex_);
    crew = std::move(crew_);
  }

 private:
  std::mutex mutex_;
  std::unique_ptr<Crew> crew_;
};

}  // namespace back::host
