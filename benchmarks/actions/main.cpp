// CPU of an account action (suspend and unsuspend in turn): through host, ABI, plugin and TLS and
// back, beside a plain libcurl loop that does the same. Every round is a fresh process with a fresh
// server; product and baseline take turns.
//   bench-actions                                 measures, and reports figures
//   bench-actions raw|product <load as JSON>      one round
#include <boost/json.hpp>
#include <cstdio>
#include <exception>
#include <iostream>

#include "actions/product.hpp"
#include "actions/raw.hpp"
#include "support/measure.hpp"
#include "support/process.hpp"

namespace back::bench {
namespace {

namespace json = boost::json;

// Many short rounds: what else the machine does comes and goes within seconds.
constexpr int kRounds = 15;
constexpr int kRoundsBeside = 3;  // of what has no goal

std::string text_of(const Load& load) {
  return json::serialize(json::object{{"port", load.port},
                                      {"ca_file", load.ca_file},
                                      {"organisations", load.organisations},
                                      {"in_flight", load.in_flight},
                                      {"actions", load.actions},
                                      {"by_email", load.by_email},
                                      {"home", load.home},
                                      {"waiting", load.waiting}});
}

Load load_of(const std::string& text) {
  const auto value = json::parse(text);
  return {value.at("port").to_number<std::uint16_t>(), std::string(value.at("ca_file").as_string()),
          value.at("organisations").to_number<int>(),  value.at("in_flight").to_number<int>(),
          value.at("actions").to_number<int>(),        value.at("by_email").as_bool(),
          std::string(value.at("home").as_string()),   value.at("waiting").as_bool()};
}

enum class Way { plain, product, durable, waiting };

// CPU of one action in one round, in microseconds.
double round(const std::string& self, Way way, Load load) {
  static constexpr const char* kNames[] = {"plain", "product", "durable", "waiting"};
  const EmulatorProcess emulator(load.organisations, load.in_flight / load.organisations);
  const TemporaryFolder folder;
  load.port = emulator.port();
  load.ca_file = emulator.ca_file();
  if (way == Way::durable) load.home = folder / "home";
  load.waiting = way == Way::waiting;
  const auto spent = ask(self, {way == Way::plain ? "raw" : "product", text_of(load)});
  const double cpu = spent.at("cpu_us").to_number<double>() / load.actions;
  const double wall = spent.at("wall_us").to_number<double>() / load.actions;
  std::fprintf(stderr, "  %-9s%6.1f us CPU, %6.1f us\n", kNames[static_cast<int>(way)], cpu, wall);
  return cpu;
}

void compare(const std::string& self, const std::string& what, const Load& load, double goal) {
  std::vector<double> plain, product, durable, waiting, ratios;
  std::fprintf(stderr, "%s\n", what.c_str());
  for (int i = 0; i < kRounds; ++i) {
    plain.push_back(round(self, Way::plain, load));
    product.push_back(round(self, Way::product, load));
    ratios.push_back(product.back() / plain.back());
    if (i >= kRoundsBeside) continue;
    durable.push_back(round(self, Way::durable, load));
    waiting.push_back(round(self, Way::waiting, load));
  }
  const std::string name = "CPU of an account action, " + what;
  at_most(name + ": product / plain libcurl", median(ratios), goal, "x");
  beside(name + ": plain libcurl", median(plain), "us");
  beside(name + ": product, store in memory", median(product), "us");
  beside(name + ": product, a thread waits for each", median(waiting), "us");
  beside(name + ": product, durable store", median(durable), "us");
}

void measure(const std::string& self) {
  Load load;
  load.organisations = 4;
  load.in_flight = 32;
  load.actions = 3000;
  compare(self, "32 in flight over 4 organisations", load, 1.25);
  load.organisations = 1;
  load.in_flight = 1;
  load.actions = 1000;
  compare(self, "one at a time", load, 1.5);
}

void print(const Spent& spent) {
  std::cout << json::serialize(json::object{{"cpu_us", spent.cpu_us}, {"wall_us", spent.wall_us}})
            << '\n';
}

}  // namespace
}  // namespace back::bench

int main(int argc, char** argv) {
  using namespace back::bench;
  try {
    const std::string role = argc > 1 ? argv[1] : "";
    if (argc == 3 && role == "raw") {
      print(run_raw(load_of(argv[2])));
    } else if (argc == 3 && role == "product") {
      print(run_product(load_of(argv[2])));
    } else {
      measure("/proc/self/exe");
    }
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "bench-actions: %s\n", problem.what());
    return 2;
  }
}
