// One list of the requester's - groups, apps - for people: what can be changed by name, what is
// locked under the reason that it shares with others.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "cli/render.hpp"

namespace back::cli {

// "Groups (368, 40 locked)"
std::string heading_of(const boost::json::object& list);

// Without its heading. Long lists are cut; --json has all.
void render_items(const Page& page, const boost::json::object& list, std::size_t indent);

}  // namespace back::cli
