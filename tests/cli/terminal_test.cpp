// The built program on a terminal: prompts, echo, colours, agreement.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/house.hpp"

namespace back::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> run(const char* action) {
  return {"run", action, "--as", "erin", "--request", "R-1"};
}

TEST(OnATerminal, ConnectShowsTheStepsAndAsksFieldByField) {
  House house;
  const auto child = house.start({"connect", "desk", "--as", "ada"}, Streams::kTerminal);
  ASSERT_TRUE(child->saw("How to connect Desk"));
  ASSERT_TRUE(child->saw("  1. Unlock the drawer"));
  ASSERT_TRUE(child->saw("https://desk.example/card"));
  ASSERT_TRUE(child->saw("For example: 1 Main Street"));
  ASSERT_TRUE(child->saw("Address: "));
  EXPECT_TRUE(child->echoes());
  child->type("here\n");
  ASSERT_TRUE(child->saw("Pin (not shown while you type): "));
  EXPECT_FALSE(child->echoes());
  child->type("hunter22\n");
  ASSERT_TRUE(child->saw("Mode [quiet]: "));
  EXPECT_TRUE(child->echoes());
  child->type("\n");
  ASSERT_TRUE(child->saw("it - IT Service Desk"));
  ASSERT_TRUE(child->saw("(ids, with commas between them): "));
  child->type("nobody\n");
  ASSERT_TRUE(child->saw("which does not exist"));
  ASSERT_TRUE(child->saw("(ids, with commas between them): "));
  child->type("people team, it\n");
  ASSERT_TRUE(child->saw("The desk answers."));
  const Finished done = child->finish();
  EXPECT_EQ(done.exit, 0);
  EXPECT_THAT(done.out, Not(HasSubstr("hunter22")));
  const auto connection = house.json({"connections", "--as", "ada"}).at("connections").at(0);
  EXPECT_EQ(connection.at("fields").at("mode").as_string(), "quiet");
  EXPECT_EQ(connection.at("teams").as_array().size(), 2u);
}

TEST(OnATerminal, CtrlCAtAPromptGivesTheEchoBackAndDoesNothing) {
  House house;
  const auto child =
      house.start({"connect", "desk", "--as", "ada", "--set", "address=here", "--set", "teams=it"},
                  Streams::kTerminal);
  ASSERT_TRUE(child->saw("Pin (not shown while you type): "));
  ASSERT_FALSE(child->echoes());
  child->type("hunt\x03");
  ASSERT_TRUE(child->saw("Stopped; nothing was done."));
  EXPECT_TRUE(child->echoes());
  const Finished done = child->finish();
  EXPECT_EQ(done.exit, 130);
  EXPECT_THAT(done.out, Not(HasSubstr("hunt\x03")));
  EXPECT_TRUE(house.json({"connections", "--as", "ada"}).at("connections").as_array().empty());
}

TEST(OnATerminal, EndOfInputAtAPromptDoesNothing) {
  House house;
  const auto child =
      house.start({"connect", "desk", "--as", "ada", "--set", "address=here", "--set", "teams=it"},
                  Streams::kTerminal);
  ASSERT_TRUE(child->saw("Pin (not shown while you type): "));
  child->type("\x04");
  ASSERT_TRUE(child->saw("The input ended before \"Pin\" was given; nothing was done."));
  EXPECT_TRUE(child->echoes());
  EXPECT_EQ(child->finish().exit, 5);
}

