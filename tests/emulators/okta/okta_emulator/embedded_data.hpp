// The data files of the emulator, embedded by CMake: the program needs no file beside it.
#pragma once

#include <string_view>

namespace okta_emulator {

extern const std::string_view kTransitionsJson;
extern const std::string_view kLinksJson;
extern const std::string_view kErrorsJson;
extern const std::string_view kPermissionsJson;
extern const std::string_view kRateLimitsJson;
extern const std::string_view kEditionsJson;
extern const std::string_view kLogEventsJson;
extern const std::string_view kBackDemoJson;  // the seed of the company "Back Demo"

}  // namespace okta_emulator
