// Group rules: what they hold, what lets go of it, and how they are made.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access_company.hpp"
#include "okta_emulator/rule_expression.hpp"

namespace emulator_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const std::string kRulePath = "/api/v1/groups/rules/" + std::string(kRule);

std::vector<std::string> groups_of(Company& company, std::string_view who) {
  return each_text(company.get(user_path(who) + "/groups"), {"profile", "name"});
}

std::string draft(std::string_view name, std::string_view expression, std::string_view group) {
  return json::serialize(json::object{
      {"type", "group_rule"},
      {"name", name},
      {"conditions", {{"expression", {{"value", expression}}}}},
      {"actions", {{"assignUserToGroups", {{"groupIds", json::array{json::value(group)}}}}}}});
}

TEST(Rules, HoldThoseTheirExpressionFits) {
  Company company{access_seed()};
  EXPECT_THAT(groups_of(company, "pat"), UnorderedElementsAre("Everyone", "Engineering"));
  company.post(user_path("sue"), R"({"profile":{"department":"Engineering"}})");
  EXPECT_THAT(groups_of(company, "sue"), testing::Contains("Engineering"));
  company.post(user_path("sue"), R"({"profile":{"department":"Sales"}})");
  EXPECT_THAT(groups_of(company, "sue"), testing::Not(testing::Contains("Engineering")));
}

TEST(Rules, LeaveThoseWhoWereAddedByHand) {
  Company company{access_seed()};
  company.send("PUT", group_path(kEngineering) + "/users/" + company.truth("sue").id);
  company.post(user_path("sue"), R"({"profile":{"nickName":"s"}})");
  EXPECT_THAT(groups_of(company, "sue"), testing::Contains("Engineering"));
}

TEST(Rules, HoldWhoeverIsCreatedToFit) {
  Company company{access_seed()};
  const Answer made = company.post("/api/v1/users", R"({"profile":{"login":"new@acme.example",
      "email":"new@acme.example","firstName":"N","lastName":"E","department":"Engineering"}})");
  ASSERT_EQ(made.status, 200) << made.body;
  EXPECT_THAT(groups_of(company, "new"), testing::Contains("Engineering"));
}

TEST(Rules, ExcludeForGoodWhomSomebodyRemovesByHand) {
  Company company{access_seed()};
  const std::string pat = company.truth("pat").id;
  EXPECT_EQ(company.remove(group_path(kEngineering) + "/users/" + pat).status, 204);
  EXPECT_THAT(groups_of(company, "pat"), ElementsAre("Everyone"));
  company.post(user_path("pat"), R"({"profile":{"nickName":"p"}})");
  EXPECT_THAT(groups_of(company, "pat"), ElementsAre("Everyone"));
  const json::value rule = answer_to(company, kRulePath);
  EXPECT_EQ(rule.at("conditions").at("people").at("users").at("exclude"),
            json::value(json::array{json::string(pat)}));
  EXPECT_THAT(
      each_text(company.get("/api/v1/logs?filter=eventType+sw+%22group.%22"), {"eventType"}),
      ElementsAre("group.user_membership.rule.add_exclusion", "group.user_membership.remove"));
}

TEST(Rules, HaveRoomForAHundredExclusions) {
  json::object seed = access_seed();
  json::array excluded;
  for (int i = 0; i < 100; ++i) excluded.push_back(json::string("00unobody" + std::to_string(i)));
  seed["rules"].as_array()[0].as_object()["excluded_users"] = excluded;
  Company company{seed};
  expect_exchanges(
      company, {{"DELETE", group_path(kEngineering) + "/users/" + company.truth("pat").id, "", 403,
                 "E0000006"}});
  EXPECT_THAT(groups_of(company, "pat"), testing::Contains("Engineering"));
}

