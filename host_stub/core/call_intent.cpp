// The intents of a call: no change is sent before its note is durable.
#include <array>
#include <boost/json/monotonic_resource.hpp>

#include "core/call.hpp"
#include "core/host_table.hpp"
#include "core/open_connection.hpp"
#include "json/strict_json.hpp"

namespace back::host {
namespace {
constexpr std::size_t kUsualNote = 2048;  // as a JSON value
}

const char* Call::objection_to(std::string_view note) const {
  if (done_) return "The plugin announced a change in a call it had completed.";
  if (shell_.abi.kind != BACK_KIND_EXECUTE)
    return "The plugin announced a change in a call that may only read.";
  if (note_pending_) return "The plugin announced a change before the last one was answered.";
  if (note.size() > table_.limits().max_note) return "The plugin's note is larger than allowed.";
  try {
    std::array<unsigned char, kUsualNote> room;  // left as it is: writing it would cost
    boost::json::monotonic_resource memory(room.data(), room.size());
    const json::Limits limits{table_.limits().max_note, table_.limits().max_depth};
    if (json::parse(note, limits, &memory).is_object()) return nullptr;
  } catch (const json::JsonError&) {
    // said below
  }
  return "The plugin's note is not a JSON object.";
}

int32_t Call::intent(std::string_view note) {
  std::unique_lock lock(mutex_);
  if (cancelled_ && !done_) return BACK_STOP;
  if (const char* objection = objection_to(note)) {
    misbehaves(objection);
    return BACK_STOP;
  }
  if (!question_->keep_note) return BACK_PROCEED;
  const CallPtr keep_alive = shared_from_this();  // even if another thread completes it meanwhile
  note_pending_ = true;
  note_kept_ = false;
  asking_ = true;
  const QuestionPtr question = question_;
  const bool may_block = connection_->stage().plugin->may_block;
  lock.unlock();
  question->keep_note(std::string(note),
                      [call = keep_alive](bool kept) { call->note_answered(kept); });
  if (may_block) return wait_for_note();
  lock.lock();
  asking_ = false;
  return note_pending_ ? BACK_WAIT : note_verdict();
}

int32_t Call::note_verdict() const {
  return note_kept_ && !cancelled_ && !done_ ? BACK_PROCEED : BACK_STOP;
}

int32_t Call::wait_for_note() {
  std::unique_lock lock(mutex_);
  note_awaited_ = true;
  changed_.wait(lock, [&] { return !note_pending_ || cancelled_; });
  return note_verdict();
}

void Call::note_answered(bool kept) {
  std::shared_ptr<OpenConnection> connection;
  bool told_by_intent = false;
  bool awaited = false;
  {
    const std::lock_guard lock(mutex_);
    note_pending_ = false;
    note_kept_ = kept;
    told_by_intent = asking_;
    awaited = note_awaited_;
    connection = connection_;
  }
  if (awaited) changed_.notify_all();
  if (connection == nullptr) return;
  if (!kept) {
    table_.log(Level::kError, "A note could not be stored, so the change is not made.",
               {{"call", shell_.abi.id}});
    return stop(BACK_CANCELLED);
  }
  if (told_by_intent) return;  // it has not returned yet, or waits for this
  connection->stage().knocker.post([call = shared_from_this(), connection] {
    if (call->cancelled_ || call->done_) return;
    connection->inside("proceed", [&](const Plugin& plugin, back_connection* opened) {
      plugin.proceed(opened, call->id());
    });
  });
}

}  // namespace back::host
