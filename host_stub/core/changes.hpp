// Changes: running an action, and finding out afterwards how an interrupted one ended.
#pragma once

#include "core/state.hpp"

namespace back::host {

ActionPlan plan_action(const State& state, const std::string& actor, const std::string& request,
                       const std::string& connection, const std::string& action);
Ran run_action(State& state, Run what, const Progress& progress, const std::stop_token& stop);
void start_action(State& state, Run what, RunListener listener, const std::stop_token& stop);
std::vector<TimelineLine> read_timeline(const State& state, const std::string& actor,
                                        const std::string& request);

// Settles the changes nobody works on any more, until stopped.
std::vector<Settled> settle_pending(State& state, const Progress& progress,
                                    const std::stop_token& stop);
// Settles those of one connection; what cannot be settled is told as unknown, for good. Throws
// Refused when stopped: what was not settled then can still be.
void settle_before_disconnect(State& state, const ConnectionRecord& record,
                              const std::stop_token& stop);

}  // namespace back::host
