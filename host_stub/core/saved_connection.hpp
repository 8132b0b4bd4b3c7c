// A connection as it is saved.
#pragma once

#include "core/state.hpp"

namespace back::host {

// The configuration as the plugin gets it: what is saved, and the teams.
std::string open_config(const contract::Manifest& manifest, const ConnectionRecord& record);

// Throws Refused unless the actor is an admin and the connection one of his organisation.
ConnectionRecord record_for_admin(const State& state, const std::string& actor,
                                  const std::string& id);

}  // namespace back::host
