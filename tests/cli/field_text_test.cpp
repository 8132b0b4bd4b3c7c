#include "cli/field_text.hpp"

#include <gtest/gtest.h>

#include "core/refused.hpp"
#include "json/strict_json.hpp"
#include "support/fields.hpp"

namespace back::cli {
namespace {

using contract::Field;
using contract::FieldType;
using testing::choice_field;
using testing::field;

const std::vector<host::Team> kTeams = {{"it", "IT Service Desk"}, {"hr", "People Team"}};

Field small_number() {
  Field made = field("floor", FieldType::kInteger);
  made.minimum = 0;
  made.maximum = 40;
  return made;
}

std::string refusal(const Field& of, const std::string& text) {
  try {
    (void)value_of(of, text, kTeams);
  } catch (const host::Refused& refused) {
    EXPECT_EQ(refused.code(), "invalid_input");
    return refused.sentence();
  }
  return "accepted";
}

TEST(FieldText, BecomesTheValueOfTheFieldsType) {
  const struct {
    Field field;
    const char* text;
    const char* json;
  } cases[] = {
      {field("name", FieldType::kString), " Zoë \n", R"("Zoë")"},
      {field("loud", FieldType::kBoolean), "Yes", "true"},
      {field("loud", FieldType::kBoolean), "off", "false"},
      {field("loud", FieldType::kBoolean), "1", "true"},
      {small_number(), "40", "40"},
      {choice_field(), "warm", R"("warm")"},
      {choice_field(), "cold tone", R"("cold")"},
      {field("teams", FieldType::kTeams), "it", R"(["it"])"},
      {field("teams", FieldType::kTeams), " People team ,it", R"(["hr","it"])"},
      {field("seat", FieldType::kOption), "s-1", R"("s-1")"},
      {field("seats", FieldType::kOptions), "s-1, s-2,", R"(["s-1","s-2"])"},
  };
  for (const auto& one : cases)
    EXPECT_EQ(json::canonical(value_of(one.field, one.text, kTeams)), one.json) << one.text;
}

TEST(FieldText, IsRefusedWithASentenceThatNamesTheField) {
  const struct {
    Field field;
    const char* text;
    const char* sentence;
  } cases[] = {
      {field("loud", FieldType::kBoolean), "maybe", R"("Loud" must be yes or no.)"},
      {small_number(), "2.5", R"("Floor" must be a whole number.)"},
      {small_number(), "99999999999999999999", R"("Floor" must be a whole number.)"},
      {choice_field(), "hot", R"("Tone" must be one of: warm, cold.)"},
      {field("teams", FieldType::kTeams), "it,xx",
       R"("Teams" names the team "xx", which does not exist. There are: it, hr.)"},
  };
  for (const auto& one : cases) EXPECT_EQ(refusal(one.field, one.text), one.sentence);
  for (const char* text : {"41", "-1"}) EXPECT_NE(refusal(small_number(), text), "accepted");
  EXPECT_NE(refusal(field("name", FieldType::kString), ""), "accepted");
  EXPECT_NE(refusal(field("teams", FieldType::kTeams), "it,IT Service Desk"), "accepted");
  EXPECT_NE(refusal(field("seat", FieldType::kOption), "../etc"), "accepted");
}

TEST(FieldText, IsWrittenBackAsItCouldBeTyped) {
  for (const char* document : {"true", "false", "12", R"("text")", R"(["it","hr"])"}) {
    const auto value = json::parse(document);
    Field of = field("loud", value.is_bool()     ? FieldType::kBoolean
                             : value.is_int64()  ? FieldType::kInteger
                             : value.is_string() ? FieldType::kString
                                                 : FieldType::kTeams);
    EXPECT_EQ(value_of(of, text_of(value), kTeams), value) << document;
  }
  EXPECT_EQ(text_of(nullptr), "");
}

TEST(Given, IsSplitAtTheFirstEqualsSign) {
  const auto given = read_given({"note=a=b", "empty="});
  ASSERT_EQ(given.size(), 2u);
  EXPECT_EQ(given[0].field, "note");
  EXPECT_EQ(given[0].text, "a=b");
  EXPECT_EQ(given[1].text, "");
}

TEST(Given, IsRefusedWithoutAFieldOrTwice) {
  EXPECT_THROW(read_given({"note"}), host::Refused);
  EXPECT_THROW(read_given({"=x"}), host::Refused);
  EXPECT_THROW(read_given({"a=1", "b=2", "a=1"}), host::Refused);
}

}  // namespace
}  // namespace back::cli
