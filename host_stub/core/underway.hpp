// What was started in a host and has not ended yet. A host that closes asks it to end, and waits.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <stop_token>

namespace back::host {

class Underway {
 public:
  // Where something is counted from its start to its end.
  class Place {
   public:
    explicit Place(Underway& underway) : underway_(underway) { underway_.come(); }
    ~Place() { underway_.go(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

   private:
    Underway& underway_;
  };

  Underway() = default;
  ~Underway() {
    closing_.request_stop();
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return count_ == 0; });
  }
  Underway(const Underway&) = delete;
  Underway& operator=(const Underway&) = delete;

  // Stop is requested once the host closes.
  std::stop_token closing() const { return closing_.get_token(); }

 private:
  void come() {
    const std::lock_guard lock(mutex_);
    ++count_;
  }
  void go() {
    const std::lock_guard lock(mutex_);
    --count_;
    changed_.notify_all();  // under the lock: without it this may be gone
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t count_ = 0;
  std::stop_source closing_;
};

}  // namespace back::host
