// The baseline: the same requests as an account action sends, in the same order, in a plain
// curl_multi_poll loop, with the bodies parsed by Boost.JSON and nothing else done.
#pragma once

#include "actions/load.hpp"

namespace back::bench {

void run_raw(const Load& load, const Measure& measure);

}  // namespace back::bench
