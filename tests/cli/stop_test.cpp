// Ctrl-C and other signals: the program asks to stop, and tells the truth afterwards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <future>
#include <sstream>
#include <thread>

#include "cli/interrupt.hpp"
#include "json/strict_json.hpp"
#include "support/house.hpp"

namespace back::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Starts, interrupts it when it says that it works, and lets it end.
Finished interrupted(const House& house, std::vector<std::string> words, int signal = SIGINT) {
  const auto child = house.start(std::move(words), Streams::kPipes);
  EXPECT_TRUE(child->saw("Knitting..."));
  child->signal(signal);
  EXPECT_TRUE(child->saw("Stopping: "));
  return child->finish();
}

std::vector<std::string> run(const char* action, const char* request) {
  return {"run", action, "--as", "erin", "--request", request};
}

TEST(Stopping, BeforeAnythingWasSentFailsSurely) {
  House house;
  house.connect("desk");
  const Finished done = interrupted(house, run("wait", "R-1"));
  EXPECT_EQ(done.exit, 1);
  EXPECT_THAT(done.out, HasSubstr("Failed: The call was cancelled before anything was changed."));
}

// A number that a caller must choose on the phone is progress: a program needs it, too.
TEST(Stopping, JsonOnAPipeHasItsProgressOnStandardError) {
  House house;
  house.connect("desk");
  auto words = run("wait", "R-1");
  words.emplace_back("--json");
  const Finished done = interrupted(house, words);
  EXPECT_EQ(json::parse(done.out, {}).at("outcome").as_string(), "failed");
}

TEST(Stopping, AfterSomethingWasSentReadsBackHowItEnded) {
  for (const int signal : {SIGINT, SIGTERM}) {
    House house;
    house.connect("desk");
    const Finished done = interrupted(house, run("send", "R-1"), signal);
    EXPECT_EQ(done.exit, 0);
    EXPECT_THAT(done.out, HasSubstr("Done: It was sent."));
    EXPECT_THAT(done.out, HasSubstr("this was found out by reading back."));
  }
}

TEST(Stopping, TellsUnknownWhereItCannotBeReadBackAndSettleTriesAgain) {
  House house;
  house.connect("desk");
  const Finished done = interrupted(house, run("send", "R-4"));
  EXPECT_EQ(done.exit, 4);
  EXPECT_THAT(done.out, HasSubstr("Unknown: Interrupted"));
  EXPECT_THAT(done.out, HasSubstr(" settle\n"));
  EXPECT_EQ(house.run({"settle"}).exit, 4);
  const auto settled = house.json({"settle"});
  EXPECT_EQ(settled.at("pending").to_number<int>(), 1);
  EXPECT_TRUE(settled.at("settled").at(0).at("pending").as_bool());
}

TEST(Stopping, WhatIsNotAChangeEndsAsStopped) {
  House house;
  const Finished done =
      interrupted(house, {"connect", "desk", "--as", "ada", "--set", "teams=it", "--set",
                          "address=slow", "--secret-file", "pin=" + house.path("pin")});
  EXPECT_EQ(done.exit, 130);
  EXPECT_THAT(house.json({"connections", "--as", "ada"}).at("connections").as_array(),
              ::testing::IsEmpty());
}

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Secrets, AreNotWhereOthersCanLookWhileTheProgramRuns) {
  House house;
  house.file("pin", "s3cr3t-pin\n");
  const auto child = house.start({"connect", "desk", "--as", "ada", "--set", "teams=it", "--set",
                                  "address=slow", "--secret-file", "pin=" + house.path("pin")},
                                 Streams::kPipes);
  ASSERT_TRUE(child->saw("Knitting..."));
  const std::string proc = "/proc/" + std::to_string(child->pid());
  EXPECT_THAT(text_of(proc + "/cmdline"), HasSubstr("connect"));
  EXPECT_THAT(text_of(proc + "/cmdline") + text_of(proc + "/environ"), Not(HasSubstr("s3cr3t")));
  EXPECT_THAT(text_of(proc + "/limits"),
              ::testing::ContainsRegex("Max core file size +1 +1 +bytes"));
  child->signal(SIGINT);
  EXPECT_THAT(child->finish().err, Not(HasSubstr("s3cr3t")));
}

// Signals as the process would get them; the test's own mask comes back.
class Interrupting : public ::testing::Test {
 protected:
  Interrupting() { pthread_sigmask(SIG_SETMASK, nullptr, &before_); }
  ~Interrupting() override { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

// Whether the signal has been received by somebody, before long.
bool is_taken(int signal) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  sigset_t pending;
  do {
    std::this_thread::yield();
    sigpending(&pending);
  } while (sigismember(&pending, signal) == 1 && std::chrono::steady_clock::now() < end);
  return sigismember(&pending, signal) == 0;
}

bool readable(int descriptor) {
  pollfd wait{descriptor, POLLIN, 0};
  return ::poll(&wait, 1, 10000) == 1;
}

TEST_F(Interrupting, TheFirstSignalStopsAndASecondOneLeaves) {
  std::promise<void> left;
  cli::Interrupts interrupts([&] { left.set_value(); }, std::chrono::milliseconds(0));
  EXPECT_FALSE(interrupts.token().stop_requested());
  ::kill(::getpid(), SIGINT);
  ASSERT_TRUE(readable(interrupts.descriptor()));
  ::kill(::getpid(), SIGINT);
  EXPECT_EQ(left.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
  EXPECT_TRUE(interrupts.token().stop_requested());
}

TEST_F(Interrupting, TwoSignalsOfOneGestureAreOne) {
  std::atomic<int> left = 0;
  {
    cli::Interrupts interrupts([&] { ++left; }, std::chrono::hours(1));
    ::kill(::getpid(), SIGINT);
    ASSERT_TRUE(readable(interrupts.descriptor()));
    ::kill(::getpid(), SIGTERM);
    ASSERT_TRUE(is_taken(SIGTERM));
  }
  EXPECT_EQ(left, 0);
}

}  // namespace
}  // namespace back::testing
