// Whether the connection can be used: is there such an organisation, whose token is it, and what
// may it do.
#pragma once

#include "http/scope.hpp"
#include "okta/access.hpp"
#include "sdk/connection.hpp"

namespace okta {

// Shape: plugin_api/schema/check.schema.json. Throws Failure: no such organisation, token not
// accepted, unreachable.
back::loop::Task<back::sdk::Reply> checked(const Access& access, back::http::Scope& scope);

}  // namespace okta