TEST(Rules, LeaveThePeopleBehindUnlessAskedToRemoveThem) {
  for (const std::string query : {"", "?removeUsers=true", "?removeUsers=false"}) {
    SCOPED_TRACE(query);
    Company company{access_seed()};
    expect_exchanges(company, {{"DELETE", kRulePath + query, "", 202, ""},
                               {"GET", kRulePath, "", 404, "E0000007"}});
    const bool gone = query == "?removeUsers=true";
    EXPECT_EQ(company.truth("pat").groups.empty(), gone);
  }
}

TEST(Rules, AreMadeInactiveAndHoldNobodyUntilTheyAreActivated) {
  Company company{access_seed()};
  const std::string body =
      draft("Sellers", R"(String.startsWith(user.login, "sue"))", group_id(kEngineering));
  const Answer made = company.post("/api/v1/groups/rules", body);
  ASSERT_EQ(made.status, 200) << made.body;
  EXPECT_EQ(body_of(made).at("status").as_string(), "INACTIVE");
  EXPECT_THAT(groups_of(company, "sue"), testing::Not(testing::Contains("Engineering")));
  const std::string path =
      "/api/v1/groups/rules/" + std::string(body_of(made).at("id").as_string());
  EXPECT_EQ(company.post(path + "/lifecycle/activate").status, 204);
  EXPECT_THAT(groups_of(company, "sue"), testing::Contains("Engineering"));
  EXPECT_EQ(company.post(path + "/lifecycle/deactivate").status, 204);
  EXPECT_THAT(groups_of(company, "sue"), testing::Contains("Engineering"));
}

TEST(Rules, AnswerAsOktaDoes) {
  Company company{access_seed()};
  const std::string here = "/api/v1/groups/rules";
  const std::string group = group_id(kEngineering);
  expect_exchanges(
      company, {{"POST", here, draft("", "true", group), 400, "E0000001"},
                {"POST", here, draft("Engineers", "true", group), 400, "E0000001"},
                {"POST", here, draft("Other", "user.x = 1", group), 400, "E0000001"},
                {"POST", here, draft("Other", "Groups.startWith(\"x\")", group), 400, "E0000001"},
                {"POST", here, draft("Other", "true", "00gnothing"), 400, "E0000001"},
                {"POST", here, draft("Other", "true", group_id(kEveryone)), 400, "E0000001"},
                {"POST", here, "{}", 400, "E0000001"},
                {"GET", here + "/0prnothing", "", 404, "E0000007"},
                {"DELETE", here + "/0prnothing", "", 404, "E0000007"},
                {"POST", here + "/0prnothing/lifecycle/activate", "", 404, "E0000007"},
                {"DELETE", group_path(kEngineering), "", 204, ""},
                {"POST", kRulePath + "/lifecycle/activate", "", 403, "E0000038"}});
  EXPECT_EQ(answer_to(company, kRulePath).at("status").as_string(), "INVALID");
}

TEST(Rules, AreListedFoundByNameAndExpanded) {
  Company company{access_seed()};
  EXPECT_THAT(ids_of_all_pages(company, "/api/v1/groups/rules?search=engin"), ElementsAre(kRule));
  EXPECT_THAT(ids_of_all_pages(company, "/api/v1/groups/rules?search=other"), IsEmpty());
  const json::value rule =
      answer_to(company, "/api/v1/groups/rules?expand=groupIdToGroupNameMap").at(0);
  EXPECT_EQ(rule.at("_embedded").at("groupIdToGroupNameMap").at(group_id(kEngineering)),
            json::value("Engineering"));
  EXPECT_EQ(rule.at("type").as_string(), "group_rule");
}

TEST(MembershipRules, AreNamedWhereTheOrganisationHasTheEndpoint) {
  json::object seed = access_seed();
  Company company{seed};
  const std::string pat = "/users/" + company.truth("pat").id + "/group-rules";
  const std::string sue = "/users/" + company.truth("sue").id + "/group-rules";
  EXPECT_EQ(answer_to(company, group_path(kEngineering) + pat).at(0).at("id").as_string(), kRule);
  EXPECT_EQ(answer_to(company, group_path(kSales) + sue), json::value(json::array{}));
  expect_exchanges(company, {{"GET", group_path(kSales) + pat, "", 404, "E0000007"}});
  seed["organisation"].as_object()["membership_rules"] = false;
  Company without{seed};
  expect_exchanges(without, {{"GET", group_path(kEngineering) + pat, "", 401, "E0000015"}});
}

