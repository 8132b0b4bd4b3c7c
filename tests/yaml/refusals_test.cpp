// What the strict reader refuses: each with a sentence, a line and a column.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "yaml/strict_yaml.hpp"

namespace back::yaml {
namespace {

using std::string_literals::operator""s;
using testing::HasSubstr;

struct Refusal {
  std::string name;
  std::string text;
  std::string sentence;  // part of it
  Position position;
};

std::string repeated(const std::string& part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

const Refusal kRefusals[] = {
    {"empty", "", "empty", {1, 1}},
    {"only a comment", "# nothing\n", "empty", {1, 1}},
    {"duplicate key", "a: 1\nb: 2\na: 3\n", "\"a\" is there twice, first in line 1", {3, 1}},
    {"duplicate key, quoted", "a: 1\n\"a\": 3\n", "twice", {2, 1}},
    {"duplicate key, inside", "x:\n  - {k: 1, k: 2}\n", "\"k\" is there twice", {2, 12}},
    {"anchor", "a: &x 1\n", "Anchors", {1, 4}},
    {"anchor on a mapping", "a: &x\n  b: 1\n", "Anchors", {1, 4}},
    {"anchor on a key", "&x a: 1\n", "Anchors", {1, 1}},
    {"anchor on nothing", "a: &x\n", "Anchors", {1, 4}},
    {"alias", "a: &x 1\nb: *x\n", "Anchors", {1, 4}},
    {"alias of nothing", "b: *x\n", "not well-formed", {1, 4}},
    {"alias bomb",
     "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
     "Anchors",
     {1, 4}},
    {"merge key", "a: 1\n<<: {b: 2}\n", "Merge keys", {2, 1}},
    {"tag", "a: !!str 1\n", "Tags", {1, 4}},
    {"unknown tag", "a: !python/object {b: 1}\n", "Tags", {1, 4}},
    {"verbatim tag", "a: !<tag:yaml.org,2002:str> 1\n", "Tags", {1, 4}},
    {"non-specific tag", "a: ! 1\n", "Tags", {1, 4}},
    {"tag on a sequence", "a: !!set [x]\n", "Tags", {1, 4}},
    {"tag on the root", "!!map {a: 1}\n", "Tags", {1, 1}},
    {"second document", "a: 1\n---\nb: 2\n", "second document", {2, 1}},
    {"second document, empty", "a: 1\n---\n", "second document", {2, 1}},
    {"text after the end", "a: 1\n...\nb: 2\n", "second document", {3, 1}},
    {"text after a flow", "{a: 1}\nb\n", "second document", {2, 1}},
    {"YAML directive", "%YAML 1.2\n---\na: 1\n", "Directives", {1, 1}},
    {"TAG directive", "%TAG ! x\n---\na: 1\n", "Directives", {1, 1}},
    {"byte order mark",
     "\xEF\xBB\xBF"
     "a: 1\n",
     "byte order mark",
     {1, 1}},
    {"UTF-16",
     "\xFF\xFE"
     "a\0:\0"s,
     "UTF-8",
     {1, 1}},
    {"Latin-1", "a: 1\nb: caf\xE9 noir\n", "UTF-8", {2, 7}},
    {"overlong", "a: \xC0\xAF\n", "UTF-8", {1, 4}},
    {"surrogate", "a: \xED\xA0\x80\n", "UTF-8", {1, 4}},
    {"cut short", "a: \xE2\x82", "UTF-8", {1, 4}},
    {"NUL", "a: x\0y\n"s, "U+0000", {1, 5}},
    {"end of transmission", "a: x\x04\nb: 1\n", "U+0004", {1, 5}},
    {"escape sequence", "a: \x1b[2J\n", "U+001B", {1, 4}},
    {"lone carriage return", "a: x\rb: y\n", "U+000D", {1, 5}},
    {"next line", "a: x\xC2\x85 b\n", "U+0085", {1, 5}},
    {"right to left override", "a: x\xE2\x80\xAEy\n", "U+202E", {1, 5}},
    {"line separator", "a: x\xE2\x80\xA8y\n", "U+2028", {1, 5}},
    {"tab in the indentation", "a:\n\tb: 1\n", "tab", {2, 1}},
    {"tab after a colon", "a:\t1\n", "tab", {1, 3}},
    {"unterminated double quote", "a: 1\nb: \"never ends\nc: 2\n", "never closed", {2, 4}},
    {"unterminated after an escape", "b: \"x\\\"", "illegal EOF", {1, 8}},
    {"unterminated single quote", "b: 'it''s\n", "never closed", {1, 4}},
    {"unterminated key", "\"a", "illegal EOF", {1, 3}},
    {"unterminated sequence", "a: [1, 2\n", "\"2\" has no value", {1, 8}},
    {"unterminated mapping", "a: {b: 1\n", "not well-formed", {2, 1}},
    {"bad indentation", "a: 1\n  b: 2\n", "not well-formed", {2, 4}},
    {"closing bracket too many", "a: [1]]\n", "", {1, 7}},
    {"text after a quote", "a: \"x\" y\n", "not well-formed", {1, 8}},
    {"empty value", "a: 1\nlink:\nb: 2\n", "\"link\" has no value", {2, 1}},
    {"empty last value", "link:\n", "\"link\" has no value", {1, 1}},
    {"tilde", "a: ~\n", "\"a\" has no value", {1, 1}},
    {"null", "a: {b: null}\n", "\"b\" has no value", {1, 5}},
    {"null in a sequence", "- x\n- Null\n", "no value", {2, 3}},
    {"null document", "---\n", "no value", {2, 1}},
    {"empty key", ": x\n", "key is missing", {1, 1}},
    {"sequence as key", "[a, b]: x\n", "cannot be a key", {1, 1}},
    {"mapping as key", "? {a: b}\n: x\n", "cannot be a key", {1, 3}},
    {"huge integer", "a: 9223372036854775808\n", "too large", {1, 4}},
    {"too deep", repeated("[", 40) + repeated("]", 40), "deeper than 32", {1, 33}},
    {"far too deep", repeated("[", 200000), "cannot be a key", {1, 1}},
    {"far too deep, closed",
     "a: " + repeated("[", 99999) + repeated("]", 99999),
     "deeper than 32",
     {1, 35}},
    {"deep in blocks", repeated("- ", 100000) + "x", "deeper than 32", {1, 65}},
    {"deep in keys", repeated("? ", 1000) + "x", "cannot be a key", {1, 3}},
    {"10 MB", "a: " + std::string(10 << 20, 'x'), "longer than 256 KiB", {1, 1}},
    {"10 MB of newlines", std::string(10 << 20, '\n'), "longer than 256 KiB", {1, 1}},
};

TEST(StrictYaml, RefusesWhatMayMeanSomethingElseThanItLooks) {
  for (const Refusal& refusal : kRefusals) {
    SCOPED_TRACE(refusal.name);
    try {
      parse(refusal.text);
      ADD_FAILURE() << "accepted";
    } catch (const YamlError& error) {
      EXPECT_THAT(error.what(), HasSubstr(refusal.sentence));
      EXPECT_THAT(error.what(), testing::EndsWith("."));
      EXPECT_EQ(located("", error.position(), error.what()),
                located("", refusal.position, error.what()));
    }
  }
}

}  // namespace
}  // namespace back::yaml
