#include "loop/shielded.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "run.hpp"

namespace back::loop {
namespace {

using namespace std::chrono_literals;

Task<> tidy_up(bool& tidied) {
  co_await sleep_until(Clock::now() + 2ms);
  tidied = true;
}

Task<bool> waits_until_cancelled_then_tidies_up() {
  bool tidied = false;
  bool cancelled = false;
  try {
    co_await sleep_until(Clock::now() + 1h);
  } catch (const Cancelled&) {
    cancelled = true;
  }
  co_await shielded(tidy_up(tidied));
  const bool still_cancelled = co_await is_cancelled();
  co_return cancelled&& tidied&& still_cancelled;
}

TEST(Shielded, WorkIsDoneAlthoughTheJobWasCancelled) {
  const auto loop = Loop::shared();
  Started<bool> started(*loop, waits_until_cancelled_then_tidies_up());
  started.cancel();
  EXPECT_TRUE(started.result());
}

Task<bool> tidies_up_meanwhile(Event& begun) {
  bool tidied = false;
  begun.set();
  co_await shielded(tidy_up(tidied));
  co_return tidied;
}

TEST(Shielded, WorkGoesOnWhenTheJobIsCancelledMeanwhile) {
  const auto loop = Loop::shared();
  Event begun;
  Started<bool> started(*loop, tidies_up_meanwhile(begun));
  started.cancel();
  EXPECT_TRUE(started.result());
}

Task<> fail_at_once() {
  throw std::runtime_error("failed");
  co_return;
}
Task<bool> passes_on() {
  try {
    co_await shielded(fail_at_once());
  } catch (const std::runtime_error&) {
    co_return true;
  }
  co_return false;
}

TEST(Shielded, WhatWorkThrowsIsPassedOn) {
  const auto loop = Loop::shared();
  EXPECT_TRUE(run(*loop, passes_on()));
}

}  // namespace
}  // namespace back::loop
