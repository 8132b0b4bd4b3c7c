#include "okta_emulator/app.hpp"

#include <algorithm>

namespace okta_emulator {

bool App::provisions() const {
  return std::find(features.begin(), features.end(), "PUSH_NEW_USERS") != features.end();
}

const AppGroup* App::group(std::string_view group_id) const {
  const auto found = std::find_if(groups.begin(), groups.end(),
                                  [&](const AppGroup& entry) { return entry.group == group_id; });
  return found == groups.end() ? nullptr : &*found;
}

}  // namespace okta_emulator
