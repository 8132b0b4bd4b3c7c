// The host with the plugin that ships, connected to the emulator's organisations.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/host.hpp"

namespace back::bench {

struct Reach {
  std::uint16_t port = 0;
  std::string ca_file;
  int organisations = 1;
};

// home: empty keeps everything in memory.
std::unique_ptr<host::Host> start_host(const Reach& reach, const std::string& home = {});

// One connection for each organisation; their ids.
std::vector<std::string> connect_all(host::Host& host, int organisations);

// Says once whose account the requester's is.
void pick(host::Host& host, const std::string& connection, int organisation, int person);

}  // namespace back::bench
