// Every call into a plugin goes through here: nothing it throws gets further (L7).
#pragma once

#include <cxxabi.h>

#include "core/host_table.hpp"

namespace back::host {

// Runs what calls one of the plugin's functions. False if it threw, which is logged. What was
// thrown is not looked at: it may hold anything.
// (The unwinding of a thread that ends has no object, so the reference to it is null.)
template <typename Visit>
__attribute__((no_sanitize("null"))) bool guarded(const HostTable& table, const char* function,
                                                  const Visit& visit) {
  try {
    visit();
    return true;
  } catch (const abi::__forced_unwind&) {
    table.log(Level::kPluginMisbehaves, "The plugin ended a thread of the host.",
              {{"function", function}});
    throw;  // a thread that is ending cannot be kept
  } catch (...) {
    table.log(Level::kPluginMisbehaves, "The plugin let an exception out of one of its functions.",
              {{"function", function}});
    return false;
  }
}

}  // namespace back::host
