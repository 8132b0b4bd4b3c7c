// How an action ends: its answer, or what reading back finds, and the line in the timeline.
#include "core/running.hpp"

#include "contract/outcome.hpp"
#include "contract/status.hpp"
#include "core/answers.hpp"
#include "core/connections.hpp"
#include "core/refused.hpp"
#include "core/timeline.hpp"
#include "json/one_piece.hpp"
#include "json/strict_json.hpp"

namespace back::host {
namespace {

bool is_unknown(const boost::json::object& outcome) {
  return json::string_at(outcome, "outcome") == contract::name_of(contract::Outcome::kUnknown);
}

// The connection's health is noted by the way: that it cannot be kept must not hide how the action
// ended.
void note_health_if_possible(State& state, const ConnectionRecord& record, const std::string& code,
                             const std::string& sentence) {
  try {
    note_health(state, record, code, sentence);
  } catch (const Refused& refused) {
    state.log->write(Level::kError, "host", "The state of a connection could not be kept.",
                     {{"connection", record.id}, {"reason", refused.sentence()}});
  }
}

// Whether a change was requested, or about to be.
bool may_have_been_sent(const State& state, const ChangeRecord& change) {
  try {
    const auto kept = state.store.change(change.key);
    return kept.has_value() && kept->note.has_value();
  } catch (const Refused&) {
    return true;  // the note cannot be read, which does not say that there is none
  }
}

struct Told {
  Truth truth;
  bool is_outcome;  // the plugin's own; not a refusal in the host's words
};

Told told_by(State& state, const Begun& begun, Answer& answer) {
  const ConnectionRecord& record = *begun.cleared.record;
  try {
    Told told{{output_of(answer, Shape::kOutcome, begun.open->stage().table,
                         json::one_piece(json::kUsualOutcome)),
               std::move(answer.secrets), false, false},
              true};
    note_health_if_possible(state, record, "", "");
    return told;
  } catch (const Refused& refused) {
    note_health_if_possible(state, record, refused.code(), refused.sentence());
    return {nothing_sent(refused), false};
  }
}

// The outcome is told even if it cannot be written down: somebody might do it again.
void write_down_or_log(State& state, const ChangeRecord& change, TimelineLine& line) {
  try {
    write_down(state, change, line);
  } catch (const Refused& refused) {
    state.log->write(Level::kError, "host", "The outcome of a change could not be written down.",
                     {{"key", change.key}, {"reason", refused.sentence()}});
  }
}

Ran told(const ChangeRecord& change, std::vector<NamedSecret> one_time, TimelineLine line) {
  Ran ran{.outcome = "unknown",
          .one_time = std::move(one_time),
          .settled = false,
          .pending = false,
          .repeated = false,
          .key = change.key,
          .correlation = change.correlation,
          .line = std::move(line)};  // not assigned: see one_piece.hpp
  ran.settled = ran.line.settled;
  ran.pending = ran.line.pending;
  if (const auto outcome = json::string_at(ran.output(), "outcome")) ran.outcome = *outcome;
  return ran;
}

}  // namespace

// Whatever status but ok: no change was requested - if there is no note, which is the host's own
// evidence.
Truth nothing_sent(const Refused& refused) {
  const bool by_rule = refused.code() == contract::status_name(BACK_FORBIDDEN) ||
                       refused.code() == contract::status_name(BACK_INVALID_INPUT) ||
                       refused.code() == contract::status_name(BACK_NOT_FOUND) ||
                       refused.code() == contract::status_name(BACK_UNSUPPORTED);
  return {own_outcome(by_rule ? "refused" : "failed", refused.code(), refused.sentence()),
          {},
          false,
          false};
}

std::optional<Truth> truth_of(State& state, const Begun& begun, Answer answer, bool stopped) {
  Told told = told_by(state, begun, answer);
  const bool in_doubt = !told.is_outcome || (stopped && is_unknown(told.truth.outcome));
  if (in_doubt && may_have_been_sent(state, *begun.change)) return std::nullopt;
  return std::move(told.truth);
}

Truth found_out(State& state, const Begun& begun, const Progress& progress,
                const std::stop_token& stop) {
  try {
    if (const auto kept = state.store.change(begun.change->key))
      return settle(state, *kept, progress, stop);
  } catch (const Refused&) {
    // It stays pending, and will be read back once the store can be read.
  }
  auto outcome = own_outcome("unknown", "store",
                             "It could not be read back how it ended: the host could not read its "
                             "own record of it.");
  outcome["changed"] = nullptr;
  return {std::move(outcome), {}, false, true};
}

Ran end_action(State& state, const Begun& begun, Truth truth) {
  auto one_time = std::move(truth.one_time);
  TimelineLine line = line_of(state, *begun.change, begun.cleared.context,
                              begun.cleared.record->plugin, std::move(truth));
  write_down_or_log(state, *begun.change, line);
  return told(*begun.change, std::move(one_time), std::move(line));
}

}  // namespace back::host
