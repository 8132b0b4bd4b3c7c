#include "cli/waiting.hpp"

#include <utility>

namespace back::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kTick{200};

}  // namespace

Waiting::Waiting(Console& console, std::string_view what, std::stop_token stop)
    : err_(console.err),
      stop_(std::move(stop)),
      narrator_(console.err.terminal(), what),
      wake_(stop_,
            [this] {
              const std::lock_guard lock(mutex_);
              changed_.notify_all();
            }),
      thread_([this] { watch(); }) {}

Waiting::~Waiting() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }
  thread_.join();
  err_.clear_status();
}

host::Progress Waiting::progress() {
  return [this](double fraction, std::string_view sentence) {
    const std::lock_guard lock(mutex_);
    if (!stopping_) narrator_.report(fraction, sentence);
  };
}

void Waiting::watch() {
  std::unique_lock lock(mutex_);
  for (;;) {
    // Also when it has ended meanwhile: whoever pressed Ctrl-C is told in any case.
    if (stop_.stop_requested() && !std::exchange(stopping_, true)) {
      err_.line(
          "Stopping: what has been sent already is followed to its end. Ctrl-C again leaves "
          "at once.");
      if (err_.terminal()) narrator_.report(-1, "Stopping");
    }
    if (ended_) return;
    const auto passed = std::chrono::steady_clock::now() - start_;
    if (const auto text = narrator_.tick(std::chrono::duration_cast<milliseconds>(passed)); text) {
      if (err_.terminal())
        err_.status(*text);
      else
        err_.line(*text);
    }
    changed_.wait_for(lock, kTick);
  }
}

}  // namespace back::cli