struct Sentence {
  std::string text;
  bool fits;
};

TEST(RuleExpressions, SayWhomTheyFit) {
  const json::object profile{
      {"department", "Engineering"}, {"title", "Staff Engineer"}, {"level", 5}, {"remote", true},
      {"tags", {"a", "b"}},          {"quote", "say \"hi\""}};
  const okta_emulator::RuleSubject subject{profile,
                                           [](std::string_view id) { return id == "00g1"; },
                                           [] { return std::vector<std::string>{"Sales Berlin"}; }};
  for (const auto& [text, fits] :
       std::vector<Sentence>{{R"(user.department=="Engineering")", true},
                             {R"(user.department == 'Engineering')", true},
                             {R"(user.department eq "Engineering")", true},
                             {R"(user.department=="engineering")", false},
                             {R"(user.department!="Sales")", true},
                             {R"(user.missing=="x")", false},
                             {R"(user.missing==null)", true},
                             {R"(user.quote=="say \"hi\"")", true},
                             {R"(String.equals(user.department, "Engineering"))", true},
                             {R"(String.equalsIgnoreCase(user.department, "ENGINEERING"))", true},
                             {R"(String.startsWith(user.title,"Staff"))", true},
                             {R"(String.endsWith(user.title,"Staff"))", false},
                             {R"(String.stringContains(user.title, "Eng"))", true},
                             {R"(String.stringContains(user.missing, ""))", false},
                             {R"(String.toLowerCase(user.department)=="engineering")", true},
                             {R"(String.toUpperCase(user.department)=="ENGINEERING")", true},
                             {R"(String.len(user.department) == 11)", true},
                             {R"(user.level > 4 AND user.level <= 5)", true},
                             {R"(user.level < 5 or user.remote)", true},
                             {R"(user.remote==true && !(user.level==4))", true},
                             {R"(NOT user.remote)", false},
                             {R"(user.level=="5")", false},
                             {R"(Arrays.contains(user.tags, "b"))", true},
                             {R"(Arrays.contains(user.tags, "c"))", false},
                             {R"(isMemberOfGroup("00g1"))", true},
                             {R"(isMemberOfAnyGroup("00g2", "00g3"))", false},
                             {R"(isMemberOfGroupName("Sales Berlin"))", true},
                             {R"(isMemberOfGroupNameStartsWith("Sales"))", true},
                             {R"(isMemberOfGroupNameContains("Bonn"))", false},
                             {R"(true)", true},
                             {R"(user.department)", false}}) {
    EXPECT_EQ(okta_emulator::RuleExpression(text).matches(subject), fits) << text;
  }
}

TEST(RuleExpressions, ThatAreNotSupportedAreRefusedNotGuessedAt) {
  for (const std::string text :
       {"", "user.", "user.a==", "user.a=\"x\"", "(user.a==\"x\"", "user.a==\"x", "\"x\" \"y\"",
        "Convert.toInt(user.a)==1", "String.startsWith(user.a)", "isMemberOfGroup()", "- ",
        "user.a==\"x\" AND", "user.profile[0]", "appuser.x==1"}) {
    EXPECT_THROW(okta_emulator::RuleExpression{text}, std::invalid_argument) << text;
  }
  EXPECT_THROW(okta_emulator::RuleExpression{std::string(9000, '(')}, std::invalid_argument);
  EXPECT_THROW(okta_emulator::RuleExpression{std::string(500, '(')}, std::invalid_argument);
  EXPECT_THROW(okta_emulator::RuleExpression{std::string(500, '!')}, std::invalid_argument);
}

}  // namespace
}  // namespace emulator_test
