// Places in a text.
#include "yaml/plain_text.hpp"

#include <gtest/gtest.h>

#include <random>

namespace back::yaml {
namespace {

Position counted(const std::string& text, std::size_t offset) {
  Position position;
  for (std::size_t i = 0; i < offset; ++i) {
    if (text[i] == '\n') {
      position = {position.line + 1, 1};
    } else {
      position.column += (static_cast<unsigned char>(text[i]) & 0xC0u) != 0x80u;
    }
  }
  return position;
}

TEST(PlainText, KnowsLineAndColumnOfEveryOffsetInAnyOrder) {
  const std::string text = "a: \xC3\xA9t\xC3\xA9\n\nlong line with \xF0\x9F\x94\x92 in it\nend";
  const PlainText plain(text);
  std::mt19937 random(3);
  for (int i = 0; i < 1000; ++i) {
    const std::size_t offset = random() % text.size();
    if ((static_cast<unsigned char>(text[offset]) & 0xC0u) == 0x80u) continue;
    EXPECT_EQ(plain.position(offset), counted(text, offset)) << offset;
  }
  EXPECT_EQ(plain.position(text.size() + 100), (Position{4, 4}));
}

TEST(PlainText, FindsTheClosingQuoteAndNoOther) {
  const PlainText plain("'it''s' \"a\\\"b\" 'open");
  EXPECT_TRUE(plain.quote_closes(0));
  EXPECT_TRUE(plain.quote_closes(8));
  EXPECT_FALSE(plain.quote_closes(15));
  EXPECT_FALSE(PlainText("'it''").quote_closes(0));
}

}  // namespace
}  // namespace back::yaml
