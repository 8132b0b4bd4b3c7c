// What became of several memberships whose change was interrupted: reads only, and tells every item.
#pragma once

#include "http/scope.hpp"
#include "okta/access.hpp"
#include "okta/actions/action.hpp"
#include "okta/rules/snapshot.hpp"
#include "sdk/call.hpp"
#include "sdk/connection.hpp"

namespace okta {

struct Settling {
  back::sdk::Call& call;
  const Access& access;
  back::http::Scope& scope;
};

// The interrupted action has memberships, and its note was kept. Throws Failure when it cannot be
// told yet.
Task<back::sdk::Reply> settle_memberships(Settling settling, const Action& action,
                                          const back::sdk::Interrupted& interrupted,
                                          const Snapshot& before);

}  // namespace okta
