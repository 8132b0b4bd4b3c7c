#include "cli/arguments.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace back::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::variant<Arguments, Said> read(std::vector<const char*> words) {
  words.insert(words.begin(), "back-host");
  return read_arguments(static_cast<int>(words.size()), words.data());
}

Arguments accepted(std::vector<const char*> words) {
  auto result = read(std::move(words));
  if (const auto* said = std::get_if<Said>(&result)) ADD_FAILURE() << said->text;
  return std::get<Arguments>(std::move(result));
}

Said said(std::vector<const char*> words) { return std::get<Said>(read(std::move(words))); }

TEST(CommandLine, TakesGlobalOptionsBeforeAndAfterTheCommand) {
  for (const auto& words : {std::vector<const char*>{"--as", "erin", "--json", "run", "greet",
                                                     "--request", "R-1", "--yes"},
                            std::vector<const char*>{"run", "--yes", "greet", "--json", "--request",
                                                     "R-1", "--as", "erin"}}) {
    const Arguments arguments = accepted(words);
    EXPECT_EQ(arguments.globals.actor, "erin");
    EXPECT_EQ(arguments.globals.request, "R-1");
    EXPECT_TRUE(arguments.globals.json);
    EXPECT_EQ(std::get<RunCommand>(arguments.command).action, "greet");
    EXPECT_TRUE(std::get<RunCommand>(arguments.command).yes);
  }
}

TEST(CommandLine, KeepsRepeatedOptionsApartFromPositionals) {
  const auto arguments = accepted({"connect", "--set", "a=b c", "--set", "d=-e", "desk",
                                   "--secret-file", "pin=x", "--secret-fd", "other=3"});
  const auto& connect = std::get<ConnectCommand>(arguments.command);
  EXPECT_EQ(connect.plugin, "desk");
  EXPECT_EQ(connect.set, (std::vector<std::string>{"a=b c", "d=-e"}));
  EXPECT_EQ(connect.secrets.files, std::vector<std::string>{"pin=x"});
  EXPECT_EQ(connect.secrets.descriptors, std::vector<std::string>{"other=3"});
}

TEST(CommandLine, HasEveryCommand) {
  const std::vector<std::vector<const char*>> all = {
      {"plugins"},     {"connect", "x"},      {"connections"}, {"check", "c-1"},
      {"edit", "c-1"}, {"disconnect", "c-1"}, {"requester"},   {"options", "s", "t"},
      {"actions"},     {"run", "a"},          {"timeline"},    {"settle"},
  };
  ASSERT_EQ(all.size(), std::variant_size_v<Command>);
  for (std::size_t i = 0; i < all.size(); ++i)
    EXPECT_EQ(accepted(all[i]).command.index(), i) << all[i][0];
}

TEST(CommandLine, TellsNoTeamsFromAnEmptyList) {
  EXPECT_FALSE(std::get<EditCommand>(accepted({"edit", "c-1", "--token"}).command).has_teams);
  EXPECT_TRUE(std::get<EditCommand>(accepted({"edit", "c-1", "--teams", ""}).command).has_teams);
}

TEST(CommandLine, NeverRepeatsWhatMayBeASecret) {
  for (const auto& words :
       {std::vector<const char*>{"edit", "c-1", "--token", "hunter22"},
        std::vector<const char*>{"edit", "c-1", "--token=hunter22"},
        std::vector<const char*>{"hunter22"}, std::vector<const char*>{"--pin", "hunter22"},
        std::vector<const char*>{"connect", "desk", "--pin=hunter22"},
        std::vector<const char*>{"connect", "desk", "hunter22"},
        std::vector<const char*>{"connect", "desk", "--pin", "hunter22"}}) {
    const Said wrong = said(words);
    EXPECT_EQ(wrong.exit, Exit::kUsage);
    EXPECT_THAT(wrong.text, Not(HasSubstr("hunter22")));
  }
  EXPECT_THAT(said({"connect", "desk", "--pin=x"}).text,
              HasSubstr("There is no option --pin here. See: back-host connect --help"));
}

TEST(CommandLine, SaysWhatIsWrong) {
  EXPECT_THAT(said({}).text, HasSubstr("Say what to do"));
  EXPECT_EQ(said({"--as", "ada", "dance"}).text,
            "There is no command dance. See: back-host --help");
  EXPECT_THAT(said({"--dance"}).text, HasSubstr("There is no option --dance here."));
  EXPECT_THAT(said({"Dance"}).text, HasSubstr("The first word is not a command."));
  EXPECT_THAT(said({"connect"}).text, HasSubstr("PLUGIN"));
  EXPECT_TRUE(said({"--json", "connect"}).json);
  EXPECT_FALSE(said({"connect"}).json);
}

TEST(CommandLine, HelpIsTheManual) {
  const Said help = said({"--help"});
  EXPECT_EQ(help.exit, Exit::kDone);
  EXPECT_THAT(help.text, HasSubstr(exit_code_table()));
  EXPECT_THAT(help.text, HasSubstr("Usage: back-host [OPTIONS]"));
  for (const char* word : {"--home", "--plugins", "--directory", "--network", "--as", "--request",
                           "--json", "--log", "settle", "timeline"})
    EXPECT_THAT(help.text, HasSubstr(word));
  EXPECT_THAT(said({"run", "--help"}).text, HasSubstr("Usage: back-host run [OPTIONS] ACTION"));
  EXPECT_THAT(said({"--version"}).text, HasSubstr("plugin interface 1.0"));
}

}  // namespace
}  // namespace back::cli
