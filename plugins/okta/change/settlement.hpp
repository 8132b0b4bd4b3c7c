// What became of a change that was interrupted - by a crash, a cancellation, a deadline. Only
// reads, and answers as the change itself would have.
#pragma once

#include "http/scope.hpp"
#include "okta/access.hpp"
#include "okta/change/watch.hpp"
#include "sdk/call.hpp"
#include "sdk/connection.hpp"

namespace okta {

// Throws Failure when the account cannot be read, or it is too early to tell: settling may be tried
// again.
back::loop::Task<back::sdk::Reply> settle(back::sdk::Call& call, const Access& access,
                                          back::http::Scope& scope);

// When the interrupted change can have been at work at the latest: it has ended before it is
// settled, and its note may say more.
LastSent last_sent(const boost::json::object& note, back::http::Time& time);

// Throws Failure where the reading tells no end yet.
void require_an_end(Reading reading);

}  // namespace okta
