#include "loop/semaphore.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "run.hpp"

namespace back::loop {
namespace {

using namespace std::chrono_literals;

// Takes a permit, notes its name and keeps the permit until the event is set.
struct Holder {
  std::string name;
  Priority priority = Priority::interactive;
  Clock::duration patience = 1h;
};

Task<std::string> hold(Semaphore& semaphore, Holder holder, std::vector<std::string>& order,
                       Event& until) {
  const std::optional<Permit> permit =
      co_await semaphore.acquire(holder.priority, Clock::now() + holder.patience);
  if (!permit) co_return "late";
  order.push_back(holder.name);
  co_await until.wait();
  co_return "held";
}

class SemaphoreTest : public testing::Test {
 protected:
  Started<std::string> start(Holder holder) {
    Started<std::string> started(*loop_, hold(*semaphore_, std::move(holder), order_, release_));
    loop_->drain();
    return started;
  }
  void on_loop(std::function<void()> work) {
    loop_->post(std::move(work));
    loop_->drain();
    loop_->drain();  // also what the work has woken
  }

  std::shared_ptr<Loop> loop_ = Loop::shared();
  std::unique_ptr<Semaphore> semaphore_ = std::make_unique<Semaphore>(1);
  std::vector<std::string> order_;
  Event release_;
};

TEST_F(SemaphoreTest, HandsPermitsOutInOrderPeopleFirst) {
  auto first = start({"first"});
  auto background = start({"background", Priority::background});
  auto second = start({"second"});
  auto third = start({"third"});
  EXPECT_EQ(order_, std::vector<std::string>{"first"});
  EXPECT_EQ(semaphore_->waiting(), 3u);
  on_loop([&] { release_.set(); });
  for (auto* started : {&first, &background, &second, &third}) EXPECT_EQ(started->result(), "held");
  EXPECT_EQ(order_, (std::vector<std::string>{"first", "second", "third", "background"}));
  loop_->drain();
  EXPECT_EQ(semaphore_->in_use(), 0u);
}

TEST_F(SemaphoreTest, GivesUpAtTheDeadlineAndKeepsThePlaceOfOthers) {
  auto first = start({"first"});
  auto hurried = start({"hurried", Priority::interactive, 5ms});
  auto patient = start({"patient"});
  EXPECT_EQ(hurried.result(), "late");
  on_loop([&] { release_.set(); });
  EXPECT_EQ(patient.result(), "held");
  EXPECT_EQ(order_, (std::vector<std::string>{"first", "patient"}));
}

TEST_F(SemaphoreTest, ForgetsWhoIsCancelled) {
  auto first = start({"first"});
  auto cancelled = start({"cancelled"});
  auto patient = start({"patient"});
  cancelled.cancel();
  EXPECT_THROW(cancelled.result(), Cancelled);
  EXPECT_EQ(semaphore_->waiting(), 1u);
  on_loop([&] { release_.set(); });
  EXPECT_EQ(patient.result(), "held");
}

TEST_F(SemaphoreTest, LosesNoPermitWhenItsNewHolderIsCancelledAtThatMoment) {
  for (int i = 0; i < 200; ++i) {
    Event release;
    std::vector<std::string> order;
    Started<std::string> first(*loop_, hold(*semaphore_, {"first"}, order, release));
    Started<std::string> second(*loop_, hold(*semaphore_, {"second"}, order, release));
    loop_->post([&] { release.set(); });
    second.cancel();
    EXPECT_EQ(first.result(), "held");
    try {
      second.result();
    } catch (const Cancelled&) {
    }
    loop_->drain();
    ASSERT_EQ(semaphore_->in_use(), 0u);
    ASSERT_EQ(semaphore_->waiting(), 0u);
  }
}

TEST_F(SemaphoreTest, GrowsForThoseWhoWaitAndShrinksAsPermitsComeBack) {
  auto first = start({"first"});
  auto second = start({"second"});
  auto third = start({"third"});
  on_loop([&] { semaphore_->resize(3); });
  EXPECT_EQ(order_.size(), 3u);
  on_loop([&] { semaphore_->resize(1); });
  EXPECT_EQ(semaphore_->in_use(), 3u);
  auto fourth = start({"fourth"});
  EXPECT_EQ(order_.size(), 3u);
  on_loop([&] { release_.set(); });
  EXPECT_EQ(fourth.result(), "held");
}

Task<std::optional<Permit>> take(Semaphore& semaphore) {
  co_return co_await semaphore.acquire(Priority::background);
}

TEST_F(SemaphoreTest, GivesAPermitBackWhenItIsReplacedOrOutlivesTheSemaphore) {
  std::optional<Permit> permit = run(*loop_, take(*semaphore_));
  on_loop([&] {
    semaphore_->resize(2);
    EXPECT_EQ(semaphore_->in_use(), 1u);
  });
  std::optional<Permit> other = run(*loop_, take(*semaphore_));
  on_loop([&] {
    *permit = std::move(*other);
    EXPECT_EQ(semaphore_->in_use(), 1u);
    semaphore_.reset();
    permit.reset();
    other.reset();
  });
}

TEST_F(SemaphoreTest, LetsTenThousandWaitersPassOneByOne) {
  Event released;
  std::vector<std::string> order;
  std::vector<std::unique_ptr<Started<std::string>>> waiters;
  for (int i = 0; i < 10'000; ++i)
    waiters.push_back(std::make_unique<Started<std::string>>(
        *loop_, hold(*semaphore_, {std::to_string(i), Priority::background}, order, released)));
  on_loop([&] { released.set(); });
  for (const auto& waiter : waiters) ASSERT_EQ(waiter->result(), "held");
  for (std::size_t i = 0; i < order.size(); ++i) ASSERT_EQ(order[i], std::to_string(i));
}

}  // namespace
}  // namespace back::loop
