// Who asks, for which request, about whom - from the directory and nothing else - and what they may
// do: the gate.
#pragma once

#include <string>
#include <vector>

#include "contract/context.hpp"
#include "core/directory.hpp"
#include "core/records.hpp"
#include "core/store.hpp"

namespace back::host {

// The context of an admin's call. Throws Refused: unknown_expert, not_admin.
contract::Context admin_context(const Directory& directory, const std::string& actor);

// The context of an expert's call for a request. Throws Refused: unknown_expert, unknown_request.
contract::Context request_context(const Directory& directory, const std::string& actor,
                                  const std::string& request);

// Throws Refused with the code and sentence of the verdict.
void require_may_act(const ConnectionRecord& connection, const contract::Context& context);

// The connections through which the actor may act for the request. Throws Refused if there is none:
// not_connected where the team has none, or else with the reason why not the actor.
std::vector<ConnectionRecord> connections_for(const Store& store, const contract::Context& context);

// The one meant: named, or the only one. Throws Refused: unknown_connection, ambiguous_connection,
// or as above.
ConnectionPtr one_connection(const Store& store, const contract::Context& context,
                             const std::string& named);

}  // namespace back::host
