// What a connection lends to each of its calls.
#pragma once

#include <optional>

#include "http/origin.hpp"
#include "http/time.hpp"
#include "http/transport.hpp"
#include "okta/config/domain.hpp"
#include "okta/model/user.hpp"
#include "okta/rules/guard.hpp"

namespace okta {

struct Access {
  back::http::Transport& transport;
  const back::http::Origin& origin;
  back::http::Time& time;
  const Domain& domain;
  Protection protection;
  std::optional<UserId>& token_owner;  // read once: a connection keeps its token
};

}  // namespace okta
