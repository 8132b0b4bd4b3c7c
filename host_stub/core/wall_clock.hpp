// The time of day, for people and records; never for deadlines.
#pragma once

#include <string>

namespace back::host {

// Now as RFC 3339 in UTC with milliseconds: "2025-03-01T09:30:00.250Z". No locale, no time zone.
std::string wall_clock_now();

}  // namespace back::host
