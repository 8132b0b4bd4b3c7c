// What --json prints, from what core gives. The shapes are written down in README.md.
#pragma once

#include <boost/json/object.hpp>

#include "core/host_types.hpp"
#include "core/plugin.hpp"

namespace back::cli {

boost::json::object shape_of(const host::PluginLine& line);
boost::json::object shape_of(const host::ConnectionView& view);
boost::json::object shape_of(const host::Connected& connected);
boost::json::object shape_of(const host::RequesterView& view);
boost::json::object shape_of(const host::ActionOffer& offer);
// Without the one-time secrets: see print_json_with_secrets.
boost::json::object shape_of(const host::Ran& ran, const std::string& undo_command);
boost::json::object shape_of(const host::Settled& settled);

template <typename Things>
boost::json::array shapes_of(const Things& things) {
  boost::json::array all;
  for (const auto& thing : things) all.push_back(shape_of(thing));
  return all;
}

}  // namespace back::cli
