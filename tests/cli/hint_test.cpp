#include "cli/hint.hpp"

#include <gtest/gtest.h>
#include <wordexp.h>

#include <cstdlib>

#include "cli/places.hpp"

namespace back::cli {
namespace {

// What a shell makes of the text.
std::vector<std::string> words_of(const std::string& text) {
  wordexp_t expanded{};
  std::vector<std::string> words;
  if (wordexp(text.c_str(), &expanded, WRDE_NOCMD | WRDE_UNDEF) != 0) return {"refused"};
  for (std::size_t i = 0; i < expanded.we_wordc; ++i) words.emplace_back(expanded.we_wordv[i]);
  wordfree(&expanded);
  return words;
}

TEST(ShellQuoting, GivesTheShellTheSameWordBack) {
  for (const char* word : {"plain", "", "two words", "it's", "$HOME", "`ls`", "a\"b", "*", "~",
                           "a;b|c&d", "(x)", "{a,b}", "how=don't", "Zoë", "\\", "#", "!x"})
    EXPECT_EQ(words_of(shell_quoted(word)), std::vector<std::string>{word}) << word;
  EXPECT_EQ(shell_quoted("c-12ab"), "c-12ab");
}

TEST(CommandToType, CarriesTheOptionsThatWereGiven) {
  Globals globals;
  globals.program = "bin/back-host";
  globals.home = "/var/a b";
  globals.actor = "erin";
  globals.request = "R-1";
  EXPECT_EQ(command_to_type(globals, {"run", "greet", "--set", "note=a b"}),
            "bin/back-host --home '/var/a b' --as erin --request R-1 run greet --set 'note=a b'");
  EXPECT_EQ(command_to_type(globals, {"settle"}, false),
            "bin/back-host --home '/var/a b' --as erin settle");
}

TEST(Places, AreFullPathsWithoutDotsAndLastSlash) {
  EXPECT_EQ(full_path("/a/./b/../c/"), "/a/c");
  EXPECT_EQ(full_path("/"), "/");
  EXPECT_EQ(full_path("x").front(), '/');
}

TEST(Places, TheStateIsWhereTheDesktopKeepsState) {
  ::setenv("HOME", "/people/zoe", 1);
  ::unsetenv("XDG_STATE_HOME");
  EXPECT_EQ(default_home(), "/people/zoe/.local/state/back-host");
  ::setenv("XDG_STATE_HOME", "relative", 1);  // to be ignored
  EXPECT_EQ(default_home(), "/people/zoe/.local/state/back-host");
  ::setenv("XDG_STATE_HOME", "/state", 1);
  EXPECT_EQ(default_home(), "/state/back-host");
}

}  // namespace
}  // namespace back::cli
