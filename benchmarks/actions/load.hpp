// How much is to be done in one turn.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace back::bench {

struct Load {
  std::uint16_t port = 0;
  std::string ca_file;
  int organisations = 1;
  int in_flight = 1;      // one account each, suspended and unsuspended in turn
  int actions = 0;        // of one turn, of all accounts together
  bool by_email = false;  // the account is looked up first, as for a requester nobody has picked
  std::string home;       // of the host; empty: the store is in memory
  bool waiting = false;   // each account has a thread that waits for its actions' ends
};

// Called when all is warm: measures what each call of act costs, which is one turn.
using Measure = std::function<void(const std::function<void()>& act)>;

// How often each account is acted on before the measuring begins.
inline constexpr int kWarmUp = 6;

}  // namespace back::bench
