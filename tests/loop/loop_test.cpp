#include "loop/loop.hpp"

#include <gtest/gtest.h>
#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "run.hpp"

namespace back::loop {
namespace {

using namespace std::chrono_literals;

int loop_threads() {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task")) {
    std::string name;
    std::getline(std::ifstream(entry.path() / "comm"), name);
    if (name == "back-loop") ++count;
  }
  return count;
}

// The kernel still lists a thread for a moment after it has been joined.
bool loop_threads_become(int wanted) {
  const auto end = std::chrono::steady_clock::now() + 2s;
  while (loop_threads() != wanted) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

Task<std::thread::id> where_am_i() { co_return std::this_thread::get_id(); }

TEST(Loop, RunsWorkOnOneThreadOfItsOwn) {
  const auto loop = Loop::shared();
  const auto first = run(*loop, where_am_i());
  EXPECT_NE(first, std::this_thread::get_id());
  EXPECT_EQ(first, run(*loop, where_am_i()));
  EXPECT_EQ(loop, Loop::shared());
  EXPECT_FALSE(loop->is_here());
}

TEST(Loop, LivesFromItsFirstHolderToItsLast) {
  EXPECT_TRUE(loop_threads_become(0));
  for (int i = 0; i < 20; ++i) {
    auto first = Loop::shared();
    auto second = Loop::shared();
    EXPECT_TRUE(loop_threads_become(1));
    first.reset();
    EXPECT_NE(run(*second, where_am_i()), std::this_thread::get_id());
    EXPECT_TRUE(loop_threads_become(1));
    second.reset();
    EXPECT_TRUE(loop_threads_become(0));
  }
}

Task<bool> blocks_all_signals() {
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGCHLD, SIGPIPE, SIGUSR1, SIGPROF})
    if (sigismember(&mask, signal) != 1) co_return false;
  co_return true;
}

TEST(Loop, BlocksAllSignalsOnItsThreadAndNotOnOurs) {
  const auto loop = Loop::shared();
  EXPECT_TRUE(run(*loop, blocks_all_signals()));
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  EXPECT_EQ(sigismember(&mask, SIGTERM), 0);
}

TEST(Loop, RunsWhatIsPostedInOrderAndNeverInline) {
  const auto loop = Loop::shared();
  std::vector<int> order;
  loop->post([&] {
    loop->post([&] { order.push_back(2); });
    order.push_back(1);
  });
  loop->drain();
  loop->drain();
  EXPECT_EQ(order, (std::vector<int>{1, 2}));
}

Task<> note(std::vector<int>& order, int number) {
  order.push_back(number);
  co_return;
}

TEST(Loop, SpawnsInOrderAndNeverInline) {
  const auto loop = Loop::shared();
  std::vector<int> order;
  loop->post([&] {
    loop->spawn(note(order, 2));
    order.push_back(1);
  });
  loop->drain();
  loop->drain();
  loop->drain();
  EXPECT_EQ(order, (std::vector<int>{1, 2}));
}

Task<int> three_waits(Event& never, int& caught) {
  for (int i = 0; i < 3; ++i) {
    try {
      co_await never.wait();
    } catch (const Cancelled&) {
      ++caught;
    }
  }
  const bool cancelled = co_await is_cancelled();
  co_return cancelled ? 1 : 0;
}

TEST(Loop, MakesEveryWaitOfACancelledJobThrow) {
  const auto loop = Loop::shared();
  Event never;
  int caught = 0;
  Started<int> started(*loop, three_waits(never, caught));
  loop->drain();
  started.cancel();
  started.cancel();
  EXPECT_EQ(started.result(), 1);
  EXPECT_EQ(caught, 3);
  started.cancel();
}

TEST(Loop, CancelsAJobBeforeItsFirstStep) {
  const auto loop = Loop::shared();
  Event never;
  int caught = 0;
  Started<int> started(*loop, three_waits(never, caught));
  started.cancel();
  EXPECT_EQ(started.result(), 1);
  EXPECT_EQ(caught, 3);
}

Task<> forward_cancellation(Event& never) { co_await never.wait(); }

TEST(Loop, LetsCancelledPassOutOfAJob) {
  const auto loop = Loop::shared();
  Event never;
  const auto job = loop->spawn(forward_cancellation(never));
  job->cancel();
  loop->drain();
}

