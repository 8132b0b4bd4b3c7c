// What core gives, as text for people. Everything from outside is made printable on the way.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "cli/globals.hpp"
#include "cli/style.hpp"
#include "core/directory.hpp"
#include "core/host_types.hpp"

namespace back::cli {

struct Page {
  std::ostream& out;
  const Style& style;
  std::size_t width = 80;
  const Globals& globals;  // for commands to type
};

void render_plugins(const Page& page, const std::vector<host::PluginLine>& lines);

void render_setup_steps(std::ostream& out, const Style& style, std::size_t width,
                        const contract::Manifest& manifest);

void render_connections(const Page& page, const std::vector<host::ConnectionView>& connections);
// The result of connect, check and replacing a secret. done: "Connected" and the like.
void render_connected(const Page& page, const host::Connected& connected, std::string_view done);

// manifest: of the view's plugin, for titles of sections and actions; may be null.
void render_requester(const Page& page, const host::RequesterView& view,
                      const contract::Manifest* manifest);

void render_options(const Page& page, const boost::json::object& options, const std::string& source,
                    const std::string& text);

void render_actions(const Page& page, const std::vector<host::ActionOffer>& offers);

// plugin may be null: it was removed after the change.
void render_outcome(const Page& page, const host::Ran& ran, const host::PluginPtr& plugin);
// The command that undoes it; empty: there is none.
std::string undo_command(const Globals& globals, const host::Ran& ran);
// Once, and in a frame that nobody overlooks.
void render_one_time(const Page& page, const host::Ran& ran, const contract::Action* action);

void render_timeline(const Page& page, const std::vector<host::TimelineLine>& lines);
void render_settled(const Page& page, const std::vector<host::Settled>& settled,
                    std::size_t pending);

}  // namespace back::cli
