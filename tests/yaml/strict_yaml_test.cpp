// What the strict reader makes of a text, and where it says that things stand.
#include "yaml/strict_yaml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "json/strict_json.hpp"

namespace back::yaml {
namespace {

struct Reading {
  std::string text;
  std::string json;
};

const Reading kReadings[] = {
    {"a: true\nb: false\n", R"({"a":true,"b":false})"},
    {"[0, 42, -7, -0, 9223372036854775807]", "[0,42,-7,0,9223372036854775807]"},
    {"[no, yes, on, Off, True, FALSE, y]", R"(["no","yes","on","Off","True","FALSE","y"])"},
    {"[0777, 0x1F, 0o17, 1e3, 1.5, +1, 1_000, .5, .inf, 12:30:45, -, 1-2]",
     R"(["0777","0x1F","0o17","1e3","1.5","+1","1_000",".5",".inf","12:30:45","-","1-2"])"},
    {"[2024-01-01, \"true\", '42', \"null\"]", R"(["2024-01-01","true","42","null"])"},
    {"1: one\ntrue: two\n", R"({"1":"one","true":"two"})"},
    {"---\na: x\n", R"({"a":"x"})"},
    {"# only comments before\na: x # and after\n", R"({"a":"x"})"},
    {"a: x\r\nb:\r\n  - y\r\n", R"({"a":"x","b":["y"]})"},
    {"a: |\n  one\n  two\nb: >-\n  one\n  two\n", R"({"a":"one\ntwo\n","b":"one two"})"},
    {"a: one\n  two\n", R"({"a":"one two"})"},
    {"a: \"say \\\"hi\\\" \\u00e9\"\nb: 'it''s'\n",
     "{\"a\":\"say \\\"hi\\\" \xC3\xA9\",\"b\":\"it's\"}"},
    {"a: {b: [c, {d: e}], f: ''}\n", R"({"a":{"b":["c",{"d":"e"}],"f":""}})"},
    {"- - a\n  - b\n- []\n- {}\n", R"([["a","b"],[],{}])"},
    {"name: \xC3\x85sa \xE6\x9D\x8E \xF0\x9F\x94\x92\n",
     "{\"name\":\"\xC3\x85sa \xE6\x9D\x8E \xF0\x9F\x94\x92\"}"},
    {"url: https://a.example/b#c\n", R"({"url":"https://a.example/b#c"})"},
    {"plain", R"("plain")"},
};

TEST(StrictYaml, ReadsMappingsSequencesAndScalarsWithoutGuessingTypes) {
  for (const Reading& reading : kReadings) {
    SCOPED_TRACE(reading.text);
    try {
      EXPECT_EQ(json::canonical(parse(reading.text).root()), reading.json);
    } catch (const YamlError& error) {
      ADD_FAILURE() << located("text", error.position(), error.what());
    }
  }
}

TEST(StrictYaml, KnowsWhereEveryKeyAndValueStands) {
  const Document document = parse(
      "id: okta\n"
      "fields:\n"
      "  - id: domain\n"
      "    \xC3\xA9t\xC3\xA9: {x: 1}\n"
      "  - second\n"
      "a/b: ~tilde\n");
  const std::pair<const char*, std::pair<Position, Position>> places[] = {
      {"", {{1, 1}, {1, 1}}},
      {"/id", {{1, 1}, {1, 5}}},
      {"/fields", {{2, 1}, {3, 3}}},
      {"/fields/0", {{3, 5}, {3, 5}}},
      {"/fields/0/id", {{3, 5}, {3, 9}}},
      {"/fields/0/\xC3\xA9t\xC3\xA9", {{4, 5}, {4, 10}}},
      {"/fields/0/\xC3\xA9t\xC3\xA9/x", {{4, 11}, {4, 14}}},
      {"/fields/1", {{5, 5}, {5, 5}}},
      {"/a~1b", {{6, 1}, {6, 6}}},
  };
  for (const auto& [pointer, place] : places) {
    SCOPED_TRACE(pointer);
    EXPECT_EQ(document.position(pointer, true), place.first);
    EXPECT_EQ(document.position(pointer), place.second);
  }
}

TEST(StrictYaml, NamesTheNearestPlaceAroundWhatIsNotThere) {
  const Document document = parse("a:\n  b:\n    c: x\n");
  EXPECT_EQ(document.position("/a/b/missing"), (Position{2, 3}));
  EXPECT_EQ(document.position("/nowhere/at/all"), (Position{1, 1}));
}

// Work and memory must grow with the text, not with its square.
TEST(StrictYaml, ReadsTheLongestLinesKeysAndListsQuickly) {
  std::string line = "[";
  while (line.size() < kMaxBytes - 8) line += "a,";
  EXPECT_GT(parse(line + "b]").root().as_array().size(), 100'000u);
  std::string below_a_long_key = "? \"" + std::string(kMaxBytes / 2, 'k') + "\"\n: [";
  while (below_a_long_key.size() < kMaxBytes - 8) below_a_long_key += "a,";
  EXPECT_EQ(parse(below_a_long_key + "b]").root().as_object().size(), 1u);
}

TEST(StrictYaml, LocatesASentenceTheWayEditorsUnderstand) {
  EXPECT_EQ(located("okta.yaml", {3, 7}, "Wrong."), "okta.yaml:3:7: Wrong.");
}

TEST(StrictYaml, AnyMutatedTextIsReadOrRefusedInsideTheText) {
  const std::string seed =
      "id: okta\n# comment\nsetup:\n  - text: \"Sign in, then 'Security'\"\n    link: "
      "'https://x.y'\n"
      "  - text: >-\n      folded\nlimits: {n: 16, list: [a, \"b\", -1]}\ntext: |\n  one\n  "
      "two\n";
  const std::string odd = "&*!|>%@`\"'{}[],:#?-~<=\n\t \x01\xFF\xC3";
  std::mt19937 random(7);
  int accepted = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text = seed;
    for (auto edits = 1 + random() % 3; edits > 0; --edits) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0:
          text[at] = odd[random() % odd.size()];
          break;
        case 1:
          text.erase(at, 1 + random() % 20);
          break;
        case 2:
          text.insert(at, text.substr(random() % text.size(), random() % 20));
          break;
        default:
          text.insert(at, 1, odd[random() % odd.size()]);
      }
      if (text.empty()) text = "x";
    }
    try {
      const auto root = parse(text).root();
      EXPECT_EQ(json::parse(json::canonical(root)), root) << text;
      ++accepted;
    } catch (const YamlError& error) {
      EXPECT_GE(error.position().line, 1) << text;
      EXPECT_LE(error.position().line, 2 + std::count(text.begin(), text.end(), '\n')) << text;
      EXPECT_THAT(error.what(), testing::EndsWith(".")) << text;
    }
  }
  EXPECT_GT(accepted, 1000);
}

}  // namespace
}  // namespace back::yaml
