// CPU of an account action (suspend and unsuspend in turn): through host, ABI, plugin and TLS and
// back, beside a plain libcurl loop that does the same. Each is a process of its own with a server of
// its own, and they take short turns: what else the machine does meets both. Fresh ones several times.
//   bench-actions                                 measures, and reports figures
//   bench-actions raw|product <load as JSON>      for each line of its input, one turn
#include <boost/json.hpp>
#include <csignal>
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

constexpr int kRounds = 5;        // with fresh processes
constexpr int kTurns = 20;        // of each, in a round
constexpr int kTurnsBeside = 12;  // in all, of what has no goal

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

// One of those that are compared, warm, with its server.
class Side {
 public:
  Side(const std::string& self, Way way, const Load& load)
      : actions_(load.actions),
        emulator_(load.organisations, load.in_flight / load.organisations),
        child_(self, {way == Way::plain ? "raw" : "product", text_of(completed(way, load))}) {
    child_.read_line();
  }

  // CPU of one action in the next turn, in microseconds.
  double turn() {
    child_.write_line("");
    const std::string spent = child_.read_line();
    if (spent.empty()) throw std::runtime_error("A program that is measured has ended early.");
    return std::stod(spent) / actions_;
  }

 private:
  Load completed(Way way, Load load) const {
    load.port = emulator_.port();
    load.ca_file = emulator_.ca_file();
    if (way == Way::durable) load.home = folder_ / "home";
    load.waiting = way == Way::waiting;
    return load;
  }

  const int actions_;
  const TemporaryFolder folder_;
  const EmulatorProcess emulator_;
  Child child_;
};

struct Compared {
  std::vector<double> plain, product, ratios;
};

void compare_once(const std::string& self, const Load& load, Compared& compared) {
  Side plain(self, Way::plain, load);
  Side product(self, Way::product, load);
  for (int i = 0; i < kTurns; ++i) {
    compared.plain.push_back(plain.turn());
    compared.product.push_back(product.turn());
    compared.ratios.push_back(compared.product.back() / compared.plain.back());
    std::fprintf(stderr, "  plain %6.1f us, product %6.1f us: %.2f x\n", compared.plain.back(),
                 compared.product.back(), compared.ratios.back());
  }
}

double alone(const std::string& self, Way way, const Load& load) {
  Side side(self, way, load);
  std::vector<double> turns;
  for (int i = 0; i < kTurnsBeside; ++i) turns.push_back(side.turn());
  return median(turns);
}

void compare(const std::string& self, const std::string& what, const Load& load, double goal) {
  std::fprintf(stderr, "%s\n", what.c_str());
  Compared compared;
  for (int i = 0; i < kRounds; ++i) compare_once(self, load, compared);
  const std::string name = "CPU of an account action, " + what;
  at_most(name + ": product / plain libcurl", median(compared.ratios), goal, "x");
  beside(name + ": plain libcurl", median(compared.plain), "us");
  beside(name + ": product, store in memory", median(compared.product), "us");
  beside(name + ": product, a thread waits for each", alone(self, Way::waiting, load), "us");
  beside(name + ": product, durable store", alone(self, Way::durable, load), "us");
}

void measure(const std::string& self) {
  Load load;
  load.organisations = 4;
  load.in_flight = 32;
  load.actions = 600;
  compare(self, "32 in flight over 4 organisations", load, 1.25);
  load.organisations = 1;
  load.in_flight = 1;
  load.actions = 200;
  compare(self, "one at a time", load, 1.5);
}

// Says that all is warm; then, for each line that comes in, what CPU a turn cost, in microseconds.
void take_turns(const std::function<void()>& act) {
  std::cout << "warm" << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    const double before = cpu_us();
    act();
    std::cout << cpu_us() - before << std::endl;
  }
}

}  // namespace
}  // namespace back::bench

int main(int argc, char** argv) {
  using namespace back::bench;
  std::signal(SIGPIPE, SIG_IGN);  // a program that has ended early is told of as such
  try {
    const std::string role = argc > 1 ? argv[1] : "";
    if (argc == 3 && role == "raw") {
      run_raw(load_of(argv[2]), &take_turns);
    } else if (argc == 3 && role == "product") {
      run_product(load_of(argv[2]), &take_turns);
    } else {
      measure("/proc/self/exe");
    }
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "bench-actions: %s\n", problem.what());
    return 2;
  }
}
