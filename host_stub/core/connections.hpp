// The admin's side: connecting, checking, editing and removing connections, and opening saved ones.
#pragma once

#include "core/state.hpp"

namespace back::host {

Connected connect(State& state, const std::string& actor, const NewConnection& what,
                  const Progress& progress, const std::stop_token& stop);
std::vector<ConnectionView> list_connections(const State& state, const std::string& actor);
ConnectionView view_connection(const State& state, const std::string& actor, const std::string& id);
Connected check_connection(State& state, const std::string& actor, const std::string& id,
                           const Progress& progress, const std::stop_token& stop);
void edit_teams(State& state, const std::string& actor, const std::string& id,
                const std::vector<std::string>& teams);
Connected replace_secrets(State& state, const std::string& actor, const std::string& id,
                          const std::vector<NamedSecret>& secrets, const Progress& progress,
                          const std::stop_token& stop);
void disconnect(State& state, const std::string& actor, const std::string& id,
                const std::stop_token& stop);

// The saved connection, open in its plugin. Throws Refused.
OpenPtr open_saved(State& state, const ConnectionRecord& record);

// Keeps the connection's status true: call it with the code of what an answer was refused with,
// empty if it was not.
void note_health(State& state, const ConnectionRecord& record, const std::string& code,
                 const std::string& sentence);

}  // namespace back::host
