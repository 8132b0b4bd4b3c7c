// 64 calls in flight on 16 threads against a fixture plugin, some of them broken ones, with
// cancellations, deadlines, and connections closed and opened again underneath. Every call ends
// exactly once, with its own answer.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "figures.hpp"
#include "support/rogue_stage.hpp"
#include "tasks.hpp"

namespace back::stress {
namespace {

using host::Answer;
using host::AwaitedPtr;
using host::Crew;
using host::Level;
using host::OpenConnection;
using host::Question;
using host::Refused;
using host::test::RogueStage;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t kThreads = 16;
constexpr std::size_t kInFlight = 4;  // of each thread
constexpr std::size_t kConnections = 8;

// What a call does, and how many lines about it the host must write.
struct Deed {
  const char* word;
  int kind = BACK_KIND_QUERY;
  bool needs_end = false;  // ends only when it is cancelled or its time is up
  int misbehaves = 0;
};
constexpr std::array kDeeds = {
    Deed{"done_in_start"},
    Deed{"done_on_thread"},
    Deed{"locked_in_start"},
    Deed{"locked_on_thread"},
    Deed{"announces", BACK_KIND_EXECUTE},
    Deed{"announces_locked", BACK_KIND_EXECUTE},
    Deed{"waits", BACK_KIND_QUERY, true},
    Deed{"waits_locked", BACK_KIND_QUERY, true},
    Deed{"twice", BACK_KIND_QUERY, false, 1},
    Deed{"twice_at_once", BACK_KIND_QUERY, false, 1},
    Deed{"throws_after_done", BACK_KIND_QUERY, false, 1},
};

// A connection that is replaced again and again.
class Place {
 public:
  struct Held {
    std::shared_ptr<OpenConnection> open;
    std::shared_ptr<std::atomic<bool>> closing;
  };

  explicit Place(RogueStage& rogue) : rogue_(rogue), now_(opened()) {}

  Held now() const {
    const std::lock_guard lock(mutex_);
    return now_;
  }
  bool replace() {
    Held old = opened();
    {
      const std::lock_guard lock(mutex_);
      std::swap(old, now_);
    }
    return close(old);
  }
  bool close_now() { return close(now()); }

 private:
  Held opened() const {
    return {OpenConnection::open(*rogue_.stage, "{}", {}),
            std::make_shared<std::atomic<bool>>(false)};
  }
  static bool close(const Held& held) {
    *held.closing = true;
    return held.open->close(seconds(20));
  }

  RogueStage& rogue_;
  mutable std::mutex mutex_;
  Held now_;
};

class Worker {
 public:
  Worker(std::vector<std::unique_ptr<Place>>& places, Crew& scribe, std::uint64_t seed)
      : places_(places), scribe_(scribe), random_(seed) {}

  void work(std::size_t calls) {
    for (std::size_t done = 0; done < calls; done += kInFlight) {
      if (one_in(20)) unclosed += !places_[below(kConnections)]->replace();
      std::vector<Asked> asked;
      for (std::size_t i = 0; i < kInFlight; ++i) begin(asked);
      for (auto& one : asked)
        if (one.cancelled && one.late_cancel) one.call->cancel();
      for (auto& one : asked) end(one);
    }
  }

  // For the test, afterwards.
  std::size_t begun = 0, ended = 0, refused = 0, wrong = 0, unclosed = 0, misbehaves = 0;
  std::string first_wrong;

 private:
  struct Asked {
    AwaitedPtr call;
    Place::Held held;
    Deed deed;
    std::string nonce;
    bool cancelled = false, late_cancel = false, short_time = false;
  };

  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }
  bool one_in(std::size_t n) { return below(n) == 0; }

