#include "cli/width.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "cli/table.hpp"

namespace back::cli {
namespace {

TEST(DisplayWidth, CountsColumnsNotBytes) {
  const std::pair<const char*, std::size_t> cases[] = {
      {"", 0},         {"plain", 5},   {"Zoë", 3},        {"Petra Novák", 11},
      {"山田太郎", 8}, {"e\u0301", 1}, {"\U0001F512", 2}, {"a\u200Db", 2},
      {"→", 1},        {"한글", 4},    {"\xFF", 1},
  };
  for (const auto& [text, width] : cases) EXPECT_EQ(display_width(text), width) << text;
}

TEST(Wrapping, KeepsEveryWordAndTheWidth) {
  const std::string text = "one two  three four-and-a-very-long-word five 山田 太郎 six seven";
  for (std::size_t width = 1; width < 70; ++width) {
    std::istringstream words(text);
    for (const auto& line : wrapped(text, width)) {
      const bool one_word = line.find(' ') == std::string::npos;
      EXPECT_TRUE(one_word || display_width(line) <= width) << width << ": " << line;
      std::istringstream of_line(line);
      std::string expected, word;
      while (of_line >> word) EXPECT_TRUE(words >> expected && expected == word) << word;
    }
    std::string left;
    EXPECT_FALSE(words >> left) << left;
  }
}

TEST(Wrapping, GivesOneLineForNoText) {
  EXPECT_EQ(wrapped("", 10), std::vector<std::string>{""});
  EXPECT_EQ(paragraph("a b", 2, 3), "  a\n  b\n");
}

TEST(Tables, AlignColumnsByWhatIsSeen) {
  Table table(1);
  table.head({"NAME", "TEAM", "NOTE"});
  table.row({"Zoë", "it", ""});
  table.row({"山田", "people", "late"});
  std::ostringstream out;
  table.print(out, Style(false));
  EXPECT_EQ(out.str(),
            " NAME  TEAM    NOTE\n"
            " Zoë   it\n"
            " 山田  people  late\n");
}

TEST(Tables, MakeCellsPrintableAndColourOnlyTheText) {
  Table table;
  table.row({Cell("a\x1b[2J\nb", "bad"), "x"});
  std::ostringstream plain, coloured;
  table.print(plain, Style(false));
  table.print(coloured, Style(true));
  EXPECT_EQ(plain.str(), "a\uFFFD[2J b  x\n");
  EXPECT_EQ(coloured.str(), "\x1b[31ma\uFFFD[2J b\x1b[0m  x\n");
}

TEST(Tables, LetALongLastCellGoOnBelowItself) {
  Table table;
  table.row({"id", "one two three four five six seven eight"});
  std::ostringstream out;
  table.print(out, Style(false), 26);
  EXPECT_EQ(out.str(),
            "id  one two three four\n"
            "    five six seven eight\n");
}

}  // namespace
}  // namespace back::cli
