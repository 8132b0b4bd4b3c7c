// Account actions through everything that ships: the host, the ABI, okta.so as built, TLS and back.
#pragma once

#include "actions/load.hpp"

namespace back::bench {

Spent run_product(const Load& load);

}  // namespace back::bench
