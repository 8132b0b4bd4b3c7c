// Attributes of an account in an app as a person types them: "role=Standard User; team=Blue".
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <variant>

#include "okta/model/app_schema.hpp"
#include "okta/refusal.hpp"

namespace okta {

// The attributes with the types that the app's schema gives them, or why not.
std::variant<boost::json::object, Refusal> read_attributes(std::string_view text,
                                                           const AppSchema& schema);

// "role (Role) and team", those that an assignment must have; empty: none.
std::string required_names(const AppSchema& schema);

}  // namespace okta
