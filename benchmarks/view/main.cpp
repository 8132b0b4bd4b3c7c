// How many round trips a requester view takes when the vendor is 50 ms away: a distance of 25 ms
// each way, for every byte, connections included.
#include <cstdio>
#include <exception>

#include "support/measure.hpp"
#include "support/process.hpp"
#include "support/product_host.hpp"
#include "support/world.hpp"
#include "view/distance.hpp"

namespace back::bench {
namespace {

constexpr std::chrono::milliseconds kRoundTrip{50};
constexpr int kViews = 25;
constexpr int kWarm = 3;

double round_trips(host::Host& host, const std::string& request) {
  std::vector<double> values;
  for (int i = 0; i < kWarm + kViews; ++i) {
    const double begin = wall_us();
    const auto views = host.requester(kExpert, request);
    const double took = wall_us() - begin;
    if (views.size() != 1 || !views[0].code.empty() || views[0].view.at("found") != "one")
      throw std::runtime_error("The requester could not be read.");
    if (i >= kWarm) values.push_back(took / 1e3 / static_cast<double>(kRoundTrip.count()));
  }
  return median(values);
}

void measure() {
  const EmulatorProcess emulator(1, 2);
  const Distance far(emulator.port(), kRoundTrip);
  const auto host = start_host({far.port(), emulator.ca_file(), 1});
  const auto connection = connect_all(*host, 1).front();
  pick(*host, connection, 0, 0);
  at_most("Requester view, 50 ms away, Okta id known", round_trips(*host, request_id(0, 0)), 1.3,
          "round trips");
  at_most("Requester view, 50 ms away, by e-mail", round_trips(*host, request_id(0, 1)), 2.3,
          "round trips");
}

}  // namespace
}  // namespace back::bench

int main() {
  try {
    back::bench::measure();
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "bench-view: %s\n", problem.what());
    return 2;
  }
}
