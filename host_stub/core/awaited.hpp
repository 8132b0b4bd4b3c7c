// A call for whose answer a thread waits.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>

#include "core/call.hpp"
#include "core/progress.hpp"

namespace back::host {

class Awaited {
 public:
  // Begins the call. Throws what OpenConnection::begin throws.
  Awaited(OpenConnection& open, Question question);

  std::uint64_t id() const { return call_->id(); }
  // [any thread] See Call::cancel.
  void cancel() { call_->cancel(); }
  // Waits for the answer; meanwhile hands on progress, on this thread. To be called once.
  Answer wait(const Progress& progress = nullptr);

 private:
  struct Post;

  const std::shared_ptr<Post> post_;
  const CallPtr call_;
};

using AwaitedPtr = std::unique_ptr<Awaited>;

inline AwaitedPtr begin_awaited(OpenConnection& open, Question question) {
  return std::make_unique<Awaited>(open, std::move(question));
}

}  // namespace back::host
