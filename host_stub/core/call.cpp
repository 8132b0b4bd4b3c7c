#include "core/call.hpp"

#include <algorithm>
#include <new>
#include <type_traits>

#include "core/abi_text.hpp"
#include "core/host_table.hpp"
#include "core/open_connection.hpp"
#include "core/result_copy.hpp"

namespace back::host {
namespace {

std::uint64_t next_id() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

}  // namespace

Call::Call(std::shared_ptr<OpenConnection> connection, QuestionPtr question, ListenerPtr listener)
    : table_(connection->stage().table),
      question_(std::move(question)),
      deadline_(Alarm::Clock::now() + question_->time),
      grace_(question_->grace),
      connection_(std::move(connection)),
      listener_(std::move(listener)) {
  secrets_.reserve(question_->secrets.size());
  for (const auto& secret : question_->secrets)
    secrets_.push_back({abi_text(secret.field), abi_text(secret.value.reveal())});
  shell_.self = this;
  back_call& abi = shell_.abi;
  abi.size = sizeof abi;
  abi.kind = question_->kind;
  abi.priority = question_->priority;
  abi.id = next_id();
  abi.name = abi_text(question_->name);
  abi.input = abi_text(question_->input);
  abi.context = abi_text(question_->context);
  abi.correlation = abi_text(question_->correlation);
  abi.idempotency = abi_text(question_->idempotency);
  abi.secrets = secrets_.empty() ? nullptr : secrets_.data();
  abi.secret_count = secrets_.size();
  abi.is_cancelled = &Call::on_is_cancelled;
  abi.progress = &Call::on_progress;
  abi.intent = &Call::on_intent;
  abi.done = &Call::on_done;
}

Call& Call::self(const back_call* call) {
  static_assert(std::is_standard_layout_v<Shell>);
  return *reinterpret_cast<const Shell*>(call)->self;
}

int32_t Call::on_is_cancelled(const back_call* call) noexcept {
  return self(call).cancelled_.load() ? 1 : 0;
}

void Call::on_progress(back_call* call, double fraction, back_text sentence) noexcept {
  try {
    self(call).report(fraction, view_of(sentence));
  } catch (...) {
    // A report may be dropped.
  }
}

int32_t Call::on_intent(back_call* call, back_text note) noexcept {
  try {
    return self(call).intent(view_of(note));
  } catch (...) {
    return BACK_STOP;  // no memory for the note: it cannot be kept
  }
}

void Call::on_done(back_call* call, const back_result* result) noexcept { self(call).done(result); }

void Call::misbehaves(const char* sentence) const {
  table_.log(Level::kPluginMisbehaves, sentence,
             {{"call", shell_.abi.id}, {"kind", shell_.abi.kind}});
}

// Starting ---

void Call::watch() {
  std::shared_ptr<OpenConnection> connection;
  {
    const std::lock_guard lock(mutex_);
    connection = connection_;
  }
  if (connection == nullptr) return;  // it has ended already
  Alarm& alarm = connection->stage().alarm;
  const auto ticket = alarm.at(deadline_, [weak = weak_from_this()] {
    if (const auto call = weak.lock()) call->stop(BACK_DEADLINE);
  });
  const std::lock_guard lock(mutex_);
  if (connection_ == nullptr) return alarm.drop(ticket);  // it has ended meanwhile
  watch_ = ticket;
}

void Call::start() {
  std::shared_ptr<OpenConnection> connection;
  {
    const std::lock_guard lock(mutex_);
    if (answered_ || done_) return;
    started_ = !cancelled_;
    connection = connection_;
    using std::chrono::milliseconds;
    const auto left =
        std::chrono::duration_cast<milliseconds>(deadline_ - Alarm::Clock::now()).count();
    shell_.abi.deadline_ms = static_cast<int32_t>(std::clamp<std::int64_t>(left, 0, INT32_MAX));
  }
  if (!started_) return answer_without_plugin(why_stopped_, "It was stopped before it began.");
  const auto visit =
      connection->inside("start", [this](const Plugin& plugin, back_connection* opened) {
        plugin.table->start(opened, &shell_.abi);
      });
  if (visit == OpenConnection::Visit::kClosed)
    answer_without_plugin(BACK_CANCELLED, "The connection was closed before it began.");
  if (visit == OpenConnection::Visit::kThrew) start_failed();
}

void Call::answer_without_plugin(int32_t status, const char* person) {
  if (done_.exchange(true)) return;
  Answer answer;
  answer.status = status;
  answer.person = person;
  complete(std::move(answer));
}

void Call::report(double fraction, std::string_view sentence) {
  ListenerPtr listener;
  {
    const std::lock_guard lock(mutex_);
    if (done_) return misbehaves("The plugin reported progress of a call it had completed.");
    listener = listener_;
  }
  if (listener == nullptr) return;  // nobody waits for it any more
  listener->progressed(fraction >= 0 && fraction <= 1 ? fraction : -1, sentence);
}

// Stopping ---

void Call::cancel() { stop(BACK_CANCELLED); }

void Call::stop(int32_t why) {
  std::shared_ptr<OpenConnection> connection;
  {
    const std::lock_guard lock(mutex_);
    if (answered_ || cancelled_) return;
    why_stopped_ = why;
    cancelled_ = true;  // before cancel is called: L4
    connection = connection_;
    changed_.notify_all();
  }
  if (connection == nullptr) return;
  connection->stage().alarm.at(Alarm::Clock::now() + grace_, [weak = weak_from_this()] {
    if (const auto call = weak.lock()) call->give_up();
  });
  if (connection->stage().plugin->cancel == nullptr) return;
  connection->stage().knocker.post([connection, id = shell_.abi.id] {
    connection->inside("cancel", [id](const Plugin& plugin, back_connection* opened) {
      plugin.cancel(opened, id);
    });
  });
}

// What a start that threw has begun is not known: nobody waits for it, it may send nothing any
// more, and its memory stays.
void Call::start_failed() {
  {
    const std::lock_guard lock(mutex_);
    if (answered_ || done_) return;
    if (!cancelled_) why_stopped_ = BACK_INTERNAL;
    cancelled_ = true;
    changed_.notify_all();
  }
  give_up();
}

void Call::give_up() {
  std::shared_ptr<OpenConnection> connection;
  ListenerPtr listener;
  Answer answer;
  {
    const std::lock_guard lock(mutex_);
    if (answered_ || done_) return;
    answer.status = why_stopped_;
    if (started_) {
      given_up_ = true;
      answered_ = true;
      connection = connection_;
      listener = std::move(listener_);
    }
  }
  if (listener == nullptr)
    return answer_without_plugin(answer.status, "It was stopped before it began.");
  answer.given_up = true;
  answer.person = answer.status == BACK_INTERNAL
                      ? "The integration failed. This is a defect of the integration."
                      : "The integration did not answer in time.";
  if (connection != nullptr) connection->became_stuck();
  misbehaves("The plugin has not completed a call in time, nor after it was cancelled.");
  listener->ended(std::move(answer));
}

// Done ---

void Call::done(const back_result* result) {
  if (done_.exchange(true))
    return misbehaves("The plugin completed a call twice; the second time is ignored.");
  Answer answer;
  if (result == nullptr || !BACK_HAS(result, back_result, status)) {
    misbehaves("The plugin completed a call without a result.");
  } else {
    try {
      answer = copy_of(*result, table_.limits().max_output);
    } catch (const std::bad_alloc&) {
      answer.status = BACK_OUT_OF_MEMORY;
      answer.output.clear();
    }
  }
  complete(std::move(answer));
}

// What the call was made of goes at the end of this, which is at the end of done: L1.
void Call::complete(Answer answer) {
  const CallPtr keep_alive = shared_from_this();
  std::shared_ptr<OpenConnection> connection;
  ListenerPtr listener;
  QuestionPtr question;
  std::vector<back_secret> secrets;
  bool late = false;
  std::optional<Alarm::Ticket> watch;
  {
    const std::lock_guard lock(mutex_);
    connection = std::move(connection_);
    listener = std::move(listener_);
    if (!cancelled_) watch = watch_;  // else it has rung, or the host is closing
    question = std::move(question_);
    secrets = std::move(secrets_);
    // The plugin cannot know why it was cancelled.
    if (answer.status == BACK_CANCELLED && cancelled_) answer.status = why_stopped_;
    late = given_up_;
    answered_ = true;
  }
  if (!late) {
    listener->ended(std::move(answer));
  } else {
    misbehaves("The plugin completed a call after the host had stopped waiting for it.");
    if (question->late) question->late(std::move(answer));
  }
  if (connection == nullptr) return;
  if (watch) connection->stage().alarm.drop(*watch);
  connection->ended(keep_alive, late);
}

}  // namespace back::host
