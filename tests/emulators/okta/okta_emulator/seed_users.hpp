// The users of a seed, and the small pieces that groups and tokens of a seed share with them.
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okta_emulator/json_reader.hpp"
#include "okta_emulator/state.hpp"

namespace okta_emulator {

void read_user(const boost::json::value& value, State& state);

std::optional<Time> read_time(JsonReader& reader, std::string_view name);
// An id of Okta's form with that prefix; made up when the seed has none.
std::string read_id(JsonReader& reader, std::string_view name, std::string_view prefix, Ids& ids);
// "roles": type names, or objects with type, label, id, capabilities.
std::vector<Role> read_roles(JsonReader& reader, State& state, Time created);

}  // namespace okta_emulator
