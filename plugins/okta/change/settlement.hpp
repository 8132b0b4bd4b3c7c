// What became of a change that was interrupted - by a crash, a cancellation, a deadline. Only
// reads, and answers as the change itself would have.
#pragma once

#include "http/scope.hpp"
#include "okta/access.hpp"
#include "sdk/call.hpp"
#include "sdk/connection.hpp"

namespace okta {

// Throws Failure when the account cannot be read, or it is too early to tell: settling may be tried
// again.
back::loop::Task<back::sdk::Reply> settle(back::sdk::Call& call, const Access& access,
                                          back::http::Scope& scope);

}  // namespace okta
