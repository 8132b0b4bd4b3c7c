// The baseline of ./bench is only worth something if it sends what the product sends.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <map>
#include <string>

#include "actions/product.hpp"
#include "actions/raw.hpp"
#include "okta_emulator/emulator.hpp"
#include "support/measure.hpp"
#include "support/process.hpp"
#include "support/world.hpp"
#include "view/load.hpp"

namespace back::bench {
namespace {

constexpr int kOrganisations = 2;
constexpr int kPeople = 2;
constexpr int kTurns = 2;

// How often each request on an account has reached the servers: "GET /api/v1/users/<id>" -> 12.
std::map<std::string, int> requests_of(void (*run)(const Load&, const Measure&), bool by_email) {
  okta_emulator::EmulatorOptions options;
  for (int i = 0; i < kOrganisations; ++i) options.seeds.push_back(seed(i, kPeople));
  okta_emulator::Emulator emulator(std::move(options));
  const TemporaryFolder folder;
  Load load;
  load.port = emulator.port();
  load.ca_file = folder / "ca.pem";
  std::ofstream(load.ca_file) << emulator.ca_pem();
  load.organisations = kOrganisations;
  load.in_flight = kOrganisations * kPeople;
  load.actions = 8;
  load.by_email = by_email;
  int turns = 0;
  run(load, [&](const std::function<void()>& act) {
    for (; turns < kTurns; ++turns) act();
  });
  EXPECT_EQ(turns, kTurns);
  std::map<std::string, int> counts;
  for (const auto& organisation : emulator.organisations())
    for (const auto& entry : organisation->journal())
      if (entry.target.find("/users/00ubench0") != std::string::npos ||
          entry.target.find("?search=") != std::string::npos)
        ++counts[entry.method + " " + entry.target.substr(0, entry.target.find("%20"))];
  return counts;
}

int sum(const std::map<std::string, int>& counts, std::string_view method) {
  int found = 0;
  for (const auto& [request, count] : counts)
    if (request.starts_with(method)) found += count;
  return found;
}

TEST(Baseline, SendsTheRequestsOfTheProductWhenTheAccountIsLookedUp) {
  const auto raw = requests_of(&run_raw, true);
  const auto product = requests_of(&run_product, true);
  // Which account takes how many of the last few actions is left to the threads.
  const int actions = kWarmUp * kOrganisations * kPeople + kTurns * 8;
  EXPECT_EQ(sum(raw, "POST"), actions);
  EXPECT_EQ(sum(product, "POST"), actions);
  EXPECT_EQ(sum(raw, "GET"), 4 * actions);
  EXPECT_EQ(sum(product, "GET"), 4 * actions);
}

// How often each request has reached the server once everything was warm.
std::map<std::string, int> requests_of_views(Spent (*run)(const ViewLoad&), int views) {
  okta_emulator::EmulatorOptions options;
  auto rich = seed(0, 1);
  enrich(rich, kManyGroups, kManyApps);
  options.seeds.push_back(std::move(rich));
  okta_emulator::Emulator emulator(std::move(options));
  const TemporaryFolder folder;
  const std::string ca_file = folder / "ca.pem";
  std::ofstream(ca_file) << emulator.ca_pem();
  run({emulator.port(), ca_file, views});
  std::map<std::string, int> counts;
  for (const auto& entry : emulator.organisation().journal()) {
    // A next page is asked for by the link as it is, or by its cursor on the first request.
    const bool next = entry.target.find("after=") != std::string::npos;
    const std::string what = entry.target.substr(0, entry.target.find('?'));
    if (entry.target.find(account_id(0)) != std::string::npos)
      ++counts[next ? what + ", next page" : entry.target];
  }
  return counts;
}

TEST(Baseline, ReadsWhatTheProductReadsForAView) {
  // The product reads one view more before it begins: to pick the account.
  const auto raw = requests_of_views(&raw_views, 3);
  EXPECT_EQ(raw.size(), 6U) << "account, factors, roles, two pages of groups, one of apps";
  EXPECT_EQ(raw, requests_of_views(&product_views, 2));
}

TEST(Measure, TakesTheMiddleOfSeveralRounds) {
  EXPECT_EQ(median({3, 1, 2}), 2);
  EXPECT_EQ(median({4, 1, 2, 3}), 2.5);
  EXPECT_THROW(median({}), std::invalid_argument);
}

}  // namespace
}  // namespace back::bench
