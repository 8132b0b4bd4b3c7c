// A host for tests that speaks the ABI directly: it makes one call at a time or many, answers
// intents as told, records all.
#pragma once

#include <back/plugin.h>

#include <boost/json.hpp>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace back::testing {

// What a call ended with, copied inside done.
struct Answer {
  std::int32_t status = -1;
  boost::json::object output;
  std::string person;
  std::string operator_text;
  boost::json::object details;
  std::map<std::string, std::string> secrets;
};

struct Asked {
  std::int32_t kind = BACK_KIND_QUERY;
  std::string name;
  boost::json::object input;
  boost::json::object context;
  std::int32_t deadline_ms = 20000;
};

class FakeHost;

// One call under way. Lives until it is destroyed, which must be after done.
class FakeCall {
 public:
  FakeCall(FakeHost& host, const Asked& asked, std::uint64_t id);
  FakeCall(const FakeCall&) = delete;
  FakeCall& operator=(const FakeCall&) = delete;

  back_call* raw() { return &state_.call; }
  std::uint64_t id() const { return state_.call.id; }
  // Waits for done, at most 30 s; fails the test and returns status -1 if it does not come.
  Answer wait();
  bool wait_for_note();
  int times_done() const;
  std::vector<boost::json::object> notes() const;
  std::vector<std::string> progress() const;
  void mark_cancelled();

 private:
  struct State {
    back_call call{};  // first: callbacks find the rest behind it
    FakeCall* self = nullptr;
  };
  static FakeCall& of(const back_call* call);
  std::int32_t on_intent(back_text note);
  void on_done(const back_result& result);

  FakeHost& host_;
  State state_;
  std::string name_, input_, context_, correlation_, idempotency_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<boost::json::object> notes_;
  std::vector<std::string> progress_;
  bool cancelled_ = false;
  int times_done_ = 0;
  Answer answer_;
};

class FakeHost {
 public:
  FakeHost();
  const back_host* table() const { return &state_.host; }

  // The answer to every intent; BACK_PROCEED at first.
  void answer_intents_with(std::int32_t answer) { intent_answer_ = answer; }
  std::int32_t intent_answer() const { return intent_answer_; }
  void set_network(const back_network* network) { network_ = network; }

  struct Line {
    std::int32_t level;
    std::string sentence;
    std::string fields;
  };
  std::vector<Line> log() const;

  // Opens a connection; on failure returns nullptr and leaves the result in *refused.
  back_connection* open(const back_plugin& plugin, const boost::json::object& configuration,
                        const std::map<std::string, std::string>& secrets,
                        Answer* refused = nullptr);
  std::unique_ptr<FakeCall> prepare(const Asked& asked);
  // start and wait.
  Answer run(const back_plugin& plugin, back_connection* connection, const Asked& asked);

 private:
  struct State {
    back_host host{};
    FakeHost* self = nullptr;
  };
  State state_;
  std::int32_t intent_answer_ = BACK_PROCEED;
  const back_network* network_ = nullptr;
  std::uint64_t last_id_ = 0;
  mutable std::mutex mutex_;
  std::vector<Line> log_;
};

// A context in which the expert "erin" of team "it" works on a request of "dana".
boost::json::object example_context();

}  // namespace back::testing
