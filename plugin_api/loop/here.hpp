// Inside this room: starting work from a coroutine that is already on the loop's thread.
#pragma once

#include <memory>

#include "loop/loop.hpp"

namespace back::loop {

// As Loop::spawn, on the loop whose thread this is.
std::shared_ptr<Job> spawn_here(Task<> work);

}  // namespace back::loop