TEST(OnATerminal, DisruptionAsksOnWhomAndOnlyYesGoesAhead) {
  House house;
  house.connect("desk");
  const struct {
    const char* typed;
    int exit;
    const char* said;
  } cases[] = {{"y\n", 5, "Nothing was done."},
               {"\n", 5, "Nothing was done."},
               {"\x04", 5, "Nothing was done."},
               {"\x03", 130, "Stopped; nothing was done."},
               {"yes\n", 0, "It is done."}};
  for (const auto& one : cases) {
    const auto child = house.start(run("lock"), Streams::kTerminal);
    ASSERT_TRUE(child->saw("On whom: "));
    ASSERT_TRUE(child->saw("(zoe)"));
    ASSERT_TRUE(child->saw("Lock the drawer? Two people are waiting."));
    ASSERT_TRUE(child->saw("Type yes to go ahead"));
    child->type(one.typed);
    EXPECT_TRUE(child->saw(one.said)) << one.typed;
    EXPECT_EQ(child->finish().exit, one.exit) << one.typed;
  }
  const auto lines = house.json({"timeline", "--as", "erin", "--request", "R-1"}).at("lines");
  EXPECT_EQ(lines.as_array().size(), 1u);
}

TEST(OnATerminal, NobodyAgreesBeforeTheAccountIsPicked) {
  House house;
  house.connect("desk");
  const auto several =
      house.start({"run", "lock", "--as", "erin", "--request", "R-2"}, Streams::kTerminal);
  EXPECT_TRUE(several->saw("Pick one first"));
  EXPECT_EQ(several->finish().exit, 5);
  const auto none =
      house.start({"run", "lock", "--as", "erin", "--request", "R-3"}, Streams::kTerminal);
  EXPECT_EQ(none->finish().exit, 3);
}

TEST(OnATerminal, SearchesForWhatTheVendorKnows) {
  House house;
  house.connect("desk");
  const auto child = house.start(run("move"), Streams::kTerminal);
  ASSERT_TRUE(child->saw("Part of the name (Enter: all): "));
  child->type("w\n");
  ASSERT_TRUE(child->saw("1. Window"));
  ASSERT_TRUE(child->saw("or a number: "));
  child->type("1\n");
  EXPECT_TRUE(child->saw("It is done."));
  EXPECT_EQ(child->finish().exit, 0);
}

TEST(OnATerminal, ShowsOneLineOfProgressAndTakesItAway) {
  House house;
  house.connect("desk");
  const auto child = house.start(run("wait"), Streams::kTerminal);
  ASSERT_TRUE(child->saw("\r\x1b[K"));
  ASSERT_TRUE(child->saw("Knitting... "));
  child->type("\x03");
  ASSERT_TRUE(child->saw("Stopping: "));
  const Finished done = child->finish();
  EXPECT_EQ(done.exit, 1);
  EXPECT_THAT(done.out, HasSubstr("\r\x1b[K"));
}

TEST(OnATerminal, ColoursUnlessAskedNotTo) {
  House house;
  house.connect("desk");
  const std::vector<std::string> words{"connections", "--as", "ada"};
  EXPECT_THAT(house.start(words, Streams::kTerminal)->finish().out,
              HasSubstr("\x1b[32mConnected\x1b[0m"));
  house.environment.emplace_back("NO_COLOR=1");
  EXPECT_THAT(house.start(words, Streams::kTerminal)->finish().out, Not(HasSubstr("\x1b")));
}

TEST(OnATerminal, ChoicesAreAskedWithTheirDefault) {
  House house;
  house.connect("desk");
  const auto child = house.start(run("greet"), Streams::kTerminal);
  ASSERT_TRUE(child->saw("warm - Warm"));
  ASSERT_TRUE(child->saw("Tone [warm]: "));
  child->type("\n");
  ASSERT_TRUE(child->saw("Loud (yes or no): "));
  child->type("\n");
  ASSERT_TRUE(child->saw("\"Loud\" must be yes or no."));
  child->type("no\n");
  ASSERT_TRUE(child->saw("Note [leave empty]: "));
  child->type("hello\n");
  EXPECT_TRUE(child->saw(R"({"loud":false,"note":"hello","times":1,"tone":"warm"})"));
  EXPECT_EQ(child->finish().exit, 0);
}

}  // namespace
}  // namespace back::testing
