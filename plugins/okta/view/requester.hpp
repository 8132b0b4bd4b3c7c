// The requester's account as an expert sees it: who it is, its status, factors, profile, and what
// can be done now.
#pragma once

#include "http/scope.hpp"
#include "okta/access.hpp"
#include "sdk/call.hpp"
#include "sdk/connection.hpp"

namespace okta {

// Shape: plugin_api/schema/requester.schema.json. Throws Failure.
back::loop::Task<back::sdk::Reply> requester_view(back::sdk::Call& call, const Access& access,
                                                  back::http::Scope& scope);

}  // namespace okta
