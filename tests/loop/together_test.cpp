#include "loop/together.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "run.hpp"

namespace back::loop {
namespace {

using namespace std::chrono_literals;

Task<int> number_after(Clock::duration pause, int number) {
  co_await sleep_until(Clock::now() + pause);
  co_return number;
}
Task<std::string> text_at_once(std::string text) { co_return text; }
Task<int> fail_after(Clock::duration pause) {
  co_await sleep_until(Clock::now() + pause);
  throw std::runtime_error("failed");
}
Task<int> wait_long(int& cancelled) {
  try {
    co_await sleep_until(Clock::now() + 1h);
  } catch (const Cancelled&) {
    ++cancelled;
    throw;
  }
  co_return 0;
}

Task<bool> gathers() {
  const auto [first, second, third] =
      co_await together(number_after(3ms, 1), text_at_once("two"), number_after(1ms, 3));
  co_return first == 1 && second == "two" && third == 3;
}

TEST(Together, GathersResultsInTheOrderOfTheTasks) {
  const auto loop = Loop::shared();
  EXPECT_TRUE(run(*loop, gathers()));
}

Task<bool> nothing() {
  std::vector<Task<>> none;
  co_await together(std::move(none));
  co_return true;
}

TEST(Together, OfNothingIsDone) {
  const auto loop = Loop::shared();
  EXPECT_TRUE(run(*loop, nothing()));
}

Task<int> fails_beside(int& cancelled, Clock::duration pause) {
  const auto [a, b, c] =
      co_await together(wait_long(cancelled), fail_after(pause), wait_long(cancelled));
  co_return a + b + c;
}

TEST(Together, CancelsTheRestWhenOneFailsAndThrowsItsFailure) {
  const auto loop = Loop::shared();
  for (const auto pause : {Clock::duration(0), Clock::duration(2ms)}) {
    int cancelled = 0;
    EXPECT_THROW(run(*loop, fails_beside(cancelled, pause)), std::runtime_error);
    EXPECT_EQ(cancelled, 2);
  }
}

TEST(Together, EndsOnlyAfterAllOfACancelledJobHaveEnded) {
  const auto loop = Loop::shared();
  for (int i = 0; i < 50; ++i) {
    int cancelled = 0;
    Started<int> started(*loop, fails_beside(cancelled, 1h));
    if (i % 2 == 0) loop->drain();
    started.cancel();
    EXPECT_THROW(started.result(), Cancelled);
    EXPECT_TRUE(cancelled == 2 || cancelled == 0) << cancelled;
  }
}

}  // namespace
}  // namespace back::loop