TEST(Loop, CancelsAndEndsWhatIsUnderWayWhenTheLastHolderLetsGo) {
  Event never;
  int caught = 0;
  auto loop = Loop::shared();
  Started<int> waiting(*loop, three_waits(never, caught));
  loop->drain();
  Started<int> hardly_begun(*loop, three_waits(never, caught));
  loop.reset();
  EXPECT_EQ(caught, 6);
  EXPECT_EQ(waiting.result(), 1);
  EXPECT_EQ(hardly_begun.result(), 1);
  waiting.cancel();  // nothing to cancel any more
  EXPECT_TRUE(loop_threads_become(0));
}

Task<bool> sleep_for(Clock::duration duration) {
  co_await sleep_until(Clock::now() + duration);
  co_return true;
}

TEST(Loop, SleepsAtLeastUntilTheMomentGiven) {
  const auto loop = Loop::shared();
  const auto begin = Clock::now();
  EXPECT_TRUE(run(*loop, sleep_for(20ms)));
  EXPECT_GE(Clock::now() - begin, 20ms);
  EXPECT_TRUE(run(*loop, sleep_for(-1h)));
}

Task<> sleep_and_note(Clock::time_point until, std::vector<int>& order, int number) {
  co_await sleep_until(until);
  order.push_back(number);
}

TEST(Loop, WakesSleepersInTheOrderOfTheirMoments) {
  const auto loop = Loop::shared();
  std::vector<int> order;
  const auto begin = Clock::now() + 30ms;
  for (const int number : {3, 1, 4, 0, 2})
    loop->spawn(sleep_and_note(begin + number * 3ms, order, number));
  run(*loop, sleep_for(60ms));
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST(Loop, WakesASleeperWhoComesLaterAndIsDueEarlier) {
  const auto loop = Loop::shared();
  Started<bool> long_sleep(*loop, sleep_for(1h));
  loop->drain();
  EXPECT_TRUE(run(*loop, sleep_for(5ms)));
  long_sleep.cancel();
  EXPECT_THROW(long_sleep.result(), Cancelled);
  EXPECT_TRUE(run(*loop, sleep_for(5ms)));
}

Task<bool> wait_for(Event& event) {
  co_await event.wait();
  co_return true;
}
Task<bool> wait_at_most(Event& event, Clock::duration limit) {
  co_return co_await event.wait_until(Clock::now() + limit);
}

TEST(Event, WakesAllWhoWaitAndLetsLaterOnesPass) {
  const auto loop = Loop::shared();
  Event event;
  Started<bool> first(*loop, wait_for(event));
  Started<bool> second(*loop, wait_for(event));
  loop->drain();
  loop->post([&] { event.set(); });
  EXPECT_TRUE(first.result());
  EXPECT_TRUE(second.result());
  EXPECT_TRUE(run(*loop, wait_for(event)));
  EXPECT_TRUE(run(*loop, wait_at_most(event, -1h)));
  loop->post([&] { event.set(); });
  loop->drain();
}

TEST(Event, SaysWhenItWasNotSetInTime) {
  const auto loop = Loop::shared();
  Event event;
  EXPECT_FALSE(run(*loop, wait_at_most(event, 5ms)));
  loop->post([&] { event.set(); });
  EXPECT_TRUE(run(*loop, wait_at_most(event, 1h)));
}

TEST(Event, IsNotMissedByAWaitThatIsCancelledAtTheSameMoment) {
  const auto loop = Loop::shared();
  for (int i = 0; i < 200; ++i) {
    Event event;
    Started<bool> started(*loop, wait_for(event));
    loop->post([&] { event.set(); });
    started.cancel();
    try {
      EXPECT_TRUE(started.result());
    } catch (const Cancelled&) {
    }
    loop->drain();
  }
}

TEST(Loop, TakesWorkAndCancellationsFromManyThreads) {
  const auto loop = Loop::shared();
  Event never;
  std::atomic<int> ended{0};
  const auto work = [](Event& event, std::atomic<int>& count) -> Task<> {
    try {
      co_await event.wait_until(Clock::now() + 1h);
    } catch (const Cancelled&) {
    }
    ++count;
  };
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 200; ++i) {
        const auto job = loop->spawn(work(never, ended));
        if (i % 3 == 0) loop->post([] {});
        job->cancel();
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (int i = 0; i < 10; ++i) loop->drain();
  EXPECT_EQ(ended, 1600);
}

TEST(Loop, IsTakenAndLetGoByManyThreads) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([] {
      for (int i = 0; i < 50; ++i) {
        const auto loop = Loop::shared();
        run(*loop, where_am_i());
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_TRUE(loop_threads_become(0));
}

}  // namespace
}  // namespace back::loop
