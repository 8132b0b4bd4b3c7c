// From method and path to an endpoint. The table in router.cpp is the list of everything the
// organisation answers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "okta_emulator/call.hpp"

namespace okta_emulator {

struct Route {
  std::string_view method;
  std::string_view path;  // '*' is one segment, captured
  Capability capability;  // none: any valid token
  Endpoint endpoint;
  bool is_public = false;       // needs no token at all
  std::string_view event = {};  // what it leaves in the System Log
};

struct Match {
  const Route* route = nullptr;  // nothing: see path_known
  bool path_known = false;       // the path exists with another method
  std::vector<std::string> captures;
};

Match find_route(std::string_view method, const std::vector<std::string>& segments);

// Every route, for the documentation test.
const std::vector<Route>& routes();

}  // namespace okta_emulator
