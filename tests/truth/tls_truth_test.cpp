// The same over TLS, through the host core and the plugin as built: every single fault, and a
// hundredth of the double faults. In the ordinary suite a sample, with calls too short to wait out a
// lag.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdio>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "census.hpp"
#include "figures.hpp"
#include "oracle.hpp"
#include "tls_stage.hpp"

namespace truth {
namespace {

using back::testing::Portion;

constexpr std::size_t kDoubleFaults = 1'000;  // a hundredth of those in one process
constexpr std::size_t kMostShown = 10;
// The owner of the token is read once per connection, so a story has a request less than cold.
constexpr int kMoreThanUsual = 1;

// Too short to wait out a lag, and long enough to read an answer on a busy machine.
const Pace kBrief{24, std::chrono::seconds(6), std::chrono::seconds(6), 1};

Pace pace_of(const Portion& portion) {
  if (portion.cases == portion.whole)
    return {128, std::chrono::seconds(60), std::chrono::seconds(40), 3};
  return kBrief;
}

struct Story {
  Told told;
  bool faults_met = false;
  std::optional<std::string> wrong;
};

Story story_of(TlsStage& stage, std::size_t worker, const Schedule& schedule) {
  Story story{stage.play(worker, schedule), false, std::nullopt};
  stage.site(worker).look([&](const FaultyOkta& okta) {
    story.faults_met = okta.facts().faults_met > 0;
    story.wrong = objection(subjects()[schedule.subject], okta, story.told);
  });
  return story;
}

// Plays them all, one worker beside the other; returns how many were told wrongly.
std::size_t wrong_among(TlsStage& stage, const std::vector<Schedule>& schedules) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::size_t wrong = 0;
  Census census;
  const auto work = [&](std::size_t worker) {
    for (std::size_t i = next++; i < schedules.size(); i = next++) {
      const Story story = story_of(stage, worker, schedules[i]);
      const std::lock_guard lock(mutex);
      census.count(story.told.outcome, story.faults_met);
      if (story.wrong && ++wrong <= kMostShown)
        ADD_FAILURE() << text_of(schedules[i]) << "\n  " << *story.wrong << "\n  "
                      << story.told.text;
    }
  };
  std::vector<std::jthread> workers;
  for (std::size_t i = 0; i < stage.workers(); ++i) workers.emplace_back(work, i);
  workers.clear();
  std::printf("%s\n", census.text().c_str());
  return wrong;
}

int usual_requests(TlsStage& stage, std::size_t subject) {
  stage.play(0, {subject, 60, {}});
  int requests = 0;
  stage.site(0).look([&](const FaultyOkta& okta) { requests = okta.facts().requests; });
  return requests;
}

std::vector<Schedule> sample_of(const std::vector<Schedule>& all, const Portion& portion) {
  std::vector<Schedule> some;
  const std::size_t step = std::max<std::size_t>(1, all.size() / portion.cases);
  for (std::size_t i = portion.seed % step; i < all.size(); i += step) some.push_back(all[i]);
  return some;
}

void expect_none_wrong(const char* name, std::size_t wrong, const Portion& portion) {
  EXPECT_EQ(wrong, 0U);
  if (portion.cases < portion.whole) return;
  back::testing::report({name, static_cast<double>(wrong), "cases", "0", wrong == 0, portion.seed});
}

std::vector<Schedule> all_single_faults() {
  TlsStage one({1, std::chrono::seconds(60), std::chrono::seconds(40), 3});
  std::vector<Schedule> all;
  for (std::size_t subject = 0; subject < subjects().size(); ++subject) {
    const auto some = single_faults(subject, usual_requests(one, subject) + kMoreThanUsual);
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

TEST(TlsTruth, OfEverySingleFault) {
  const auto all = all_single_faults();
  const auto portion = back::testing::portion_of("single faults over TLS", all.size());
  TlsStage stage(pace_of(portion));
  const auto some = sample_of(all, portion);
  expect_none_wrong("lost answers: single faults over TLS, wrong outcomes",
                    wrong_among(stage, some), portion);
}

// The sample hardly ever meets it: cancelled at the very request that changes something, in a call too
// short to wait out a lag.
TEST(TlsTruth, OfACancellationAtTheChangeIsThatItIsTooEarlyToTell) {
  TlsStage stage(kBrief);
  std::vector<Schedule> all;
  for (std::size_t subject = 0; subject < subjects().size(); ++subject)
    for (const int position : {3, 4})
      all.push_back({subject, 60, {{position, Kind::cancel_unsent, 0}}});
  EXPECT_EQ(wrong_among(stage, all), 0U);
}

TEST(TlsTruth, OfRandomDoubleFaults) {
  const auto portion = back::testing::portion_of("double faults over TLS", kDoubleFaults);
  std::vector<Schedule> some;
  for (std::uint64_t i = 0; i < portion.cases; ++i) some.push_back(double_fault(portion.seed, i));
  TlsStage stage(pace_of(portion));
  expect_none_wrong("lost answers: double faults over TLS, wrong outcomes",
                    wrong_among(stage, some), portion);
}

}  // namespace
}  // namespace truth
