// How many round trips a requester view takes when the vendor is 50 ms away: a distance of 25 ms
// each way, for every byte, connections included. And what the view of a person in many groups costs
// beside fetching and parsing the same bytes. Every round is a fresh process with a fresh server;
// product and baseline take turns.
//   bench-view [distance|many|cpu]                         measures, and reports figures
//   bench-view raw|product <port> <ca file> <views>        one round
#include <boost/json.hpp>
#include <cstdio>
#include <exception>
#include <iostream>

#include "support/measure.hpp"
#include "support/process.hpp"
#include "support/product_host.hpp"
#include "support/world.hpp"
#include "view/distance.hpp"
#include "view/load.hpp"

namespace back::bench {
namespace {

constexpr std::chrono::milliseconds kRoundTrip{50};
constexpr int kViews = 25;
constexpr int kWarm = 3;
constexpr int kRounds = 7;
constexpr int kCountedViews = 150;

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

std::vector<boost::json::object> one_in_many_groups() {
  std::vector<boost::json::object> seeds{seed(0, 2)};
  enrich(seeds[0], kManyGroups, kManyApps);
  return seeds;
}

void measure_distance() {
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

// Its longest chain of pages is the groups': two of them.
void measure_distance_of_many() {
  const EmulatorProcess emulator(one_in_many_groups());
  const Distance far(emulator.port(), kRoundTrip);
  const auto host = start_host({far.port(), emulator.ca_file(), 1});
  pick(*host, connect_all(*host, 1).front(), 0, 0);
  at_most("Requester view of 368 groups and 40 apps, 50 ms away, two pages in a row",
          round_trips(*host, request_id(0, 0)), 3.0, "round trips");
}

double cpu_of_a_view(const std::string& role) {
  const EmulatorProcess emulator(one_in_many_groups());
  const auto spent = ask("/proc/self/exe", {role, std::to_string(emulator.port()),
                                            emulator.ca_file(), std::to_string(kCountedViews)});
  return spent.at("cpu_us").to_number<double>() / kCountedViews;
}

void measure_cpu() {
  std::vector<double> raw;
  std::vector<double> product;
  std::vector<double> ratios;
  for (int i = 0; i < kRounds; ++i) {
    raw.push_back(cpu_of_a_view("raw"));
    product.push_back(cpu_of_a_view("product"));
    ratios.push_back(product.back() / raw.back());
    std::fprintf(stderr, "  raw %7.1f us, product %7.1f us: %.2f x\n", raw.back(), product.back(),
                 ratios.back());
  }
  const std::string name = "CPU of a view of 368 groups and 40 apps";
  at_most(name + ": product / plain libcurl and Boost.JSON", median(ratios), 1.35, "x");
  beside(name + ": plain libcurl and Boost.JSON", median(raw), "us");
  beside(name + ": product", median(product), "us");
}

void print(const Spent& spent) {
  std::cout << boost::json::serialize(
                   boost::json::object{{"cpu_us", spent.cpu_us}, {"wall_us", spent.wall_us}})
            << '\n';
}

// One part alone: "distance", "many" or "cpu".
void measure(const std::string& part) {
  if (part.empty() || part == "distance") measure_distance();
  if (part.empty() || part == "many") measure_distance_of_many();
  if (part.empty() || part == "cpu") measure_cpu();
}

}  // namespace
}  // namespace back::bench

int main(int argc, char** argv) {
  using namespace back::bench;
  try {
    const std::string role = argc > 1 ? argv[1] : "";
    if (argc == 5) {
      const ViewLoad load{static_cast<std::uint16_t>(std::stoi(argv[2])), argv[3],
                          std::stoi(argv[4])};
      print(role == "raw" ? raw_views(load) : product_views(load));
    } else {
      measure(role);
    }
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "bench-view: %s\n", problem.what());
    return 2;
  }
}
