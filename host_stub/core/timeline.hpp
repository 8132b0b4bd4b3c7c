// How a change ended, as one line of its request's timeline.
#pragma once

#include <string>

#include "core/settling.hpp"

namespace back::host {

// The line that tells the truth. Context: the change's own; plugin: the id of the connection's, empty if
// it has been removed.
TimelineLine line_of(const State& state, const ChangeRecord& change,
                     const contract::Context& context, const std::string& plugin, Truth truth);
TimelineLine line_of(const TimelineRecord& record);

// Writes the line down: with the change's outcome, or, if pending, as the line so far. It becomes
// somebody else's, if he was faster.
void write_down(State& state, const ChangeRecord& change, TimelineLine& line);

// Both, for a change of which only the record is left. Returns the line as it stands then.
TimelineLine record_truth(State& state, const ChangeRecord& change, Truth truth);

}  // namespace back::host
