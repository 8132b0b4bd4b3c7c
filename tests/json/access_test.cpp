// Typed access, pointers and quoting.
#include <gtest/gtest.h>

#include "json/strict_json.hpp"

namespace back::json {
namespace {

TEST(Access, GivesAMemberOnlyIfItIsThereAndOfThatType) {
  const auto value = parse(R"({"s":"x","b":true,"i":-7,"o":{},"a":[1],"d":1.5,"n":null})");
  const auto& object = value.as_object();
  EXPECT_EQ(string_at(object, "s"), "x");
  EXPECT_EQ(bool_at(object, "b"), true);
  EXPECT_EQ(integer_at(object, "i"), -7);
  EXPECT_NE(object_at(object, "o"), nullptr);
  EXPECT_NE(array_at(object, "a"), nullptr);
  for (const char* key : {"missing", "n", "d"}) {
    EXPECT_FALSE(string_at(object, key).has_value());
    EXPECT_FALSE(bool_at(object, key).has_value());
    EXPECT_FALSE(integer_at(object, key).has_value());
    EXPECT_EQ(object_at(object, key), nullptr);
    EXPECT_EQ(array_at(object, key), nullptr);
  }
}

TEST(Access, EscapesPointersAsTheStandardSays) {
  EXPECT_EQ(child_pointer("", "a/b~c"), "/a~1b~0c");
  EXPECT_EQ(child_pointer("/x", std::size_t{3}), "/x/3");
}

TEST(Access, QuotesTextFromOutsideHarmlessly) {
  EXPECT_EQ(in_quotes("suspend"), "\"suspend\"");
  EXPECT_EQ(in_quotes("a\x1b[2J\nb\xFF"), "\"a?[2J?b?\"");
  EXPECT_EQ(in_quotes("caf\xC3\xA9 \xE2\x80\xAEgro"), "\"caf\xC3\xA9 ?gro\"");
  EXPECT_EQ(in_quotes(std::string(100, 'x')), '"' + std::string(60, 'x') + "...\"");
}

}  // namespace
}  // namespace back::json
