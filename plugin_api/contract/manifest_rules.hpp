// The rules of a manifest that its schema cannot say.
#pragma once

#include <vector>

#include "contract/fault.hpp"
#include "contract/manifest.hpp"

namespace back::contract {

// The manifest in the order of its document; pointers lead into that document.
std::vector<Fault> rule_faults(const Manifest& manifest);

}  // namespace back::contract
