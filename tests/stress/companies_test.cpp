// 16 experts at once over okta.so and HTTPS, each looking at a requester through eight connections
// (on average 64 calls in flight) or changing an account, while others stop them, their time runs out, and
// connections are checked, edited, removed and made again. What is told is what is true.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <shared_mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include <boost/json/serialize.hpp>

#include "companies.hpp"
#include "figures.hpp"
#include "json/strict_json.hpp"
#include "tasks.hpp"

namespace back::stress {
namespace {

using host::Level;
using host::Refused;
using std::chrono::milliseconds;

constexpr std::size_t kExperts = 16;
constexpr std::size_t kTeams = 2;
constexpr std::size_t kPeopleOfEach = 2;  // accounts that only one expert works on

// What everybody shares: the ids of the connections, and who may be stopped.
class Desk {
 public:
  explicit Desk(Companies& companies) : companies_(companies), ids_(companies.size()) {
    for (std::size_t company = 0; company < companies.size(); ++company) connect(company);
  }

  Companies& companies() { return companies_; }
  host::Host& host() { return companies_.host(); }

  std::string id(std::size_t company) const {
    const std::lock_guard lock(mutex_);
    return ids_.at(company);
  }
  void connect(std::size_t company) {
    const auto connected = host().connect("admin", companies_.connection(company));
    EXPECT_TRUE(connected.usable) << connected.sentence;
    const std::lock_guard lock(mutex_);
    ids_.at(company) = connected.connection.id;
  }
  // One admin at a time works on a connection.
  std::mutex& admin(std::size_t company) { return admins_.at(company); }

  void began(std::size_t expert, const std::stop_source& stop) {
    const std::lock_guard lock(mutex_);
    stops_.at(expert) = stop;
  }
  void stop(std::size_t expert) {
    std::stop_source source{std::nostopstate};
    {
      const std::lock_guard lock(mutex_);
      source = stops_.at(expert);
    }
    source.request_stop();
  }

 private:
  Companies& companies_;
  mutable std::mutex mutex_;
  std::vector<std::string> ids_;
  std::array<std::stop_source, kExperts> stops_;
  std::array<std::mutex, kTeams * kOfEachTeam> admins_;
};

class Expert {
 public:
  Expert(Desk& desk, std::size_t number, std::uint64_t seed)
      : desk_(desk), number_(number), name_("e" + std::to_string(number)), random_(seed) {}

  void work(std::size_t calls) {
    while (done_ < calls) {
      if (one_in(3)) desk_.stop(below(kExperts));
      const std::size_t what = below(20);
      try {
        if (what == 0)
          keep_up_a_connection();
        else if (what < 10)
          look();
        else
          change();
      } catch (const Refused& refused) {
        ++done_;
        expect_fair(refused);
      }
    }
  }

  std::size_t wrong = 0, sampled = 0, unknown = 0;
  std::string first_wrong;
  std::set<std::string> keys;  // of what was run

 private:
  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }
  bool one_in(std::size_t n) { return below(n) == 0; }
  std::size_t person() { return number_ * kPeopleOfEach + below(kPeopleOfEach); }
  void note_wrong(const std::string& why) {
    ++wrong;
    if (first_wrong.empty()) first_wrong = name_ + ": " + why;
  }
  std::stop_token begin() {
    std::stop_source stop;
    desk_.began(number_, stop);
    return stop.get_token();
  }

  // A refusal that others, or the time, may have brought about.
  void expect_fair(const Refused& refused) {
    static const std::set<std::string> kFair = {
        "cancelled",   "deadline", "unknown_connection", "not_connected",
        "in_progress", "stopped",  "unavailable"};
    if (!kFair.contains(refused.code())) note_wrong(refused.code() + ": " + refused.sentence());
  }

  // As many calls at once as the team has connections.
  void look() {
    const std::size_t team = below(kTeams), whom = person();
    const auto views =
        desk_.host().requester(name_, Companies::request(team, whom), nullptr, begin());
    done_ += views.size();
    std::set<std::string> logins;
    for (std::size_t i = 0; i < kOfEachTeam; ++i)
      logins.insert(Companies::login(team * kOfEachTeam + i, whom));
    for (const auto& view : views) {
      if (!view.code.empty()) {
        expect_fair(Refused(view.code, view.sentence));
        continue;
      }
      ++sampled;
      const auto* account = back::json::object_at(view.view, "account");
      const auto login =
          account == nullptr ? std::nullopt : back::json::string_at(*account, "login");
      if (!login.has_value() || logins.erase(std::string(*login)) != 1)
        note_wrong("a view of another organisation, or twice of the same");
    }
  }

