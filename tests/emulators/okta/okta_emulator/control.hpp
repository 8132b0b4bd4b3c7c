// The control interface: seeds, snapshots, the journal, faults, rate limits, the clock, one user's
// truth. Paths and bodies stand in the README.
#pragma once

#include <boost/json/fwd.hpp>
#include <memory>
#include <vector>

#include "okta_emulator/message.hpp"
#include "okta_emulator/organisation.hpp"

namespace okta_emulator {

// `seeds` are what each organisation goes back to when it is seeded without a body. `clock` is the
// one all of them follow; without it there is no /clock.
Handler control_interface(std::vector<std::shared_ptr<Organisation>> organisations,
                          std::vector<boost::json::value> seeds,
                          std::shared_ptr<SettableClock> clock = nullptr);

}  // namespace okta_emulator
