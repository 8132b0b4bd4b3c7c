// Work that is done although the job at hand has been cancelled: tidying up, which is sure to end
// soon.
#pragma once

#include "loop/loop.hpp"

namespace back::loop {

// Runs work to its end and rethrows what it throws. Only the end of the loop itself cancels it. What
// work refers to must outlive the wait, not more.
Task<> shielded(Task<> work);

}  // namespace back::loop
