// Which documents are schemas of the closed vocabulary.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "contract/schema.hpp"

namespace back::contract {
namespace {

using testing::HasSubstr;

struct Refusal {
  std::string document;
  std::string pointer;
  std::string sentence;  // part of it
};

const Refusal kRefusals[] = {
    {R"([])", "", "object, true or false"},
    {R"({"type":"string","pattern":"^a+$"})", "/pattern", "\"pattern\" is not among"},
    {R"({"oneOf":[true]})", "/oneOf", "not among"},
    {R"({"if":true})", "/if", "not among"},
    {R"({"properties":{"a":{"exclusiveMinimum":1}}})", "/properties/a/exclusiveMinimum",
     "not among"},
    {R"({"items":{"contains":true}})", "/items/contains", "not among"},
    {R"({"Type":"string"})", "/Type", "not among"},
    {R"({"type":"text"})", "/type", "no type \"text\""},
    {R"({"type":[]})", "/type", "names no type"},
    {R"({"type":1})", "/type", "must be text"},
    {R"({"format":"date-time"})", "/format", "no format \"date-time\"; the formats are: code,"},
    {R"({"enum":[]})", "/enum", "at least one"},
    {R"({"enum":"a"})", "/enum", "must be a list"},
    {R"({"enum":[1.5]})", "/enum", "Only texts"},
    {R"({"const":{}})", "/const", "Only texts"},
    {R"({"const":1,"enum":[1]})", "/enum", "Use enum or const"},
    {R"({"properties":[]})", "/properties", "must be an object"},
    {R"({"properties":{"a":1}})", "/properties/a", "object, true or false"},
    {R"({"required":"a"})", "/required", "list of names"},
    {R"({"required":[1]})", "/required", "must be text"},
    {R"({"additionalProperties":1})", "/additionalProperties", "object, true or false"},
    {R"({"items":[true]})", "/items", "one schema for all"},
    {R"({"minItems":-1})", "/minItems", "0 or more"},
    {R"({"maxLength":1.5})", "/maxLength", "0 or more"},
    {R"({"minimum":"1"})", "/minimum", "must be a number"},
    {R"({"uniqueItems":1})", "/uniqueItems", "true or false"},
    {R"({"title":1})", "/title", "must be text"},
    {R"({"examples":1})", "/examples", "must be a list"},
    {R"({"$ref":"#"})", "/$ref", "name of a definition"},
    {R"({"$ref":"#/definitions/a"})", "/$ref", "name of a definition"},
    {R"({"$ref":"other.json#/definitions/a","definitions":{"a":true}})", "/$ref", "name of a"},
    {R"({"items":{"$ref":"#/definitions/a","type":"string"},"definitions":{"a":true}})",
     "/items/$ref", "Beside $ref"},
    {R"({"definitions":1})", "/definitions", "must be an object"},
    {R"({"definitions":{"a":{"patternProperties":{}}}})", "/definitions/a/patternProperties",
     "not among"},
    {R"({"items":{"definitions":{}}})", "/items/definitions", "at the top"},
    {R"({"definitions":{"a":{"$ref":"#/definitions/b"},"b":{"$ref":"#/definitions/a"}}})", "",
     "leads back to itself"},
    {R"({"definitions":{"a":{"$ref":"#/definitions/a"}}})", "", "leads back to itself"},
    {R"({"type":"string","type":"object"})", "", "twice"},
    {R"({"type":)", "", "in the middle"},
};

TEST(SchemaCompile, RefusesEveryKeywordThatWouldNotBeEnforced) {
  for (const Refusal& refusal : kRefusals) {
    SCOPED_TRACE(refusal.document);
    try {
      Schema::parse(refusal.document);
      ADD_FAILURE() << "accepted";
    } catch (const Invalid& invalid) {
      EXPECT_EQ(invalid.faults().front().pointer, refusal.pointer);
      EXPECT_THAT(invalid.faults().front().sentence, HasSubstr(refusal.sentence));
    }
  }
}

TEST(SchemaCompile, ReadsAllPayloadSchemasOfTheInterface) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("plugin_api/schema")) {
    std::ifstream file(entry.path());
    std::stringstream text;
    text << file.rdbuf();
    EXPECT_NO_THROW(Schema::parse(text.str())) << entry.path();
    ++count;
  }
  EXPECT_GE(count, 7);
}

}  // namespace
}  // namespace back::contract
