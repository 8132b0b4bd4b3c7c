// The gate before an action: who, through which connection, which action of its manifest.
#pragma once

#include "core/state.hpp"

namespace back::host {

// An action that passed the gate, with everything it needs.
struct Cleared {
  contract::Context context;
  ConnectionPtr record;
  PluginPtr plugin;
  const contract::Action* action = nullptr;
};

// connection may be empty if only one has the action. Throws Refused.
Cleared clear(const State& state, const std::string& actor, const std::string& request,
              const std::string& connection, const std::string& action);

// What the person must be asked before the action; empty: nothing. Adds to the manifest's question
// what the last view says.
std::string question_before(const contract::Action& action, const boost::json::object& last_view);

}  // namespace back::host
