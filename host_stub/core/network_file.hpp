// The operator's network file: how connections leave this machine. The only source of the network
// policy; it has no key that could weaken the verification of certificates, and any key it does not
// know is refused.
#pragma once

#include <string>
#include <string_view>

#include "core/host_table.hpp"

namespace back::host {

// Keys, all optional: ca_file (full path of a PEM file), proxy ("http://host:port" or
// "https://host:port"), connect_to (list of "host:port:address:port"), allow_private (true or
// false). Throws Refused.
NetworkPolicy read_network_file(const std::string& path);
NetworkPolicy parse_network(std::string_view text, const std::string& path);

}  // namespace back::host
