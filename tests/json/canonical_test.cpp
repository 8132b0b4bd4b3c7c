// canonical(): equal values have one spelling.
#include <gtest/gtest.h>

#include <boost/json/string.hpp>
#include <limits>
#include <stdexcept>

#include "json/strict_json.hpp"

namespace back::json {
namespace {

struct Spelling {
  std::string text;
  std::string canonical;
};

const Spelling kSpellings[] = {
    {R"( { "b" : 1 , "a" : [ ] } )", R"({"a":[],"b":1})"},
    {R"({"z":{"y":1,"x":2},"Z":0,"":null})", R"({"":null,"Z":0,"z":{"x":2,"y":1}})"},
    {"{\"\xC3\xA9\":1,\"e\":2,\"\xF0\x9F\x94\x92\":3,\"\xEF\xBF\xBD\":4}",
     "{\"e\":2,\"\xC3\xA9\":1,\"\xEF\xBF\xBD\":4,\"\xF0\x9F\x94\x92\":3}"},
    {"[1.0, -0.0, 0.1, 1E2, 1e-7, -0]", "[1,0,0.1,100,1e-07,0]"},
    {"[9223372036854775807,18446744073709551615]", "[9223372036854775807,18446744073709551615]"},
    {R"("\u0041\/\u00e9\u001f\b\f\n\r\t\"\\\u007f")",
     "\"A/\xC3\xA9\\u001f\\b\\f\\n\\r\\t\\\"\\\\\x7F\""},
    {"[true,false,null]", "[true,false,null]"},
};

TEST(Canonical, SortsKeysAndSpellsEachValueOneWay) {
  for (const Spelling& spelling : kSpellings) {
    EXPECT_EQ(canonical(parse(spelling.text)), spelling.canonical);
    EXPECT_EQ(canonical(parse(spelling.canonical)), spelling.canonical);
  }
}

// However few or many plain bytes stand before and behind it.
TEST(Canonical, EscapesAByteWhereverItStands) {
  constexpr std::size_t kLongest = 20;
  for (int byte = 0; byte < 0x80; ++byte) {
    const char c = static_cast<char>(byte);
    const std::string alone = canonical(boost::json::value(std::string(1, c)));
    const std::string escaped = alone.substr(1, alone.size() - 2);
    EXPECT_EQ(escaped.size() == 1, byte >= 0x20 && c != '"' && c != '\\') << byte;
    EXPECT_EQ(parse(alone).as_string(), std::string(1, c));
    for (std::size_t length = 0; length < kLongest; ++length) {
      for (std::size_t at = 0; at <= length; ++at) {
        const std::string before(at, 'a'), behind(length - at, '\x7F');
        EXPECT_EQ(canonical(boost::json::value(before + c + behind)),
                  '"' + before + escaped + behind + '"');
      }
    }
  }
}

TEST(Canonical, RefusesANumberThatIsNotFinite) {
  EXPECT_THROW(canonical(std::numeric_limits<double>::infinity()), std::invalid_argument);
  EXPECT_THROW(canonical(std::numeric_limits<double>::quiet_NaN()), std::invalid_argument);
}

}  // namespace
}  // namespace back::json
