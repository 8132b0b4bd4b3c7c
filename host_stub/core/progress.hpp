// What is going on, for the person who waits. fraction is 0..1, or negative if unknown. Called on
// the thread that waits.
#pragma once

#include <functional>
#include <string_view>

namespace back::host {

using Progress = std::function<void(double fraction, std::string_view sentence)>;

}  // namespace back::host
