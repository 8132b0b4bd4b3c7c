#include "core/awaited.hpp"

#include <atomic>
#include <utility>

#include "core/open_connection.hpp"
#include "core/result_copy.hpp"

namespace back::host {

// Where the call leaves what it has to say.
struct Awaited::Post final : Listener {
  std::mutex mutex;
  std::condition_variable changed;
  std::atomic<bool> unheard{false};  // nobody listens to progress
  bool is_progress_new = false;
  double fraction = -1;
  std::string sentence;
  bool is_answered = false;
  Answer answer;

  void progressed(double how_far, std::string_view with_sentence) override {
    if (unheard) return;
    {
      const std::lock_guard lock(mutex);
      fraction = how_far;
      sentence = short_copy(with_sentence);
      is_progress_new = true;
    }
    changed.notify_all();
  }

  void ended(Answer with) noexcept override {
    {
      const std::lock_guard lock(mutex);
      answer = std::move(with);
      is_answered = true;
    }
    changed.notify_all();  // whoever wakes up finds the mutex free
  }
};

Awaited::Awaited(OpenConnection& open, Question question)
    : post_(std::make_shared<Post>()),
      call_(open.begin(std::make_shared<const Question>(std::move(question)), post_)) {}

Answer Awaited::wait(const Progress& progress) {
  Post& post = *post_;
  post.unheard = !progress;
  std::unique_lock lock(post.mutex);
  for (;;) {
    post.changed.wait(lock, [&] { return post.is_answered || (post.is_progress_new && progress); });
    if (post.is_answered) return std::move(post.answer);
    post.is_progress_new = false;
    const double fraction = post.fraction;
    const std::string sentence = post.sentence;
    lock.unlock();
    progress(fraction, sentence);
    lock.lock();
  }
}

}  // namespace back::host
