// One section of the requester view that is read on demand, because what it costs is scarce: Okta's
// log has the tightest of budgets.
#pragma once

#include <string_view>

#include "http/scope.hpp"
#include "okta/access.hpp"
#include "sdk/call.hpp"
#include "sdk/connection.hpp"

namespace okta {

// Shape: plugin_api/schema/requester.schema.json; section: an id of the manifest. Throws Failure.
back::loop::Task<back::sdk::Reply> section_view(back::sdk::Call& call, const Access& access,
                                                back::http::Scope& scope, std::string_view section);

}  // namespace okta
