// A request target taken apart: decoded path segments and query parameters.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace okta_emulator {

struct Target {
  std::string_view path;              // raw, without the query and a trailing '/'
  std::vector<std::string> segments;  // decoded one by one; a trailing '/' adds none
  std::vector<std::pair<std::string, std::string>> query;

  // The first parameter of that name.
  std::optional<std::string_view> parameter(std::string_view name) const;
};

// Nothing for a target that is no path, or whose percent-encoding is broken. Views point into
// `raw`.
std::optional<Target> parse_target(std::string_view raw);

}  // namespace okta_emulator
