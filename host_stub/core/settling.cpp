#include "core/settling.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "contract/status.hpp"
#include "core/answers.hpp"
#include "core/connections.hpp"
#include "core/refused.hpp"
#include "json/strict_json.hpp"

namespace back::host {
namespace {

constexpr std::int64_t kMostAttempts = 50;  // over the whole life of a change

boost::json::value parsed(const std::string& text) {
  return json::parse(text, {std::size_t{64} << 20, 64});
}

Question settle_question(const State& state, const ChangeRecord& change) {
  boost::json::object input{{"action", change.action}, {"input", parsed(change.input)}};
  if (change.note.has_value())
    input["note"] = parsed(*change.note);
  else
    input["note"] = nullptr;
  Question question;
  question.kind = BACK_KIND_SETTLE;
  question.input = json::canonical(input);
  question.context = change.context;
  question.correlation = change.correlation;
  question.time = state.options.settle_time;
  question.grace = state.options.grace;
  return question;
}

struct Attempt {
  std::optional<boost::json::object> outcome;
  std::string code;
  std::string sentence;
  bool may_pass = false;  // trying again at once may help
};

bool may_pass_by_itself(const Refused& refused) {
  return refused.code() == contract::status_name(BACK_UNAVAILABLE) ||
         refused.code() == contract::status_name(BACK_UPSTREAM_ERROR);
}

Attempt attempt(State& state, const ChangeRecord& change, const Progress& progress,
                const std::stop_token& stop) {
  const auto record = state.store.connection(change.connection);
  if (record == nullptr)
    return {std::nullopt, "disconnected", "The connection has been removed.", false};
  try {
    const OpenPtr open = open_saved(state, *record);
    const Answer answer = ask(state, *open, settle_question(state, change), progress, stop);
    auto outcome = output_of(answer, Shape::kOutcome, open->stage().table);
    note_health(state, *record, "", "");
    return {std::move(outcome), "", "", false};
  } catch (const Refused& refused) {
    note_health(state, *record, refused.code(), refused.sentence());
    return {std::nullopt, refused.code(), refused.sentence(), may_pass_by_itself(refused)};
  } catch (const json::JsonError&) {
    return {std::nullopt, "store", "What was kept of the change is damaged.", false};
  }
}

void pause(std::chrono::milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  stopped.wait_for(lock, stop, time, [] { return false; });
}

}  // namespace

boost::json::object own_outcome(const char* outcome, const std::string& code,
                                const std::string& summary) {
  return {{"outcome", outcome},
          {"changed", false},
          {"code", code},
          {"summary", summary},
          {"before", boost::json::array()},
          {"after", boost::json::array()},
          {"request_ids", boost::json::array()}};
}

Truth settle(State& state, const ChangeRecord& change, const Progress& progress,
             const std::stop_token& stop) {
  // No note, nothing sent: that is what a note is for.
  if (!change.note.has_value())
    return {own_outcome("failed", "interrupted",
                        "Interrupted before anything was sent: nothing was changed."),
            {},
            true,
            false};
  Attempt last;
  for (int i = 0; i < state.options.settle_attempts; ++i) {
    last = attempt(state, change, progress, stop);
    if (last.outcome.has_value()) return {std::move(*last.outcome), {}, true, false};
    if (!last.may_pass || i + 1 == state.options.settle_attempts || stop.stop_requested()) break;
    pause(state.options.settle_pause * (1 << std::min(i, 6)), stop);
  }
  auto outcome = own_outcome("unknown", "lost_answer",
                             "Interrupted, and it could not be read back how it ended.");
  outcome["changed"] = nullptr;
  outcome["evidence"] =
      "It was about to be sent when it was interrupted. Reading back failed: " + last.sentence;
  const bool for_good = last.code == "disconnected" || change.settle_attempts + 1 >= kMostAttempts;
  return {std::move(outcome), {}, false, !for_good};
}

}  // namespace back::host
