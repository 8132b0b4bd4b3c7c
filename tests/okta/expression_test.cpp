// Expressions of group rules: surely, surely not, or untold.
#include "okta/rules/expression.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace {

using namespace okta;
using Names = std::vector<std::string>;

const Listed<Group>& groups() {
  static const Listed<Group> list{{{.id = *GroupId::from("00gbdADcQ1X3f0ipr5d7"),
                                    .kind = Group::Kind::ordinary,
                                    .name = "Engineering"}},
                                  ""};
  return list;
}

const boost::json::object& profile() {
  static const boost::json::object object{{"department", "Engineering"},
                                          {"city", "Austin"},
                                          {"level", 5},
                                          {"remote", true},
                                          {"tags", {"a"}},
                                          {"manager", nullptr}};
  return object;
}

Fit fits(std::string_view expression) { return fit(expression, profile(), groups()); }

TEST(OktaExpressions, SurelyFit) {
  for (const char* expression :
       {R"(user.department=="Engineering")", R"(user.department == 'Engineering')",
        R"(user.department eq "Engineering" AND user.level == 5)",
        R"("Austin" == user.city && user.remote)", R"(user.department != "Sales")",
        R"(user.missing == null or user.city == "x")", R"(user.manager == null)",
        R"(NOT (user.city == "Berlin") and !(user.city=="Paris"))",
        R"(String.startsWith(user.city, "Aus"))", R"(String.stringContains(user.city, "ust"))",
        R"(String.equalsIgnoreCase(user.city, "AUSTIN"))",
        R"(isMemberOfGroup("00gbdADcQ1X3f0ipr5d7"))", R"(isMemberOfGroupName("Engineering"))",
        R"(isMemberOfAnyGroup("00gbdADcQ1X3f0ipr5d8","00gbdADcQ1X3f0ipr5d7"))",
        R"(user.city == "Austin" or Time.now() == "x")"}) {
    EXPECT_EQ(fits(expression), Fit::yes) << expression;
  }
}

TEST(OktaExpressions, SurelyDoNot) {
  for (const char* expression :
       {R"(user.department=="Sales")", R"(user.missing=="x")",
        R"(user.department=="Sales" and Convert.toInt(user.x) == 3)",
        R"(String.startsWith(user.city, "Ber"))", R"(isMemberOfGroupName("Sales"))",
        R"(!user.remote)", R"(user.level != 5)"}) {
    EXPECT_EQ(fits(expression), Fit::no) << expression;
  }
}

TEST(OktaExpressions, WhatIsNotKnownForSureIsUntold) {
  for (const char* expression :
       {"", R"(user.department=="engineering")", R"(String.startsWith(user.city, "aus"))",
        R"(user.department=="Engineering" ? true : false)", R"(user.level > 3)",
        R"(user.department=="Engineering" and Convert.toInt(user.x) == 3)", R"(user.tags == "a")",
        R"(user.status == "ACTIVE")", R"(user.department=="Engi\"neering")",
        R"(user.level + 1 == 6)", R"((user.department=="Engineering")",
        R"(user.department=="Engineering" user.city=="x")", R"(user.level == "5")", R"("unended)",
        R"(user.department)", R"(isMemberOfGroup(user.tags))", "\x01", "é"}) {
    EXPECT_EQ(fits(expression), Fit::untold) << expression;
  }
  const Listed<Group> broken_off{groups().items, "There may be more."};
  EXPECT_EQ(fit(R"(isMemberOfGroupName("Sales"))", profile(), broken_off), Fit::untold);
}

TEST(OktaExpressions, AreReadWithinBounds) {
  EXPECT_EQ(fits(std::string(4000, '(')), Fit::untold);
  std::string calls;
  for (int i = 0; i < 2000; ++i) calls += "f(";
  EXPECT_EQ(fits(calls), Fit::untold);
  std::string nots;
  for (int i = 0; i < 2000; ++i) nots += '!';
  EXPECT_EQ(fits(nots + "user.remote"), Fit::untold);
  std::string long_one = "user.remote";
  while (long_one.size() < 100'000) long_one += " or user.remote";
  EXPECT_EQ(fits(long_one), Fit::untold);
}

TEST(OktaExpressions, NameTheAttributesTheyLookAt) {
  EXPECT_EQ(
      attributes_in(R"(user.department=="user.title" and user.city=='x' or user.department!="")"),
      (Names{"department", "city"}));
  EXPECT_EQ(attributes_in(R"(user.getInternalProperty("status")=="x" and superuser.city=="")"),
            Names{});
  EXPECT_EQ(attributes_in("user.level + 1 > 2 ? user.a : user.b"), (Names{"level", "a", "b"}));
  EXPECT_EQ(attributes_in("\"unended user.x"), Names{});
}

}  // namespace
