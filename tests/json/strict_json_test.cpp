// What the strict reader accepts, what it refuses, and what it says then.
#include "json/strict_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <cstdlib>
#include <random>

namespace back::json {
namespace {

using std::string_literals::operator""s;
using testing::HasSubstr;

struct Refusal {
  std::string name;
  std::string text;
  std::string sentence;  // part of it
  std::size_t offset;
};

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

const Refusal kRefusals[] = {
    {"nothing", "", "ends in the middle", 0},
    {"blanks", " \n ", "ends in the middle", 3},
    {"byte order mark", "\xEF\xBB\xBF{}", "byte order mark", 0},
    {"duplicate key", R"({"a":1,"b":2,"a":3})", R"(The key "a" is there twice)", 16},
    {"duplicate key, escaped", R"({"ab":1,"\u0061b":2})", R"(The key "ab" is there twice)", 17},
    {"duplicate key, inside", R"([{"x":{"k":null,"k":null}}])", R"(The key "k" is there twice)",
     19},
    {"duplicate empty key", R"({"":1,"":2})", R"(The key "" is there twice)", 8},
    {"infinity", "1e999", "too large", 5},
    {"minus infinity", "[-1e400]", "too large", 7},
    {"huge exponent", "1e99999999999", "too large", 11},
    {"NaN", "NaN", "not JSON", 0},
    {"Infinity", "[Infinity]", "not JSON", 1},
    {"two values", "1 2", "follows", 2},
    {"closing twice", "{}}", "follows", 2},
    {"trailing NUL", "{}\0"s, "follows", 2},
    {"trailing comma", "[1,]", "not JSON", 3},
    {"comment", "[1 /* one */]", "not JSON", 3},
    {"single quotes", "{'a':1}", "not JSON", 1},
    {"bare key", "{a:1}", "not JSON", 1},
    {"leading zero", "[01]", "not JSON", 2},
    {"plus sign", "[+1]", "not JSON", 1},
    {"open string", R"("abc)", "ends in the middle", 4},
    {"open object", R"({"a":)", "ends in the middle", 5},
    {"raw newline in a string", "\"a\nb\"", "control character", 2},
    {"raw NUL in a string", "\"a\0b\""s, "control character", 2},
    {"raw NUL in a key", "{\"a\0b\":1}"s, "control character", 3},
    {"stray byte", "\"a\xFF\"", "UTF-8", 2},
    {"overlong slash", "\"\xC0\xAF\"", "UTF-8", 1},
    {"encoded surrogate", "\"\xED\xA0\x80\"", "UTF-8", 1},
    {"Latin-1", "\"caf\xE9 au lait\"", "UTF-8", 4},
    {"beyond Unicode", "\"\xF5\x80\x80\x80\"", "UTF-8", 1},
    {"lone high surrogate", R"("\ud800")", "not JSON", 7},
    {"lone low surrogate", R"("\udc00")", "surrogate", 7},
    {"unknown escape", R"("\x41")", "not JSON", 2},
    {"too deep", nested(33), "deeper than 32", 32},
    {"far too deep", std::string(500'000, '['), "deeper than 32", 32},
    {"too long", '"' + std::string(std::size_t{1} << 20, 'x') + '"', "at most 1048576", 1048576},
};

TEST(StrictJson, RefusesWhatTwoReadersCouldUnderstandDifferently) {
  for (const Refusal& refusal : kRefusals) {
    SCOPED_TRACE(refusal.name);
    try {
      parse(refusal.text);
      ADD_FAILURE() << "accepted";
    } catch (const JsonError& error) {
      EXPECT_THAT(error.what(), HasSubstr(refusal.sentence));
      EXPECT_THAT(error.what(), testing::EndsWith("."));
      EXPECT_NEAR(static_cast<double>(error.offset()), static_cast<double>(refusal.offset), 1);
    }
  }
}

TEST(StrictJson, ReadsEveryKindOfValueAndKeepsTheOrderOfKeys) {
  const auto value = parse(" {\"b\": [true, false, null, -1, 2.5, \"x\\ny\\u00e9\"], \"a\": {}}\n");
  EXPECT_EQ(boost::json::serialize(value),
            "{\"b\":[true,false,null,-1,2.5E0,\"x\\ny\xC3\xA9\"],\"a\":{}}");
}

TEST(StrictJson, KeepsIntegersOf64BitsExact) {
  EXPECT_EQ(parse("9223372036854775807").as_int64(), INT64_MAX);
  EXPECT_EQ(parse("-9223372036854775808").as_int64(), INT64_MIN);
  EXPECT_EQ(parse("18446744073709551615").as_uint64(), UINT64_MAX);
  EXPECT_TRUE(parse("18446744073709551616").is_double());
}

TEST(StrictJson, ReadsEveryOtherNumberAsTheNearestOne) {
  for (const char* text :
       {"1844674407744073709551615", "0.30000000000000004", "123456789012345678901234567890e-10",
        "1.7976931348623157e308", "2.2250738585072011e-308", "5e-324", "1e-400", "-1e-400"}) {
    const double number = parse(text).as_double();
    EXPECT_EQ(number, std::strtod(text, nullptr)) << text;
    EXPECT_EQ(canonical(parse(canonical(number))), canonical(number)) << text;
  }
}

TEST(StrictJson, AcceptsExactlyTheGivenDepthAndSize) {
  EXPECT_NO_THROW(parse(nested(32)));
  EXPECT_NO_THROW(parse(nested(3), {.max_bytes = 6, .max_depth = 3}));
  EXPECT_THROW(parse(nested(4), {.max_bytes = 8, .max_depth = 3}), JsonError);
  EXPECT_THROW(parse(nested(3), {.max_bytes = 5, .max_depth = 3}), JsonError);
}

TEST(StrictJson, KeepsLongStringsWithEscapesWhole) {
  const std::string plain(5000, 'a');
  EXPECT_EQ(parse('"' + plain + "\\n" + plain + '"').as_string(), plain + '\n' + plain);
  EXPECT_EQ(parse("[\"\\n\",\"\",\"\\t\"]"), (boost::json::array{"\n", "", "\t"}));
}

TEST(StrictJson, ASentenceNeverRepeatsMoreThanTheBeginningOfAKeyAndNoControlCharacter) {
  const std::string key = "\\u001b[31m" + std::string(1000, 'k');
  try {
    parse("{\"" + key + "\":1,\"" + key + "\":2}");
    ADD_FAILURE() << "accepted";
  } catch (const JsonError& error) {
    EXPECT_LT(std::string(error.what()).size(), 120u);
    EXPECT_THAT(error.what(), HasSubstr("\"?[31mkkk"));
  }
}

TEST(StrictJson, AnyBytesAreReadOrRefusedAndWhatIsReadReadsBackEqual) {
  const std::string seeds[] = {R"({"id":"okta","n":[1,2.5,-3e4,{"x":null}],"s":"\u00e9\\ \"q\""})",
                               R"([[],{},"",0,true,[[[["deep"]]]],{"a":{"b":{"c":[1]}}}])"};
  std::mt19937 random(20240611);
  int accepted = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text = seeds[random() % 2];
    for (unsigned edits = random() % 4; edits > 0; --edits) {
      const std::size_t at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text[at] = static_cast<char>(random() % 256);
          break;
        case 1:
          text.erase(at, 1 + random() % 3);
          break;
        default:
          text.insert(at, 1, R"({}[],:"\0e-)"[random() % 11]);
      }
      if (text.empty()) text = "0";
    }
    try {
      const auto value = parse(text);
      ++accepted;
      EXPECT_EQ(canonical(parse(canonical(value))), canonical(value)) << text;
    } catch (const JsonError& error) {
      EXPECT_LE(error.offset(), text.size()) << text;
    }
  }
  EXPECT_GT(accepted, 5000);
}

}  // namespace
}  // namespace back::json
