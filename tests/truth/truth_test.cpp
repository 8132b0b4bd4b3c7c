// What is told is the truth of the organisation, whatever goes wrong: every single fault at every
// request of every action, and random pairs of them, in one process and on a clock of its own.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "census.hpp"
#include "figures.hpp"
#include "oracle.hpp"
#include "stage.hpp"

namespace truth {
namespace {

// Beyond the story without a fault, to be sure of its end.
constexpr int kMoreThanUsual = 1;
constexpr std::size_t kDoubleFaults = 100'000;
constexpr std::size_t kMostShown = 10;

// Nothing if the story was told truly, also when the host read back later.
std::optional<std::string> wrong_in(Stage& stage, const Schedule& schedule,
                                    Census* census = nullptr) {
  const Subject& subject = subjects()[schedule.subject];
  const Told told = stage.play(schedule);
  if (census != nullptr) census->count(told.outcome, stage.okta().facts().faults_met > 0);
  auto wrong = objection(subject, stage.okta(), told);
  if (wrong) return *wrong + "\n  " + told.text;
  if (!told.pending) return std::nullopt;
  const Told later = stage.later();
  wrong = objection(subject, stage.okta(), later);
  if (wrong) return "later: " + *wrong + "\n  " + later.text;
  return std::nullopt;
}

// One of two faults is often enough.
std::string smallest(Stage& stage, Schedule schedule) {
  for (std::size_t i = 0; i < schedule.faults.size() && schedule.faults.size() > 1; ++i) {
    Schedule less = schedule;
    less.faults.erase(less.faults.begin() + static_cast<std::ptrdiff_t>(i));
    if (wrong_in(stage, less)) return text_of(less);
  }
  return text_of(schedule);
}

class Tally {
 public:
  void check(Stage& stage, const Schedule& schedule, const std::string& how_to_repeat) {
    SCOPED_TRACE(how_to_repeat);
    const auto wrong = wrong_in(stage, schedule, &census_);
    if (!wrong) return;
    ++wrong_;
    if (wrong_ <= kMostShown)
      ADD_FAILURE() << how_to_repeat << ": " << smallest(stage, schedule) << "\n  " << *wrong;
  }
  std::size_t wrong() const { return wrong_; }
  void print() const { std::printf("%s\n", census_.text().c_str()); }

 private:
  Census census_;
  std::size_t wrong_ = 0;
};

void report_wrong(std::string name, const Tally& tally, const back::testing::Portion& portion) {
  tally.print();
  if (portion.cases < portion.whole) return;
  back::testing::report({std::move(name), static_cast<double>(tally.wrong()), "cases", "0",
                         tally.wrong() == 0, portion.seed});
}

// How many requests the story of each subject has without a fault, and how it ends.
int usual_requests(Stage& stage, std::size_t subject) {
  const Told told = stage.play({subject, 60, {}});
  EXPECT_EQ(told.outcome, "done") << subjects()[subject].name << told.text;
  EXPECT_EQ(objection(subjects()[subject], stage.okta(), told), std::nullopt);
  return stage.requests();
}

std::vector<Schedule> all_single_faults(Stage& stage) {
  std::vector<Schedule> all;
  for (std::size_t subject = 0; subject < subjects().size(); ++subject) {
    auto some = single_faults(subject, usual_requests(stage, subject) + kMoreThanUsual);
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  return all;
}

TEST(Truth, OfEverySingleFault) {
  Stage stage;
  const auto all = all_single_faults(stage);
  const auto portion = back::testing::portion_of("single faults in process", all.size());
  const std::size_t step = all.size() / portion.cases;
  Tally tally;
  for (std::size_t i = portion.seed % step; i < all.size(); i += step)
    tally.check(stage, all[i], "single fault " + std::to_string(i));
  report_wrong("lost answers: single faults in process, wrong outcomes", tally, portion);
}

TEST(Truth, OfRandomDoubleFaults) {
  Stage stage;
  const auto portion = back::testing::portion_of("double faults in process", kDoubleFaults);
  Tally tally;
  for (std::uint64_t i = 0; i < portion.cases; ++i)
    tally.check(
        stage, double_fault(portion.seed, i),
        "BACK_SEED=" + std::to_string(portion.seed) + ", double fault " + std::to_string(i));
  report_wrong("lost answers: double faults in process, wrong outcomes", tally, portion);
}

// Two memberships in one action: what is seen of one says something about the other.
TEST(Truth, OfWhatWasToldWronglyOnce) {
  const auto& all = subjects();
  const auto two = std::find_if(
      all.begin(), all.end(), [](const Subject& each) { return each.name == "assign_apps, two"; });
  ASSERT_NE(two, all.end());
  const auto subject = static_cast<std::size_t>(two - all.begin());
  const Fault lag{0, Kind::lag_of_an_hour, 3600};
  const Schedule schedules[] = {
      {subject, 60, {{9, Kind::status_503_after, 0}, lag}},
      {subject, 60, {lag, {8, Kind::lost_after, 0}}},
      {subject, 5, {{12, Kind::timeout_after, 0}, {10, Kind::concurrency_limit, 0}}},
      {subject, 5, {{0, Kind::lag_reads, 8}, {11, Kind::status_504_after, 0}}},
      {subject, 60, {{9, Kind::timeout_before, 0}}},
      {subject, 60, {{10, Kind::timeout_before, 0}}},
  };
  Stage stage;
  Tally tally;
  for (const Schedule& schedule : schedules) tally.check(stage, schedule, text_of(schedule));
  EXPECT_EQ(tally.wrong(), 0u);
}

// The document for people shows the table that the judge goes by. BACK_WRITE_DOCS=1 writes it.
TEST(Truth, TheDocumentShowsTheTableOfPermittedUnknowns) {
  const std::string path = "docs/unknown-outcomes.md";
  if (std::getenv("BACK_WRITE_DOCS") != nullptr) std::ofstream(path) << unknown_outcomes_document();
  std::ifstream file(path);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  EXPECT_EQ(text, unknown_outcomes_document()) << "write it with BACK_WRITE_DOCS=1";
}

}  // namespace
}  // namespace truth
