// What the check finds, where, and what it says.
#include "contract/schema.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "json/strict_json.hpp"

namespace back::contract {
namespace {

struct Check {
  std::string schema;
  std::string value;
  std::vector<std::string> found;  // described; empty: accepted
};

const Check kChecks[] = {
    {"true", "[1,{}]", {}},
    {"{}", "null", {}},
    {"false", "1", {"The document must not be given."}},
    {R"({"type":"string"})", "1", {"The document must be text: put it in quotes."}},
    {R"({"type":"string"})", "null", {"The document must be text."}},
    {R"({"type":"integer"})", "1.0", {"The document must be a whole number."}},
    {R"({"type":"integer"})", "18446744073709551615", {}},
    {R"({"type":"number"})", "1.5", {}},
    {R"({"type":["object","null"]})",
     "[]",
     {"The document must be an object with named members or null."}},
    {R"({"type":["boolean","null"]})", "null", {}},
    {R"({"enum":["mail","link"]})", R"("post")", {"The document must be one of: mail, link."}},
    {R"({"enum":[1,true,null]})", "2", {"The document must be one of: 1, true, null."}},
    {R"({"const":1})", "2", {"The document must be 1."}},
    {R"({"const":1})", "true", {"The document must be 1."}},
    {R"({"minLength":1})", R"("")", {"The document must not be empty."}},
    {R"({"minLength":2})", "\"\xC3\xA9\"", {"The document must have at least 2 characters."}},
    {R"({"maxLength":1})", "\"\xF0\x9F\x94\x92\"", {}},
    {R"({"maxLength":1})", R"("ab")", {"The document must have at most 1 characters."}},
    {R"({"minimum":5})", "4", {"The document must be 5 or more."}},
    {R"({"maximum":5.5})", "5.6", {"The document must be 5.5 or less."}},
    {R"({"maximum":9223372036854775807})",
     "9223372036854775808",
     {"The document must be 9223372036854775807 or less."}},
    {R"({"minItems":1})", "[]", {"The document must have at least 1 entry."}},
    {R"({"maxItems":2})", "[1,2,3]", {"The document must have at most 2 entries."}},
    {R"({"uniqueItems":true})",
     R"([{"a":1,"b":2},{"b":2,"a":1}])",
     {"The document must not hold the same entry twice."}},
    {R"({"items":{"type":"string"}})",
     R"(["a",1,"b",2])",
     {"Entry 2 of The document must be text: put it in quotes. (at /1)",
      "Entry 4 of The document must be text: put it in quotes. (at /3)"}},
    {R"({"properties":{"token":{"title":"API token"}},"required":["token","other"]})",
     "{}",
     {"\"other\" is missing: it is required. (at /other)",
      "\"API token\" is missing: it is required. (at /token)"}},
    {R"({"properties":{"b":{},"a":{}},"additionalProperties":false})",
     R"({"c":1})",
     {"\"c\" is not known here; known are: b, a. (at /c)"}},
    {R"({"additionalProperties":false})",
     R"({"a/b":1})",
     {"\"a/b\" is not known here: remove it. (at /a~1b)"}},
    {R"({"required":["a"],"additionalProperties":false})",
     R"({"a":1})",
     {"\"a\" is not known here: remove it. (at /a)"}},
    {R"({"additionalProperties":{"type":"integer"}})",
     R"({"a":1,"b":"x"})",
     {"\"b\" must be a whole number. (at /b)"}},
    {R"({"properties":{"a":false}})", R"({"a":1})", {"\"a\" must not be given. (at /a)"}},
    {R"({"format":"email","examples":["anna@example.com"],"title":"Mail"})",
     R"("anna")",
     {"\"Mail\" must be an e-mail address, for example \"anna@example.com\"."}},
    {R"({"properties":{"x":{"$ref":"#/definitions/id","title":"The X"}},
         "definitions":{"id":{"type":"string","title":"Id"}}})",
     R"({"x":1})",
     {"\"The X\" must be text: put it in quotes. (at /x)"}},
    {R"({"$ref":"#/definitions/tree","definitions":{"tree":{"items":{"$ref":"#/definitions/tree"},
         "type":"array","maxItems":1}}})",
     "[[[[1]]]]",
     {"Entry 1 of Entry 1 of Entry 1 of Entry 1 of The document must be a list. (at /0/0/0/0)"}},
    {R"({"properties":{"teams":{"title":"Teams","items":{"format":"opaque_id"}}}})",
     R"({"teams":["it",".."]})",
     {"Entry 2 of \"Teams\" must be an id of letters, digits and . _ : @ -, at most 128 in all. "
      "(at /teams/1)"}},
};

