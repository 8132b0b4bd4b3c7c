// Every path the plugin may ever ask for, written down apart from the plugin. What a placeholder
// stands for has the strict form of its kind, so that no id can lead a request elsewhere.
#pragma once

#include <string_view>

namespace okta_test {

// Whether "GET /api/v1/users/00u…?limit=200" is one of them: its path, and a query of nothing but
// known names and encoded values.
bool is_a_request_of_the_plugin(std::string_view method, std::string_view target);

// Whether it may remove something: a membership, an assignment, a factor or sessions, each named to
// its end; never what holds them, nor all of them.
bool removes_a_leaf(std::string_view method, std::string_view target);

}  // namespace okta_test
