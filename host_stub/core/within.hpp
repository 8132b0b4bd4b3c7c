// A job that may hang, waited for no longer than a limit.
#pragma once

#include <chrono>
#include <functional>

#include "core/crew.hpp"

namespace back::host {

enum class Ended {
  kInTime,
  kNotYet,  // it goes on without its caller
  kNever,   // it was not begun, and will not be
};

// Runs the job on a thread of the crew and waits for it. The job must own what it uses: it may
// outlive the caller. overdue runs on that thread when a job that was kNotYet has ended after all.
Ended run_within(Crew& crew, std::chrono::milliseconds limit, std::function<void()> job,
                 std::function<void()> overdue);

}  // namespace back::host
