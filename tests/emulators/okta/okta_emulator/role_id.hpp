// Ids of role assignments: base32 of the type for the roles that can be scoped (rec 159, rec 164),
// an ordinary id otherwise.
#pragma once

#include <string>
#include <string_view>

#include "okta_emulator/ids.hpp"

namespace okta_emulator {

std::string role_id(std::string_view type, Ids& ids);

}  // namespace okta_emulator
