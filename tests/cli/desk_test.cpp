// The built program with a plugin that has every kind of field, view and outcome.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "json/strict_json.hpp"
#include "support/house.hpp"

namespace back::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> about(const char* request, std::vector<std::string> words) {
  words.insert(words.end(), {"--as", "erin", "--request", request});
  return words;
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::string everything_in(const std::string& folder) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) all += text_of(entry);
  EXPECT_GT(all.size(), 100u);
  return all;
}

TEST(Desk, SavesNothingThatCannotBeUsed) {
  House house;
  const struct {
    const char* pin;
    int exit;
    const char* said;
  } cases[] = {{"0000", 6, "Not connected. The pin opens nothing."},
               {"9999", 6, "The pin was not accepted."},
               {"12", 2, "\"Pin\" must have at least 4 characters."}};
  for (const auto& one : cases) {
    const Finished done =
        house.run({"connect", "desk", "--as", "ada", "--set", "teams=it", "--set", "address=here",
                   "--secret-file", "pin=" + house.file("other", one.pin)});
    EXPECT_EQ(done.exit, one.exit) << one.pin;
    EXPECT_THAT(done.out + done.err, HasSubstr(one.said));
  }
  EXPECT_THAT(house.json({"connections", "--as", "ada"}).at("connections").as_array(), IsEmpty());
}

TEST(Desk, ShowsTheViewOfEachRequester) {
  House house;
  house.connect("desk");
  const struct {
    const char* request;
    int exit;
    const char* shown;
  } cases[] = {{"R-1", 0, "\U0001F512 Everyone has it: Front door\n"},
               {"R-1", 0, "    shred: The power is off. Switch it on.\n"},
               {"R-2", 0, "  Zoe B  zoe.b  In the house  p-2\n"},
               {"R-3", 0, "  No account was found.\n  Searched: the list at the door\n"},
               {"R-4", 1, "  Could not be read: The desk does not answer.\n"},
               {"R-5", 6, "  Could not be read: The pin was not accepted.\n"}};
  for (const auto& one : cases) {
    const Finished done = house.run(about(one.request, {"requester"}));
    EXPECT_EQ(done.exit, one.exit) << one.request;
    EXPECT_THAT(done.out, HasSubstr(one.shown));
  }
  EXPECT_THAT(house.run({"connections", "--as", "ada"}).out, HasSubstr("Reconnect needed"));
}

TEST(Desk, PrintsNamesThatSteerTerminalsHarmlessly) {
  House house;
  house.connect("desk");
  const Finished text = house.run(about("R-1", {"requester"}));
  const Finished json = house.run(about("R-1", {"requester", "--json"}));
  for (const char* harmful : {"\x1b", "\u202E"})
    EXPECT_THAT(text.out + json.out, Not(HasSubstr(harmful)));
  EXPECT_THAT(text.out, HasSubstr("Zoë \uFFFD[31m山田\uFFFD  zoe"));
  const auto view = back::json::parse(json.out).at("views").at(0).at("view");
  EXPECT_EQ(view.at("account").at("name").as_string(), "Zoë \x1b[31m山田\u202E");
}

TEST(Desk, RemembersWhichAccountWasPickedUntilItIsForgotten) {
  House house;
  house.connect("desk");
  const auto found = [&](std::vector<std::string> words) {
    const auto views = house.json(about("R-2", std::move(words))).at("views");
    return std::string(views.at(0).at("view").at("found").as_string());
  };
  EXPECT_EQ(found({"requester"}), "several");
  EXPECT_EQ(house.run(about("R-2", {"requester", "--pick", "p-9"})).exit, 2);
  EXPECT_EQ(found({"requester", "--pick", "p-2"}), "one");
  EXPECT_EQ(found({"requester"}), "one");
  const Finished picked = house.run(about("R-2", {"requester"}));
  EXPECT_THAT(picked.out, HasSubstr("Picked by erin on "));
  EXPECT_THAT(picked.out, HasSubstr(": Zoe B (zoe.b). To forget that:\n"));
  EXPECT_EQ(found({"requester", "--forget"}), "several");
}

TEST(Desk, EndsEachRunWithTheCodeOfItsOutcome) {
  House house;
  house.connect("desk");
  const struct {
    std::vector<std::string> words;
    int exit;
    const char* said;
  } cases[] = {
      {{"greet"}, 5, "--set tone=warm|cold --set loud=yes|no"},
      {{"greet", "--set", "tone=warm", "--set", "loud=perhaps"}, 2, "\"Loud\" must be yes or no."},
      {{"greet", "--set", "tone=warm", "--set", "loud=no"},
       0,
       R"(Greeted: {"loud":false,"times":1,"tone":"warm"})"},
      {{"greet", "--set", "tone=cold", "--set", "loud=no"}, 0, "--set 'how=don'\\''t shout'\n"},
      {{"shred"}, 5, "Shred all papers?"},
      {{"lose"}, 4, "What is known: The answer was lost. Look at the desk."},
      {{"expire"}, 6, "Failed: The pin was not accepted."},
      {{"badge"}, 0, "\n  B4DGE-\"77\n"},
  };
  for (auto one : cases) {
    one.words.insert(one.words.begin(), "run");
    const Finished done = house.run(about("R-1", one.words));
    EXPECT_EQ(done.exit, one.exit) << one.said << done.err;
    EXPECT_THAT(done.out + done.err, HasSubstr(one.said));
  }
}

