// The threads of this process, as the kernel counts them.
#pragma once

#include <cstddef>

namespace back::stress {

// One that a sanitizer starts with the first thread of the process is counted from the beginning.
std::size_t threads_now();
// True once there are no more than that; a thread that has been joined may still be listed for a
// moment.
bool threads_fall_to(std::size_t most);

}  // namespace back::stress
