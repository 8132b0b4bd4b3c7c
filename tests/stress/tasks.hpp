// The threads of this process, as the kernel counts them.
#pragma once

#include <cstddef>

namespace back::stress {

std::size_t threads_now();
// While nothing is going on; with the one that a sanitizer starts beside the first.
std::size_t threads_at_rest();
// True once there are no more than that; a thread that has been joined may still be listed for a
// moment.
bool threads_fall_to(std::size_t most);

}  // namespace back::stress
