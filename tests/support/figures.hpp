// Figures: what a run has measured, one line of JSON each, for ./bench and ./check --deep. And how
// many cases a large property runs: a seeded sample in the ordinary suite, all of them in
// ./check --deep.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace back::testing {

struct Figure {
  std::string name;  // "lost answers, double faults in process: wrong outcomes"
  double value = 0;
  std::string unit;  // "cases", "x", "ns", "KB"
  std::string goal;  // as the issue words it: "0", "<= 1.25 x"
  bool holds = false;
  std::optional<std::uint64_t> seed;
};

// Appends the figure to the file that the variable BACK_FIGURES names; without it does nothing.
void report(const Figure& figure);

// How much of a property to run, and from which seed.
struct Portion {
  std::size_t cases = 0;  // to run now
  std::size_t whole = 0;  // in ./check --deep
  std::uint64_t seed = 0;
};

// All cases where the variable BACK_DEEP is 1, else one in a hundred and at least 100. The seed is
// new in each run unless the variable BACK_SEED gives it. Prints one line that says how much and
// which seed.
Portion portion_of(std::string_view what, std::size_t whole);

// Of a property that ends at its first defect: whether there was one, if all cases were to run.
void report_defects(std::string_view what, const Portion& portion, bool found_one);

}  // namespace back::testing
