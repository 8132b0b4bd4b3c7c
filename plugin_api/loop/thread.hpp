// A thread of our own inside somebody else's process: named, and deaf to all signals, which belong
// to the host.
#pragma once

#include <functional>
#include <thread>

namespace back::loop {

// name: at most 15 bytes. Throws std::system_error when no thread can be started.
std::thread start_quiet_thread(const char* name, std::function<void()> body);

}  // namespace back::loop