  void change() {
    const std::size_t company = below(desk_.companies().size()), whom = person();
    const bool before = desk_.companies().is_suspended(company, whom);
    const bool suspend = !before;
    host::Run run;
    run.actor = name_;
    run.request = Companies::request(company / kOfEachTeam, whom);
    run.connection = desk_.id(company);
    run.action = suspend ? "suspend" : "unsuspend";
    run.confirmed = true;
    if (one_in(6)) run.time = milliseconds(1 + below(60));
    const host::Ran ran = desk_.host().run(std::move(run), nullptr, begin());
    ++done_;
    if (!keys.insert(ran.key).second) note_wrong("a key used twice");
    const bool after = desk_.companies().is_suspended(company, whom);
    if (ran.outcome == "unknown") {
      ++unknown;
      return;
    }
    ++sampled;
    const bool told = ran.outcome == "done" || ran.outcome == "already" ? suspend : before;
    if (told != after)
      note_wrong(ran.outcome + " was told, but the account is " +
                 (after ? "suspended" : "not suspended") + ": " +
                 boost::json::serialize(ran.output()));
  }

  void keep_up_a_connection() {
    const std::size_t company = below(desk_.companies().size());
    const std::unique_lock mine(desk_.admin(company), std::try_to_lock);
    ++done_;
    if (!mine.owns_lock()) return;
    const std::string team = "t" + std::to_string(company / kOfEachTeam);
    switch (below(4)) {
      case 0:
        desk_.host().edit_teams("admin", desk_.id(company), {team});
        break;
      case 1:
        desk_.host().check("admin", desk_.id(company), nullptr, begin());
        break;
      case 2: {
        std::vector<host::NamedSecret> token;
        token.push_back({"token", Secret(desk_.companies().token(company))});
        desk_.host().replace_secrets("admin", desk_.id(company), token, nullptr, begin());
        break;
      }
      default:
        desk_.host().disconnect("admin", desk_.id(company));
        desk_.connect(company);
    }
  }

  Desk& desk_;
  const std::size_t number_;
  const std::string name_;
  std::mt19937_64 random_;
  std::size_t done_ = 0;
};

struct Found {
  std::size_t wrong = 0, sampled = 0, unknown = 0, lines = 0, runs = 0;
};

Found work_all(Companies& companies, const testing::Portion& portion) {
  Desk desk(companies);
  std::vector<std::unique_ptr<Expert>> experts;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kExperts; ++i) {
    Expert& expert =
        *experts.emplace_back(std::make_unique<Expert>(desk, i, portion.seed * kExperts + i));
    threads.emplace_back([&] { expert.work(portion.cases / kExperts); });
  }
  for (auto& thread : threads) thread.join();
  Found found;
  std::set<std::string> keys;
  for (const auto& expert : experts) {
    EXPECT_EQ(expert->wrong, 0u) << expert->first_wrong;
    found.wrong += expert->wrong;
    found.sampled += expert->sampled;
    found.unknown += expert->unknown;
    found.runs += expert->keys.size();
    keys.merge(expert->keys);
  }
  std::set<std::string> told;  // one line for each change, and for nothing else
  for (std::size_t team = 0; team < kTeams; ++team)
    for (std::size_t person = 0; person < kExperts * kPeopleOfEach; ++person)
      for (const auto& line : companies.host().timeline("e0", Companies::request(team, person))) {
        ++found.lines;
        told.insert(line.key);
      }
  EXPECT_EQ(told, keys);
  EXPECT_EQ(found.lines, found.runs);
  return found;
}

TEST(Companies64, AreToldTheTruthAndNothingOfEachOther) {
  const auto portion = testing::portion_of("stress: calls of okta.so over HTTPS", 20000);
  const std::size_t threads_before = threads_at_rest();
  Found found;
  std::vector<std::string> foreign;
  {
    Companies companies(kTeams, kExperts * kPeopleOfEach);
    found = work_all(companies, portion);
    foreign = companies.foreign_tokens();
    EXPECT_EQ(companies.host().stuck_calls(), 0u);
    EXPECT_EQ(companies.log().count(Level::kPluginMisbehaves, ""), 0u) << companies.log().text();
    EXPECT_EQ(companies.log().count(Level::kHostMisbehaves, ""), 0u);
    companies.host().settle_pending();
    EXPECT_EQ(companies.host().pending(), 0u);
  }
  EXPECT_THAT(foreign, ::testing::IsEmpty()) << "requests with the token of another organisation";
  EXPECT_GT(found.sampled, portion.cases / 4);
  EXPECT_TRUE(threads_fall_to(threads_before))
      << threads_before << " before, now " << threads_now();
  std::printf("stress: %zu told and compared, %zu unknown\n", found.sampled, found.unknown);
  if (portion.cases != portion.whole) return;
  const auto report = [&](const char* name, std::size_t count, const char* unit) {
    testing::report({name, static_cast<double>(count), unit, "0", count == 0, portion.seed});
  };
  report("stress: calls, 64 in flight on 16 threads: wrong or lost", found.wrong, "calls");
  report("stress: token of another organisation", foreign.size(), "requests");
}

}  // namespace
}  // namespace back::stress
