// Names of the status codes, kinds and log levels of back/plugin.h, for logs and --json.
#pragma once

#include <cstdint>
#include <string_view>

namespace back::contract {

// "ok", "invalid_input" ...; an unknown code is "internal".
std::string_view status_name(std::int32_t status);

// "check", "query", "execute", "settle"; "unknown" for any other.
std::string_view kind_name(std::int32_t kind);

// "debug" ... "plugin_misbehaves", "host_misbehaves"; an unknown level is "error".
std::string_view log_level_name(std::int32_t level);

// A retry of the same call may succeed without anybody changing anything.
bool may_pass_by_itself(std::int32_t status);

}  // namespace back::contract
