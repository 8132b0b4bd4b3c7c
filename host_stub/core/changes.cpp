// Changes after the fact: timelines, and settling what was interrupted.
#include "core/changes.hpp"

#include "contract/who_may.hpp"
#include "core/people.hpp"
#include "core/refused.hpp"
#include "core/settling.hpp"
#include "core/timeline.hpp"

namespace back::host {
namespace {

// Nobody works on it any more, and now it is ours.
bool take(State& state, const ChangeRecord& change) {
  const std::string& mine = state.lease.name();
  return change.runner != mine && state.lease.is_gone(change.runner) &&
         state.store.claim(change.key, change.runner, mine);
}

}  // namespace

std::vector<TimelineLine> read_timeline(const State& state, const std::string& actor,
                                        const std::string& request) {
  const contract::Context context = request_context(*state.directory, actor, request);
  // As if the connection were for the team: the timeline belongs to the request, not to a
  // connection.
  const std::vector<std::string> teams{context.request->team};
  const auto verdict = contract::may_view(teams, context);
  const bool admin_of_other = context.actor.admin && verdict.code == "not_member";
  if (!verdict.allowed && !admin_of_other)
    throw Refused(std::string(verdict.code), verdict.sentence);
  std::vector<TimelineLine> lines;
  for (const auto& record : state.store.timeline(context.organisation.id, request))
    lines.push_back(line_of(record));
  return lines;
}

std::vector<Settled> settle_pending(State& state, const Progress& progress,
                                    const std::stop_token& stop) {
  std::vector<Settled> settled;
  for (const auto& change : state.store.pending()) {
    if (stop.stop_requested()) break;
    if (!take(state, change)) continue;
    Truth truth = settle(state, change, progress, stop);
    const bool pending = truth.pending;
    settled.push_back({record_truth(state, change, std::move(truth)), pending});
  }
  return settled;
}

void settle_before_disconnect(State& state, const ConnectionRecord& record,
                              const std::stop_token& stop) {
  for (const auto& change : state.store.pending()) {
    if (change.connection != record.id) continue;
    if (!take(state, change))
      throw Refused("in_progress",
                    "An action is under way over this connection; try again when it has ended.");
    Truth truth = settle(state, change, nullptr, stop);
    if (truth.pending && stop.stop_requested()) {
      record_truth(state, change, std::move(truth));
      throw Refused("stopped", "It was stopped; the connection stays as it was.");
    }
    truth.pending = false;  // this was the last chance
    record_truth(state, change, std::move(truth));
  }
}

}  // namespace back::host
