// Whether the expression of a group rule fits somebody, as far as that can be said without Okta: the
// common comparisons and functions of its expression language. All else is untold, never guessed
// at. Pure.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "okta/client/listed.hpp"
#include "okta/model/group.hpp"

namespace okta {

enum class Fit { no, yes, untold };

// profile: as Okta has it, attributes by name. groups: of the same account.
Fit fit(std::string_view expression, const boost::json::object& profile,
        const Listed<Group>& groups);

// The attributes of a profile that an expression looks at, each once, in its order and fit to be
// shown: "department".
std::vector<std::string> attributes_in(std::string_view expression);

}  // namespace okta
