// From loading the plugin to the end of its first call, in fresh processes, and what of it is
// libcurl's.
#include <cstdio>
#include <exception>

#include <boost/json.hpp>

#include "support/measure.hpp"
#include "support/process.hpp"

namespace back::bench {
namespace {

constexpr int kRounds = 15;

void measure() {
  std::vector<double> all;
  std::vector<double> load;
  std::vector<double> open;
  std::vector<double> curl_load;
  std::vector<double> curl_start;
  for (int i = 0; i < kRounds; ++i) {
    const auto plugin = ask(BACK_FIRST_CALL, {});
    all.push_back(plugin.at("all").to_number<double>());
    load.push_back(plugin.at("load").to_number<double>());
    open.push_back(plugin.at("open").to_number<double>());
    const auto curl = ask(BACK_FIRST_CALL, {"curl"});
    curl_load.push_back(curl.at("load").to_number<double>());
    curl_start.push_back(curl.at("start").to_number<double>());
  }
  const std::string name = "Plugin load to first call, fresh process";
  at_most(name, median(all), 40, "ms");
  beside(name + ": judging and loading", median(load), "ms");
  beside(name + ": opening a connection", median(open), "ms");
  beside(name + ": libcurl alone, loading it and its libraries", median(curl_load), "ms");
  beside(name + ": libcurl alone, starting it", median(curl_start), "ms");
}

}  // namespace
}  // namespace back::bench

int main() {
  try {
    back::bench::measure();
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "bench-start: %s\n", problem.what());
    return 2;
  }
}
