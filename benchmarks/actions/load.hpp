// How much is to be done in one round, and what it cost.
#pragma once

#include <cstdint>
#include <string>

namespace back::bench {

struct Load {
  std::uint16_t port = 0;
  std::string ca_file;
  int organisations = 1;
  int in_flight = 1;      // one account each, suspended and unsuspended in turn
  int actions = 0;        // in all, once everything is warm
  bool by_email = false;  // the account is looked up first, as for a requester nobody has picked
  std::string home;       // of the host; empty: the store is in memory
  bool waiting = false;   // each account has a thread that waits for its actions' ends
};

struct Spent {
  double cpu_us = 0;   // of this process, for all actions
  double wall_us = 0;  // by the clock
};

// How often each account is acted on before the measuring begins.
inline constexpr int kWarmUp = 6;

}  // namespace back::bench
