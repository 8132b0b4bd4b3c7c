#include "figures.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <stdexcept>

namespace back::testing {
namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : std::string_view(value);
}

std::uint64_t seed_of_this_run() {
  const std::string_view given = variable("BACK_SEED");
  if (given.empty()) return std::random_device{}();
  std::uint64_t seed = 0;
  const auto [end, problem] = std::from_chars(given.data(), given.data() + given.size(), seed);
  if (problem != std::errc{} || end != given.data() + given.size())
    throw std::invalid_argument("BACK_SEED must be a whole number.");
  return seed;
}

}  // namespace

void report(const Figure& figure) {
  const std::string_view file = variable("BACK_FIGURES");
  if (file.empty()) return;
  boost::json::object line{{"name", figure.name}, {"value", figure.value}, {"unit", figure.unit},
                           {"goal", figure.goal}, {"holds", figure.holds}, {"seed", nullptr}};
  if (figure.seed) line["seed"] = *figure.seed;
  std::ofstream out(std::string(file), std::ios::app);
  out << boost::json::serialize(line) << '\n';
  if (!out.flush()) throw std::runtime_error("The figures cannot be written to BACK_FIGURES.");
}

Portion portion_of(std::string_view what, std::size_t whole) {
  Portion portion{whole, whole, seed_of_this_run()};
  if (variable("BACK_DEEP") != "1")
    portion.cases = std::min(whole, std::max<std::size_t>(whole / 100, 100));
  std::printf("sample: %.*s: %zu of %zu cases, seed %llu\n", static_cast<int>(what.size()),
              what.data(), portion.cases, portion.whole,
              static_cast<unsigned long long>(portion.seed));
  return portion;
}

void report_defects(std::string_view what, const Portion& portion, bool found_one) {
  if (portion.cases < portion.whole) return;
  report({std::string(what) + ", defects in " + std::to_string(portion.whole) + " cases",
          found_one ? 1.0 : 0.0, "found", "0", !found_one, portion.seed});
}

}  // namespace back::testing
