// Changes: running an action, and finding out afterwards how an interrupted one ended.
#pragma once

#include "core/state.hpp"

namespace back::host {

ActionPlan plan_action(const State& state, const std::string& actor, const std::string& request,
                       const std::string& connection, const std::string& action);
Ran run_action(State& state, Run what, const Progress& progress, const std::stop_token& stop);
std::vector<TimelineLine> read_timeline(const State& state, const std::string& actor,
                                        const std::string& request);

// Settles the changes nobody works on any more.
std::vector<Settled> settle_pending(State& state, const Progress& progress);
// Settles those of one connection; what cannot be settled is told as unknown, for good.
void settle_before_disconnect(State& state, const ConnectionRecord& record);

}  // namespace back::host
