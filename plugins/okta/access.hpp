// What a connection lends to each of its calls.
#pragma once

#include "contract/manifest.hpp"
#include "http/origin.hpp"
#include "http/time.hpp"
#include "http/transport.hpp"
#include "okta/client/memory.hpp"
#include "okta/config/domain.hpp"
#include "okta/rules/guard.hpp"

namespace okta {

struct Access {
  back::http::Transport& transport;
  const back::http::Origin& origin;
  back::http::Time& time;
  const Domain& domain;
  Protection protection;
  Memory& memory;
  const back::contract::Manifest& manifest;
};

}  // namespace okta
