// Type-ahead: what may be put into a field of an action, found at Okta by a part of the name, each
// with what stands against it.
#pragma once

#include "http/scope.hpp"
#include "okta/access.hpp"
#include "sdk/call.hpp"
#include "sdk/connection.hpp"

namespace okta {

// Shape: plugin_api/schema/options.schema.json. Throws Failure: no such source, no single account,
// a cursor that is none.
back::loop::Task<back::sdk::Reply> options(back::sdk::Call& call, const Access& access,
                                           back::http::Scope& scope);

}  // namespace okta
