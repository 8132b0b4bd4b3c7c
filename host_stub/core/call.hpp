// One operation under way in a plugin: its life by the rules L1 - L7 of back/plugin.h, from the
// host's side.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "back/plugin.h"
#include "core/alarm.hpp"
#include "core/listener.hpp"
#include "core/named_secret.hpp"

namespace back::host {

class OpenConnection;
class HostTable;

// Stores a note durably, later and elsewhere, and then says whether it did.
using KeepNote = std::function<void(std::string note, std::function<void(bool kept)> then)>;

// What is asked of a plugin.
struct Question {
  int32_t kind = BACK_KIND_QUERY;
  int32_t priority = BACK_INTERACTIVE;
  std::string name;
  std::string input = "{}";
  std::string context = "{}";
  std::string correlation;
  std::string idempotency;
  std::vector<NamedSecret> secrets;
  std::chrono::milliseconds time{30000};  // until the host cancels
  std::chrono::milliseconds grace{2000};  // from cancelling until the host stops waiting
  KeepNote keep_note;                     // without it intents are answered "proceed"
  std::function<void(Answer)> late;  // a completion after the host stopped waiting; must not block
};

// The call lets go of it when it ends, on whatever thread that is. Who asked may keep it until later,
// to have it freed where it was made, which costs less.
using QuestionPtr = std::shared_ptr<const Question>;

class Call : public std::enable_shared_from_this<Call> {
 public:
  Call(std::shared_ptr<OpenConnection> connection, QuestionPtr question, ListenerPtr listener);
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  std::uint64_t id() const { return shell_.abi.id; }

  // [any thread of the host] Asks the plugin to end the call soon. It ends within the grace.
  void cancel();

  // [the connection's threads only] Calls the plugin's start, unless the call has been cancelled
  // before.
  void start();
  // Watches the deadline from now on.
  void watch();

 private:
  struct Shell {
    back_call abi;  // first: the plugin's pointer to it is a pointer to this
    Call* self;
  };

  static Call& self(const back_call* call);
  static int32_t BACK_CALL on_is_cancelled(const back_call* call) noexcept;
  static void BACK_CALL on_progress(back_call* call, double fraction, back_text sentence) noexcept;
  static int32_t BACK_CALL on_intent(back_call* call, back_text note) noexcept;
  static void BACK_CALL on_done(back_call* call, const back_result* result) noexcept;

  void report(double fraction, std::string_view sentence);
  int32_t intent(std::string_view note);
  const char* objection_to(std::string_view note) const;
  int32_t wait_for_note();
  int32_t note_verdict() const;
  void note_answered(bool kept);
  void done(const back_result* result);
  void complete(Answer answer);
  void stop(int32_t why);
  void give_up();
  void start_failed();
  void answer_without_plugin(int32_t status, const char* person);
  void misbehaves(const char* sentence) const;

  Shell shell_{};
  HostTable& table_;      // lives for ever, so a call that has ended can still be talked about
  QuestionPtr question_;  // until done
  std::vector<back_secret> secrets_;
  const Alarm::Clock::time_point deadline_;
  const std::chrono::milliseconds grace_;
  std::atomic<bool> cancelled_{false};
  std::atomic<bool> done_{false};

  std::mutex mutex_;
  std::condition_variable changed_;             // for a thread that waits inside intent
  std::shared_ptr<OpenConnection> connection_;  // until done
  ListenerPtr listener_;                        // until answered
  std::optional<Alarm::Ticket> watch_;          // of the deadline
  bool started_ = false;
  bool answered_ = false;
  bool given_up_ = false;
  bool note_pending_ = false;
  bool note_kept_ = false;
  bool asking_ = false;        // intent has not returned yet, or waits inside for the answer
  bool note_awaited_ = false;  // by a thread of the plugin, inside intent
  int32_t why_stopped_ = BACK_CANCELLED;
};

using CallPtr = std::shared_ptr<Call>;

}  // namespace back::host
