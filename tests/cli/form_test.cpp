#include "cli/form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/question.hpp"
#include "core/refused.hpp"
#include "json/strict_json.hpp"
#include "support/fake_console.hpp"
#include "support/fields.hpp"

namespace back::cli {
namespace {

using contract::Field;
using contract::FieldType;
using testing::choice_field;
using testing::FakeConsole;
using testing::field;
using ::testing::HasSubstr;
using ::testing::Not;

Field with_default(Field of, boost::json::value preset) {
  of.preset = std::move(preset);
  return of;
}

Form form_of(const std::vector<Field>& fields) {
  Form form;
  form.fields = fields;
  return form;
}

struct Desk {
  std::vector<Field> fields{field("address", FieldType::kString), field("pin", FieldType::kSecret),
                            field("teams", FieldType::kTeams),
                            with_default(field("floor", FieldType::kInteger, false), 2)};
  FakeConsole fake;
  Form form;

  explicit Desk(bool interactive = true) : fake(interactive) {
    fields[0].description = "Where it stands.";
    fields[3].advanced = true;
    form.fields = fields;
    form.teams = {{"it", "IT Service Desk"}, {"hr", "People Team"}};
  }
  Filled fill_it() { return fill(std::move(form), fake.console); }
  std::pair<std::string, std::string> refusal() {
    try {
      (void)fill_it();
    } catch (const host::Refused& refused) {
      return {refused.code(), refused.sentence()};
    }
    return {"", "accepted"};
  }
};

TEST(Form, AsksFieldByFieldWithTheManifestsTexts) {
  Desk desk;
  desk.fake.keyboard.lines = {"here", "it"};
  desk.fake.keyboard.secrets = {"1234"};
  const Filled filled = desk.fill_it();
  EXPECT_EQ(json::canonical(filled.values), R"({"address":"here","floor":2,"teams":["it"]})");
  ASSERT_EQ(filled.secrets.size(), 1u);
  EXPECT_EQ(filled.secrets[0].field, "pin");
  EXPECT_EQ(filled.secrets[0].value.reveal(), "1234");
  EXPECT_EQ(desk.fake.out.str(), "") << "questions are not results";
  EXPECT_EQ(desk.fake.err.str(),
            "\nAddress\n  Where it stands.\n  Address: "
            "\nPin\n  Pin (not shown while you type): "
            "\nTeams\n    it - IT Service Desk\n    hr - People Team\n"
            "  Teams (ids, with commas between them): ");
}

TEST(Form, AsksForNothingThatIsGiven) {
  Desk desk;
  desk.form.given = {{"address", "here"}, {"teams", "it,hr"}};
  desk.form.secrets.push_back({"pin", Secret("1234")});
  EXPECT_TRUE(is_complete(desk.form));
  EXPECT_EQ(json::canonical(desk.fill_it().values),
            R"({"address":"here","floor":2,"teams":["it","hr"]})");
  EXPECT_EQ(desk.fake.err.str(), "");
}

TEST(Form, AsksForAdvancedFieldsOnDemand) {
  Desk desk;
  desk.form.given = {{"address", "here"}, {"teams", "it"}};
  desk.form.secrets.push_back({"pin", Secret("1234")});
  desk.form.advanced = true;
  desk.fake.keyboard.lines = {"7"};
  EXPECT_EQ(json::canonical(desk.fill_it().values),
            R"({"address":"here","floor":7,"teams":["it"]})");
  EXPECT_THAT(desk.fake.err.str(), HasSubstr("Floor [2]: "));
}

TEST(Form, WithoutATerminalNamesEveryOptionThatIsMissing) {
  Desk desk(false);
  const auto [code, sentence] = desk.refusal();
  EXPECT_EQ(code, "input_needed");
  EXPECT_THAT(sentence, HasSubstr("--set address=TEXT"));
  EXPECT_THAT(sentence, HasSubstr("--secret-file pin=FILE"));
  EXPECT_THAT(sentence, HasSubstr("--set teams=TEAM[,TEAM]"));
  EXPECT_THAT(sentence, Not(HasSubstr("floor")));
}

TEST(Form, NeverTakesTheDefaultOfARequiredFieldSilently) {
  FakeConsole silent(false), asked(true);
  const std::vector<Field> fields{with_default(field("loud", FieldType::kBoolean), false)};
  EXPECT_THROW(fill(form_of(fields), silent.console), host::Refused);
  asked.keyboard.lines = {""};
  EXPECT_EQ(json::canonical(fill(form_of(fields), asked.console).values), R"({"loud":false})");
  EXPECT_THAT(asked.err.str(), HasSubstr("Loud (yes or no) [no]: "));
}

TEST(Form, RefusesASecretOnTheCommandLineWithoutRepeatingIt) {
  Desk desk;
  desk.form.given = {{"pin", "hunter22"}};
  const auto [code, sentence] = desk.refusal();
  EXPECT_EQ(code, "usage");
  EXPECT_THAT(sentence, HasSubstr("--secret-file pin=FILE"));
  EXPECT_THAT(sentence + desk.fake.err.str(), Not(HasSubstr("hunter22")));
}

TEST(Form, RefusesFieldsThatDoNotExist) {
  Desk one, other;
  one.form.given = {{"colour", "red"}};
  EXPECT_EQ(one.refusal().second,
            "There is no field colour to set. There is: address, teams, floor.");
  other.form.secrets.push_back({"address", Secret("x")});
  EXPECT_EQ(other.refusal().second, "There is no secret field address. There is: pin.");
}

TEST(Form, AsksAgainWhenAnAnswerDoesNotFitAndGivesUpAfterAWhile) {
  const std::vector<Field> fields{choice_field()};
  FakeConsole patient, stubborn;
  patient.keyboard.lines = {"hot", "", "Cold tone"};
  EXPECT_EQ(json::canonical(fill(form_of(fields), patient.console).values), R"({"tone":"cold"})");
  EXPECT_THAT(patient.err.str(), HasSubstr("\"Tone\" must be one of: warm, cold."));
  EXPECT_THAT(patient.err.str(), HasSubstr("    warm - Warm: Like a bath.\n"));
  for (int i = 0; i < kMostAttempts; ++i) stubborn.keyboard.lines.emplace_back("hot");
  stubborn.keyboard.lines.emplace_back("warm");
  EXPECT_THROW(fill(form_of(fields), stubborn.console), host::Refused);
}

TEST(Form, EndsWithTheInput) {
  Desk desk;
  desk.fake.keyboard.lines = {"here"};
  const auto [code, sentence] = desk.refusal();
  EXPECT_EQ(code, "input_needed");
  EXPECT_THAT(sentence, HasSubstr("\"Pin\""));
}

TEST(Form, ChecksASecretWithoutShowingIt) {
  std::vector<Field> fields{field("pin", FieldType::kSecret)};
  fields[0].minimum = 4;
  Form form;
  form.fields = fields;
  FakeConsole fake;
  fake.keyboard.secrets = {"abc", "with blank", "abcd"};
  const Filled filled = fill(std::move(form), fake.console);
  EXPECT_EQ(filled.secrets.at(0).value.reveal(), "abcd");
  EXPECT_THAT(fake.err.str(), HasSubstr("\"Pin\" must have at least 4 characters."));
  EXPECT_THAT(fake.err.str(), Not(HasSubstr("abc")));
  EXPECT_THAT(fake.err.str(), Not(HasSubstr("with blank")));
}

boost::json::object seats(const std::string& source, const std::string& text,
                          const boost::json::object&) {
  EXPECT_EQ(source, "seats");
  if (text != "w" && !text.empty()) return {{"items", boost::json::array()}};
  return json::parse(R"({"items":[{"id":"s-1","name":"Window","disabled":false},
    {"id":"s-2","name":"Wall","disabled":true,"reason":"Taken."},
    {"id":"s-3","name":"Well","detail":"deep","disabled":false}],"cursor":"more"})")
      .as_object();
}