TEST(Desk, WritesAOneTimeSecretOnceAndNowhereElse) {
  House house;
  house.connect("desk");
  const auto ran = house.json(about("R-1", {"run", "badge", "--log", house.path("log")}));
  const auto secret = ran.at("one_time").at(0);
  EXPECT_EQ(secret.at("field").as_string(), "badge_code");
  EXPECT_EQ(secret.at("title").as_string(), "Badge code");
  EXPECT_EQ(secret.at("value").as_string(), "B4DGE-\"77");
  EXPECT_THAT(house.run(about("R-1", {"timeline", "--json"})).out, Not(HasSubstr("B4DGE")));
  EXPECT_THAT(everything_in(house.path("home")), Not(HasSubstr("B4DGE")));
  EXPECT_THAT(text_of(house.path("log")), Not(HasSubstr("B4DGE")));
}

TEST(Desk, KeepsThePinOutOfEverythingItWrites) {
  House house;
  house.file("pin", "s3cr3t-pin-of-the-desk");
  const Finished connected =
      house.run({"connect", "desk", "--as", "ada", "--set", "teams=it", "--set", "address=here",
                 "--secret-file", "pin=" + house.path("pin"), "--log", "-"});
  EXPECT_EQ(connected.exit, 0);
  const Finished ran = house.run(about("R-1", {"run", "lock", "--yes", "--log", "-"}));
  const Finished listed = house.run({"connections", "--as", "ada", "--json"});
  EXPECT_THAT(connected.out + connected.err + ran.out + ran.err + listed.out,
              Not(HasSubstr("s3cr3t")));
  EXPECT_THAT(everything_in(house.path("home")), Not(HasSubstr("s3cr3t")));
}

TEST(Desk, ReplacesTeamsAndSecrets) {
  House house;
  const std::string id = house.connect("desk");
  EXPECT_EQ(house.run({"edit", id, "--as", "ada"}).exit, 2);
  EXPECT_EQ(house.run({"edit", id, "--as", "ada", "--token"}).exit, 5);
  const auto bad = house.json({"edit", id, "--as", "ada", "--secret-file",
                               "pin=" + house.file("other", "0000"), "--teams", "hr"});
  EXPECT_FALSE(bad.at("usable").as_bool());
  EXPECT_THAT(bad.at("edited").as_array(), IsEmpty());
  EXPECT_EQ(bad.at("connection").at("teams"), back::json::parse(R"(["it"])"));
  const Finished good = house.run(
      {"edit", id, "--as", "ada", "--secret-fd", "pin=0", "--teams", "it,People Team"}, "8888\n");
  EXPECT_EQ(good.exit, 0) << good.err;
  EXPECT_THAT(good.out, HasSubstr("Saved. The desk answers.\n"));
  EXPECT_THAT(good.out, HasSubstr("it, hr\n"));
  EXPECT_EQ(house.run(about("R-1", {"run", "lock", "--yes"})).exit, 0);
}

TEST(Desk, LooksUpOptions) {
  House house;
  house.connect("desk");
  EXPECT_THAT(house.run(about("R-1", {"options", "seats", "w"})).out,
              HasSubstr("s-2  Door            Taken.\n"));
  EXPECT_EQ(house.json(about("R-1", {"options", "seats", "w"})).at("items").as_array().size(), 2u);
  EXPECT_EQ(house.run(about("R-1", {"options", "chairs", "w"})).exit, 2);
}

TEST(Desk, LogsJsonLinesIntoAFileOfItsOwn) {
  House house;
  house.connect("desk");
  const Finished done = house.run(about("R-4", {"requester", "--log", house.path("log")}));
  EXPECT_EQ(done.err, "");
  struct stat about_log {};
  ASSERT_EQ(::stat(house.path("log").c_str(), &about_log), 0);
  EXPECT_EQ(about_log.st_mode & 0777u, 0600u);
  std::istringstream lines(text_of(house.path("log")));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count)
    EXPECT_TRUE(back::json::parse(line).at("sentence").is_string());
  EXPECT_GT(count, 0);
  EXPECT_THAT(house.run(about("R-4", {"requester"})).err,
              HasSubstr("warning (desk): A call has failed."));
}

}  // namespace
}  // namespace back::testing
