// The built program with the plugin in C: the plain cases of every command.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "support/house.hpp"

namespace back::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

const std::vector<std::string> kErin = {"--as", "erin", "--request", "R-1"};

std::vector<std::string> as_erin(std::vector<std::string> words) {
  words.insert(words.begin(), kErin.begin(), kErin.end());
  return words;
}

TEST(Program, ListsPluginsWithoutPeopleAndWithoutState) {
  House house;
  house.file("plugins/junk.so", "This is no library.");
  Child child({BACK_HOST_PROGRAM, "plugins", "--plugins", house.path("plugins")}, house.environment,
              Streams::kPipes);
  const Finished done = child.finish();
  EXPECT_EQ(done.exit, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("lamp     Lamp         1.0.0    2        loaded\n"));
  EXPECT_THAT(done.out, HasSubstr("junk.so  -            -        -        not loaded\n"));
  EXPECT_FALSE(std::filesystem::exists(house.path(".local")));
}

TEST(Program, TellsScriptsWhatIsInstalled) {
  House house;
  house.file("plugins/junk.so", "This is no library.");
  const auto plugins = house.json({"plugins"}).at("plugins").as_array();
  ASSERT_EQ(plugins.size(), 3u);
  EXPECT_EQ(plugins[0].at("id").as_string(), "desk");
  EXPECT_EQ(plugins[0].at("secrets").at(0).at("field").as_string(), "pin");
  EXPECT_TRUE(plugins[0].at("configuration").at("properties").as_object().contains("teams"));
  EXPECT_FALSE(plugins[1].at("loaded").as_bool());
  EXPECT_FALSE(plugins[1].at("sentence").as_string().empty());
  EXPECT_EQ(plugins[2].at("actions").at(1).at("effect").as_string(), "disruptive");
}

TEST(Program, RunsTheWholeStoryOfALamp) {
  House house;
  const Finished connected = house.run({"connect", "lamp", "--as", "ada", "--set", "teams=it"});
  EXPECT_EQ(connected.exit, 0) << connected.err;
  EXPECT_THAT(connected.out, StartsWith("Connected. The lamp is plugged in.\n"));

  const Finished seen = house.run(as_erin({"requester"}));
  EXPECT_EQ(seen.exit, 0);
  EXPECT_THAT(seen.out, StartsWith("Request R-1: A new badge\nRequester Zoe One"));
  EXPECT_THAT(seen.out, HasSubstr("  Desk lamp  lamp-1  Off\n"));
  EXPECT_THAT(seen.out, HasSubstr("    switch_on  Switch on\n"));

  const Finished on = house.run(as_erin({"run", "switch_on"}));
  EXPECT_EQ(on.exit, 0);
  EXPECT_THAT(on.out, StartsWith("Done: The lamp is on.\n"));
  EXPECT_THAT(on.out, HasSubstr("off → on\n"));

  const Finished timeline = house.run(as_erin({"timeline"}));
  EXPECT_EQ(timeline.exit, 0);
  EXPECT_THAT(timeline.out, HasSubstr("Erin Expert  Lamp: Switch on on one@house.example  Done\n"));
}

TEST(Program, DoesNothingThatDisruptsWithoutAgreement) {
  House house;
  house.connect("lamp");
  for (const char* input : {"", "yes\n"}) {
    const Finished unasked = house.run(as_erin({"run", "switch_off"}), input);
    EXPECT_EQ(unasked.exit, 5);
    EXPECT_THAT(unasked.out, IsEmpty());
    EXPECT_THAT(unasked.err, HasSubstr("--yes. It asks: Does nobody need the light?"));
  }
  EXPECT_THAT(house.json(as_erin({"timeline"})).at("lines").as_array(), IsEmpty());
  EXPECT_EQ(house.run(as_erin({"run", "switch_off", "--yes"})).exit, 0);
  EXPECT_EQ(house.json(as_erin({"timeline"})).at("lines").as_array().size(), 1u);
}

TEST(Program, ForgetsAConnectionOnlyWithAgreement) {
  House house;
  const std::string id = house.connect("lamp");
  EXPECT_EQ(house.run({"disconnect", id, "--as", "ada"}).exit, 5);
  EXPECT_EQ(house.json({"connections", "--as", "ada"}).at("connections").as_array().size(), 1u);
  EXPECT_EQ(house.json({"disconnect", id, "--as", "ada", "--yes"}).at("disconnected").as_string(),
            id);
  EXPECT_THAT(house.run({"connections", "--as", "ada"}).out,
              StartsWith("Nothing is connected yet."));
}

