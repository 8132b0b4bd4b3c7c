#include "core/within.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>

namespace back::host {
namespace {

struct Errand {
  std::mutex mutex;
  std::condition_variable changed;
  bool begun = false;
  bool ended = false;
  bool left = false;  // nobody waits any more

  bool begin() {
    const std::lock_guard lock(mutex);
    if (left) return false;
    begun = true;
    return true;
  }

  // True if somebody has been told in time.
  bool end() {
    const std::lock_guard lock(mutex);
    ended = true;
    changed.notify_all();
    return !left;
  }
};

}  // namespace

Ended run_within(Crew& crew, std::chrono::milliseconds limit, std::function<void()> job,
                 std::function<void()> overdue) {
  const auto errand = std::make_shared<Errand>();
  crew.post([errand, job = std::move(job), overdue = std::move(overdue)] {
    if (!errand->begin()) return;
    job();
    if (!errand->end()) overdue();
  });
  std::unique_lock lock(errand->mutex);
  if (errand->changed.wait_for(lock, limit, [&] { return errand->ended; })) return Ended::kInTime;
  errand->left = true;
  return errand->begun ? Ended::kNotYet : Ended::kNever;
}

}  // namespace back::host
