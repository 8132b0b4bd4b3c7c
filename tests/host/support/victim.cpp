// Runs one action in a process of its own, to be killed in the middle of it: victim HOME FILE
// ACTION
#include <cstdio>

#include "support/ledger_host.hpp"

int main(int argc, char** argv) {
  using namespace back::host;
  if (argc != 4) return 2;
  try {
    test::KeptLog log;
    Host host(test::fixture_options(argv[1]), test::small_company(), log.log());
    Run run;
    run.actor = "erin";
    run.request = "R-1";
    run.action = argv[3];
    run.confirmed = true;
    host.run(std::move(run));
    return 0;
  } catch (const Refused& refused) {
    std::fprintf(stderr, "%s\n", refused.what());
    return 1;
  }
}
