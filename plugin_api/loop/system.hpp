// The few things that every system does in its own way. One source file per system implements them,
// and no other file of the plugin side includes its headers.
#pragma once

#include <cstddef>
#include <functional>
#include <thread>

namespace back::loop {

// A thread of our own inside somebody else's process: named (at most 15 bytes), and deaf to all
// signals, which belong to the host. Throws std::system_error when no thread can be started.
std::thread start_quiet_thread(const char* name, std::function<void()> body);

// A socket that programs started by the host do not inherit. -1 if there is none to be had.
int open_private_socket(int family, int type, int protocol);
void close_socket(int socket);
// False if nothing has arrived on it, not even its end. Else what arrived is thrown away, and no
// byte passes any more in either direction; it is still to be closed.
bool shut_down_if_it_has_input(int socket);

}  // namespace back::loop
