#include "loop/loop.hpp"

#include <gtest/gtest.h>
#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <future>
#include <thread>
#include <vector>

#include "loop/semaphore.hpp"
#include "loop/together.hpp"

namespace back::loop {
namespace {

using namespace std::chrono_literals;

// Runs a task to its end on the loop and hands back its value or exception.
template <typename T>
Task<> fulfil(Task<T> work, std::promise<T>& promise) {
  try {
    promise.set_value(co_await std::move(work));
  } catch (...) {
    promise.set_exception(std::current_exception());
  }
}

template <typename T>
T run(Loop& loop, Task<T> work) {
  std::promise<T> promise;
  auto future = promise.get_future();
  loop.spawn(fulfil(std::move(work), promise));
  return future.get();
}

Task<std::thread::id> where_am_i() { co_return std::this_thread::get_id(); }

TEST(Loop, RunsWorkOnOneThreadOfItsOwn) {
  const auto loop = Loop::shared();
  const auto first = run(*loop, where_am_i());
  EXPECT_NE(first, std::this_thread::get_id());
  EXPECT_EQ(first, run(*loop, where_am_i()));
  EXPECT_EQ(loop, Loop::shared());
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

Task<bool> wait_until_cancelled(std::promise<void>& begun, Event& never) {
  begun.set_value();
  try {
    co_await never.wait();
  } catch (const Cancelled&) {
    co_return true;
  }
  co_return false;
}

TEST(Loop, CancelsAndEndsWhatIsUnderWayWhenTheLastHolderLetsGo) {
  std::promise<bool> cancelled;
  std::promise<void> begun;
  Event never;
  auto loop = Loop::shared();
  const auto job = loop->spawn(fulfil(wait_until_cancelled(begun, never), cancelled));
  begun.get_future().wait();
  loop.reset();
  auto future = cancelled.get_future();
  ASSERT_EQ(future.wait_for(0s), std::future_status::ready);
  EXPECT_TRUE(future.get());
  job->cancel();  // nothing to cancel any more
}

}  // namespace
}  // namespace back::loop
