// A field that names something of the vendor's: the person types a part of its name and picks.
#pragma once

#include <boost/json/value.hpp>

#include "cli/console.hpp"
#include "cli/form.hpp"
#include "contract/manifest.hpp"

namespace back::cli {

// Of type option: an id; of type options: a list of them. Null: left empty, and not required.
boost::json::value ask_by_search(const contract::Field& field, const Search& search,
                                 const boost::json::object& values, Console& console);

}  // namespace back::cli
