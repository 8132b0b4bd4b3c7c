#include "core/crew.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <utility>

#include "core/quiet_thread.hpp"

namespace back::host {

namespace {
constexpr std::chrono::milliseconds kPatienceAtTheEnd{5000};
}

struct Crew::State {
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::function<void()>> jobs;
  std::size_t most = 1;
  std::size_t threads = 0;
  std::size_t waiting = 0;
  bool ending = false;
  bool resting = false;

  bool idle() const { return jobs.empty() && waiting == threads; }

  // A thread more, if there is work for it. Under the lock.
  static void hire(const std::shared_ptr<State>& self) {
    if (self->jobs.size() <= self->waiting || self->threads >= self->most) return;
    try {
      quiet_thread([self] { work(self); }).detach();
      ++self->threads;
    } catch (const std::system_error&) {
      // No thread to be had now: the job waits for one that exists, or for the next post to try
      // again.
    }
  }

  // Does a job. The job may end this thread (a plugin may, against L7): then another takes over.
  static void run(const std::shared_ptr<State>& self, const std::function<void()>& job) {
    struct Loss {
      const std::shared_ptr<State>& self;
      bool job_ended = false;
      ~Loss() {
        if (job_ended) return;
        const std::lock_guard lock(self->mutex);
        --self->threads;
        hire(self);
        self->changed.notify_all();
      }
    } loss{self};
    job();
    loss.job_ended = true;
  }

  static void work(const std::shared_ptr<State>& self) {
    std::unique_lock lock(self->mutex);
    for (;;) {
      ++self->waiting;
      self->changed.notify_all();
      self->changed.wait(lock,
                         [&] { return self->ending || self->resting || !self->jobs.empty(); });
      --self->waiting;
      if (self->jobs.empty()) break;  // and nothing left to do
      auto job = std::move(self->jobs.front());
      self->jobs.pop_front();
      lock.unlock();
      run(self, job);
      job = nullptr;  // what it held goes before the next wait
      lock.lock();
    }
    --self->threads;
    self->changed.notify_all();
  }
};

Crew::Crew(std::size_t most_threads) : state_(std::make_shared<State>()) {
  state_->most = most_threads;
}

Crew::~Crew() {
  std::unique_lock lock(state_->mutex);
  state_->ending = true;
  state_->changed.notify_all();
  state_->changed.wait_for(lock, kPatienceAtTheEnd, [&] { return state_->threads == 0; });
}

void Crew::post(std::function<void()> job) {
  const std::shared_ptr<State> state = state_;  // the job may end this crew before post returns
  {
    const std::lock_guard lock(state->mutex);
    state->jobs.push_back(std::move(job));
    State::hire(state);
  }
  state->changed.notify_all();  // whoever wakes up finds the mutex free
}

void Crew::rest() {
  const std::lock_guard lock(state_->mutex);
  state_->resting = true;
  state_->changed.notify_all();
}

bool Crew::idle_within(std::chrono::milliseconds patience) {
  std::unique_lock lock(state_->mutex);
  return state_->changed.wait_for(lock, patience, [&] { return state_->idle(); });
}

}  // namespace back::host