TEST(Schema, NamesEveryFaultByTitleAndPointerAndSaysWhatToType) {
  for (const Check& check : kChecks) {
    SCOPED_TRACE(check.schema + " " + check.value);
    std::vector<std::string> found;
    for (const Fault& fault : Schema::parse(check.schema).faults(json::parse(check.value))) {
      found.push_back(describe(fault));
    }
    EXPECT_EQ(found, check.found);
  }
}

TEST(Schema, StopsAtTheMostFaultsAskedFor) {
  const auto schema = Schema::parse(R"({"items":{"type":"string"}})");
  const auto value = json::parse("[1,2,3,4,5]");
  EXPECT_EQ(schema.faults(value, 3).size(), 3u);
  EXPECT_EQ(schema.faults(value).size(), 5u);
}

TEST(Schema, AKeyThatIsWrongIsToldApartFromAValueThatIsWrong) {
  const auto schema =
      Schema::parse(R"({"properties":{"a":{"type":"null"}},"additionalProperties":false})");
  EXPECT_TRUE(schema.faults(json::parse(R"({"b":1})")).at(0).at_key);
  EXPECT_FALSE(schema.faults(json::parse(R"({"a":1})")).at(0).at_key);
}

TEST(Schema, NeverRepeatsAValue) {
  const auto schema = Schema::parse(
      R"({"properties":{"a":{"format":"identifier"},"b":{"enum":["x"]},"c":{"maxLength":3},"d":{"type":"null"}}})");
  const auto value = json::parse(R"({"a":"CANARY x","b":"CANARY","c":"CANARY","d":"CANARY"})");
  const auto faults = schema.faults(value);
  ASSERT_EQ(faults.size(), 4u);
  for (const Fault& fault : faults) EXPECT_EQ(describe(fault).find("CANARY"), std::string::npos);
}

TEST(Schema, ANumberThatIsNotFiniteIsNoNumber) {
  const auto schema = Schema::parse(R"({"type":"number"})");
  EXPECT_FALSE(schema.accepts(std::numeric_limits<double>::infinity()));
  EXPECT_FALSE(Schema::parse("{}").accepts(std::numeric_limits<double>::quiet_NaN()));
}

TEST(Schema, FindsTwinsInAHundredThousandEntriesQuickly) {
  const auto schema = Schema::parse(R"({"uniqueItems":true})");
  boost::json::array array;
  for (int i = 0; i < 100'000; ++i) array.emplace_back("entry " + std::to_string(i));
  EXPECT_TRUE(schema.accepts(array));
  array.emplace_back("entry 7");
  EXPECT_FALSE(schema.accepts(array));
}

TEST(Schema, RequireThrowsAllFaults) {
  const auto schema = Schema::parse(R"({"required":["a","b"]})");
  EXPECT_NO_THROW(schema.require(json::parse(R"({"a":1,"b":2})")));
  try {
    schema.require(json::parse("{}"));
    ADD_FAILURE() << "accepted";
  } catch (const Invalid& invalid) {
    EXPECT_EQ(invalid.faults().size(), 2u);
    EXPECT_EQ(std::string(invalid.what()), "\"a\" is missing: it is required. (at /a)");
  }
}

}  // namespace
}  // namespace back::contract