TEST(Form, LetsAPersonSearchAndPick) {
  std::vector<Field> fields{field("seat", FieldType::kOption), field("all", FieldType::kOptions)};
  fields[0].source = fields[1].source = "seats";
  fields[0].required = true;  // Enter shows all; for the other it means none
  Form form;
  form.fields = fields;
  form.search = seats;
  FakeConsole fake;
  fake.keyboard.lines = {"nothing", "", "2", "4", "w", "3", "w", "3,1"};
  const Filled filled = fill(std::move(form), fake.console);
  EXPECT_EQ(json::canonical(filled.values), R"({"all":["s-3","s-1"],"seat":"s-3"})");
  const std::string shown = fake.err.str();
  EXPECT_THAT(shown, HasSubstr("Nothing was found."));
  EXPECT_THAT(shown, HasSubstr("    2. Wall (not possible: Taken.)\n    3. Well - deep\n"));
  EXPECT_THAT(shown, HasSubstr("Wall is not possible: Taken."));
  EXPECT_THAT(shown, HasSubstr("There are more"));
}

TEST(Agreement, IsTheWordYesAndNothingElse) {
  for (const char* answer : {"y", "Yes", "YES", "", "no", "yes please", "ye s"}) {
    FakeConsole fake;
    fake.keyboard.lines = {answer};
    EXPECT_FALSE(ask_to_agree(fake.console, "go ahead")) << answer;
  }
  FakeConsole ended, agreed;
  EXPECT_FALSE(ask_to_agree(ended.console, "go ahead"));
  agreed.keyboard.lines = {" yes "};
  EXPECT_TRUE(ask_to_agree(agreed.console, "go ahead"));
}

}  // namespace
}  // namespace back::cli