  void begin(std::vector<Asked>& all) {
    Asked one;
    one.deed = kDeeds.at(below(kDeeds.size()));
    one.held = places_[below(kConnections)]->now();
    one.cancelled = one.deed.needs_end || one_in(4);
    one.late_cancel = one_in(2);
    one.short_time = one_in(8);
    one.nonce = "{\"nonce\":" + std::to_string(random_() >> 12) + "}";
    Question question = RogueStage::question(one.deed.word, one.deed.kind);
    question.input = one.nonce;
    question.grace = seconds(20);
    if (one.short_time) question.time = milliseconds(below(5));
    question.keep_note = [this](const std::string&, std::function<void(bool)> then) {
      scribe_.post([then = std::move(then)] { then(true); });
    };
    ++begun;
    try {
      one.call = begin_awaited(*one.held.open, std::move(question));
    } catch (const Refused&) {
      ++refused;
      if (!*one.held.closing) note_wrong(one, "refused");
      return;
    }
    if (one.cancelled && !one.late_cancel) one.call->cancel();
    all.push_back(std::move(one));
  }

  void end(const Asked& one) {
    const Answer answer = one.call->wait();
    ++ended;
    const bool stopped = answer.status == BACK_CANCELLED || answer.status == BACK_DEADLINE;
    const bool may_stop = one.cancelled || one.short_time || *one.held.closing;
    if (answer.given_up) note_wrong(one, "given up");
    if (answer.status == BACK_OK && answer.output != one.nonce) note_wrong(one, "another's answer");
    if (answer.status != BACK_OK && !(stopped && may_stop)) note_wrong(one, "not ended well");
    if (one.deed.misbehaves > 0 && answer.status == BACK_OK) ++misbehaves;
  }

  void note_wrong(const Asked& one, const char* why) {
    ++wrong;
    if (first_wrong.empty()) first_wrong = std::string(one.deed.word) + ": " + why;
  }

  std::vector<std::unique_ptr<Place>>& places_;
  Crew& scribe_;
  std::mt19937_64 random_;
};

class CallsInFlight : public ::testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Plugin, CallsInFlight, ::testing::Values("rogue", "blocking_rogue"));

// All calls, their connections closed at the end. What was wrong or lost.
std::size_t run_all(RogueStage& rogue, const testing::Portion& portion) {
  std::vector<std::unique_ptr<Place>> places;
  for (std::size_t i = 0; i < kConnections; ++i) places.push_back(std::make_unique<Place>(rogue));
  Crew scribe(1);
  std::vector<std::unique_ptr<Worker>> workers;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kThreads; ++i) {
    Worker& worker = *workers.emplace_back(
        std::make_unique<Worker>(places, scribe, portion.seed * kThreads + i));
    threads.emplace_back([&] { worker.work(portion.cases / kThreads); });
  }
  for (auto& thread : threads) thread.join();
  std::size_t wrong = 0, misbehaves = 0;
  for (const auto& place : places) wrong += !place->close_now();
  for (const auto& worker : workers) {
    EXPECT_EQ(worker->wrong, 0u) << worker->first_wrong;
    EXPECT_EQ(worker->begun, worker->ended + worker->refused);
    wrong += worker->wrong + worker->unclosed + worker->begun - worker->ended - worker->refused;
    misbehaves += worker->misbehaves;
  }
  EXPECT_EQ(rogue.log.count(Level::kPluginMisbehaves, ""), misbehaves) << "no more and no less";
  return wrong;
}

TEST_P(CallsInFlight, EndExactlyOnceEachWithItsOwnAnswer) {
  const auto portion = testing::portion_of(std::string("stress: calls of ") + GetParam(), 100000);
  const std::size_t threads_before = threads_at_rest();
  std::size_t wrong = 0;
  {
    RogueStage rogue(GetParam());
    wrong = run_all(rogue, portion);
    EXPECT_EQ(rogue.strings().connections(), 0u);
    EXPECT_EQ(rogue.strings().threads(), 0u);
    EXPECT_EQ(rogue.strings().lost(), 0u);
  }
  EXPECT_EQ(wrong, 0u);
  EXPECT_TRUE(threads_fall_to(threads_before))
      << threads_before << " before, now " << threads_now();
  if (portion.cases == portion.whole)
    testing::report({std::string("stress: calls of ") + GetParam() +
                         ", 64 in flight on 16 threads: wrong or lost",
                     static_cast<double>(wrong), "calls", "0", wrong == 0, portion.seed});
}

}  // namespace
}  // namespace back::stress
