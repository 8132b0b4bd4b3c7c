// Schemas made from fields, and the check of secrets.
#include "contract/field_schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/schema.hpp"
#include "json/strict_json.hpp"

namespace back::contract {
namespace {

Field field(const std::string& id, FieldType type, bool required = false) {
  Field made;
  made.id = id;
  made.type = type;
  made.title = "The " + id;
  made.required = required;
  return made;
}

Action every_type() {
  Action action;
  action.title = "Everything";
  action.input = {field("name", FieldType::kString, true),    field("count", FieldType::kInteger),
                  field("really", FieldType::kBoolean, true), field("way", FieldType::kChoice),
                  field("group", FieldType::kOption),         field("groups", FieldType::kOptions),
                  field("password", FieldType::kSecret, true)};
  action.input[1].minimum = 1;
  action.input[1].maximum = 9;
  action.input[3].choices = {{"mail", "By mail", ""}, {"link", "As a link", ""}};
  action.input[3].preset = "mail";
  action.input[5].maximum = 2;
  return action;
}

struct Input {
  std::string json;
  std::string pointer;  // of the only fault; empty: accepted
};

const Input kInputs[] = {
    {R"({"name":"x","really":true})", ""},
    {R"({"name":"x","really":true,"count":9,"way":"link","group":"00g1","groups":["a","b"]})", ""},
    {R"({"really":true})", "/name"},
    {R"({"name":"","really":true})", "/name"},
    {R"({"name":"a\nb","really":true})", "/name"},
    {R"({"name":"x"})", "/really"},
    {R"({"name":"x","really":"true"})", "/really"},
    {R"({"name":"x","really":true,"count":10})", "/count"},
    {R"({"name":"x","really":true,"count":"1"})", "/count"},
    {R"({"name":"x","really":true,"way":"post"})", "/way"},
    {R"({"name":"x","really":true,"group":"../x"})", "/group"},
    {R"({"name":"x","really":true,"groups":["a","b","c"]})", "/groups"},
    {R"({"name":"x","really":true,"groups":["a","a"]})", "/groups"},
    {R"({"name":"x","really":true,"password":"p"})", "/password"},
    {R"({"name":"x","really":true,"other":1})", "/other"},
    {R"([])", ""},
};

TEST(FieldSchema, OfAnActionTakesExactlyItsInputAndNeverASecret) {
  const Schema schema(input_schema(every_type()));
  for (const Input& input : kInputs) {
    SCOPED_TRACE(input.json);
    const auto faults = schema.faults(json::parse(input.json));
    ASSERT_EQ(faults.size(), input.pointer.empty() && input.json != "[]" ? 0u : 1u);
    EXPECT_EQ(faults.empty() ? "" : faults.front().pointer, input.pointer);
  }
}

TEST(FieldSchema, KeepsTheOrderOfTheFormAndItsTexts) {
  const auto schema = input_schema(every_type());
  EXPECT_EQ(schema.at("title"), "Everything");
  std::vector<std::string> keys;
  for (const auto& member : schema.at("properties").as_object()) keys.emplace_back(member.key());
  EXPECT_THAT(keys, testing::ElementsAre("name", "count", "really", "way", "group", "groups"));
}

TEST(FieldSchema, TeamsNeedAtLeastOneUnlessMoreAreAskedFor) {
  Field teams = field("teams", FieldType::kTeams, true);
  EXPECT_FALSE(Schema(value_schema(teams)).accepts(boost::json::array{}));
  EXPECT_TRUE(Schema(value_schema(teams)).accepts(boost::json::array{"it"}));
  teams.minimum = 2;
  EXPECT_FALSE(Schema(value_schema(teams)).accepts(boost::json::array{"it"}));
}

struct Secrets {
  std::vector<SecretText> given;
  std::vector<std::string> found;
};

const Secrets kSecrets[] = {
    {{{"password", "correct-horse"}}, {}},
    {{}, {"\"The password\" is missing: it is required. (at /password)"}},
    {{{"password", ""}}, {"\"The password\" must not be empty. (at /password)"}},
    {{{"password", "CANARY x"}},
     {"\"The password\" must be printable characters without blanks or line ends. (at /password)"}},
    {{{"password", "CANARY\r\nX-Injected:1"}},
     {"\"The password\" must be printable characters without blanks or line ends. (at /password)"}},
    {{{"password", "ab"}}, {"\"The password\" must have at least 3 characters. (at /password)"}},
    {{{"password", "CANARY-CANARY-CANARY-"}},
     {"\"The password\" must have at most 20 characters. (at /password)"}},
    {{{"password", "abc"}, {"password", "abc"}},
     {"\"The password\" is given twice. (at /password)"}},
    {{{"password", "abc"}, {"pin", "CANARY"}},
     {"\"pin\" is not a secret field: remove it. (at /pin)"}},
    {{{"password", "abc"}, {"name", "CANARY"}},
     {"\"name\" is not a secret field: remove it. (at /name)"}},
};

TEST(SecretFaults, NamesWhatIsWrongAndNeverASecret) {
  Action action = every_type();
  action.input[6].minimum = 3;
  action.input[6].maximum = 20;
  for (const Secrets& secrets : kSecrets) {
    std::vector<std::string> found;
    for (const Fault& fault : secret_faults(action.input, secrets.given)) {
      found.push_back(describe(fault));
      EXPECT_EQ(found.back().find("CANARY"), std::string::npos);
    }
    EXPECT_EQ(found, secrets.found);
  }
}

TEST(SecretFaults, AnOptionalSecretMayBeLeftOut) {
  const std::vector<Field> fields = {field("pin", FieldType::kSecret)};
  EXPECT_TRUE(secret_faults(fields, {}).empty());
}

}  // namespace
}  // namespace back::contract