TEST(Program, EndsWithACodeAndASentenceForEveryKindOfRefusal) {
  House house;
  house.connect("lamp");
  const struct {
    std::vector<std::string> words;
    int exit;
    const char* sentence;
  } cases[] = {
      {{"connections"}, 2, "Say who you are: --as EXPERT"},
      {{"requester", "--as", "erin"}, 2, "Say which request you work on: --request ID"},
      {{"connections", "--as", "erin"}, 3, "Only an admin"},
      {{"connect", "lamp", "--as", "erin"}, 3, "Only an admin"},
      {{"connections", "--as", "zoe"}, 3, "zoe is not an expert"},
      {{"connect", "kettle", "--as", "ada"}, 2, "Installed: desk, lamp."},
      {{"connect", "lamp", "--as", "ada"}, 5, "--set teams=TEAM[,TEAM]"},
      {{"check", "c-none", "--as", "ada"}, 2, "There is no connection c-none."},
      {{"requester", "--as", "erin", "--request", "R-99"}, 2, "There is no request R-99."},
      {{"requester", "--as", "hana", "--request", "R-1"}, 3, "not a member"},
      {{"run", "switch_on", "--as", "hana", "--request", "R-6"}, 6, "connected for the team"},
      {{"run", "switch_on", "--as", "erin", "--request", "R-7"}, 3, "your own request"},
      {{"run", "explode", "--as", "erin", "--request", "R-1"}, 2, "an action explode"},
      {{"requester", "--as", "erin", "--request", "R-1", "--pick", "x", "--forget"}, 2, "not both"},
      {{"plugins", "--network", house.path("none")}, 2, "does not exist"},
      {{"dance"}, 2, "See: back-host --help"},
  };
  for (const auto& one : cases) {
    const Finished done = house.run(one.words);
    EXPECT_EQ(done.exit, one.exit) << one.sentence << "\n" << done.err;
    EXPECT_THAT(done.err, HasSubstr(one.sentence));
    EXPECT_THAT(done.out, IsEmpty());
    auto words = one.words;
    const auto error = house.json(words).at("error").as_object();
    EXPECT_THAT(std::string(error.at("sentence").as_string()), HasSubstr(one.sentence));
    EXPECT_FALSE(error.at("code").as_string().empty());
  }
}

TEST(Program, AsksForTheRightConnectionWhereSeveralApply) {
  House house;
  const std::string one = house.connect("lamp");
  house.connect("lamp");
  const Finished unclear = house.run(as_erin({"run", "switch_on"}));
  EXPECT_EQ(unclear.exit, 5);
  EXPECT_THAT(unclear.err, HasSubstr("Add --connection ID"));
  EXPECT_EQ(house.run(as_erin({"run", "switch_on", "--connection", one})).exit, 0);
  EXPECT_THAT(house.run(as_erin({"actions"})).out, HasSubstr("INTEGRATION"));
}

TEST(Program, NeverActsTwiceForOneKey) {
  House house;
  house.connect("lamp");
  const auto first = house.json(as_erin({"run", "switch_on", "--key", "mine"}));
  const auto again = house.json(as_erin({"run", "switch_on", "--key", "mine"}));
  EXPECT_EQ(first.at("outcome").as_string(), "done");
  EXPECT_FALSE(first.at("repeated").as_bool());
  EXPECT_EQ(again.at("outcome").as_string(), "done");
  EXPECT_TRUE(again.at("repeated").as_bool());
  EXPECT_EQ(house.json(as_erin({"timeline"})).at("lines").as_array().size(), 1u);
  EXPECT_EQ(house.run(as_erin({"run", "switch_off", "--yes", "--key", "mine"})).exit, 2);
}

TEST(Program, SaysWhenItsResultCouldNotBeWritten) {
  House house;
  const Finished done = house.start({"plugins"}, Streams::kNobodyReads)->finish();
  EXPECT_EQ(done.exit, 1);
  EXPECT_THAT(done.err, HasSubstr("could not be written to standard output"));
}

TEST(Program, ColoursNothingWithoutATerminal) {
  House house;
  house.connect("desk");
  const Finished done = house.run(as_erin({"requester"}));
  EXPECT_THAT(done.out + done.err, Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace back::testing
