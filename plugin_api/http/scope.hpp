// What the layers need to know of the call that they work for. Given by reference; outlives every
// send made for it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "loop/loop.hpp"
#include "loop/semaphore.hpp"

namespace back::http {

using loop::Clock;
using loop::Priority;

struct Scope {
  Clock::time_point deadline = loop::kNever;
  Priority priority = Priority::interactive;
  std::string
      correlation;  // joins our log, the server's log (in the User-Agent) and the host's timeline
  std::function<void(std::string_view sentence)> progress;  // may be empty
};

}  // namespace back::http
