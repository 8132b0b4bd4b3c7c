// The forms of Okta's names as regular expressions: written down a second time, so that the
// plugin's own reading of them has something to be compared with.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace back::fuzz {

// The host that somebody means who types this as the domain, "back-demo.okta.com"; nothing if it is
// none.
std::optional<std::string> host_meant_by(std::string_view typed);

bool is_token(std::string_view text);
bool is_user_id(std::string_view text);
bool is_factor_id(std::string_view text);
bool is_organisation_id(std::string_view text);

}  // namespace back::fuzz
