// Account actions through everything that ships: the host, the ABI, okta.so as built, TLS and back.
#pragma once

#include "actions/load.hpp"

namespace back::bench {

void run_product(const Load& load, const Measure& measure);

}  // namespace back::bench
