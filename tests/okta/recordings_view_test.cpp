// Recorded answers shown to an expert: who it is, in which status, with which factors, and what is
// offered, all of it as the recording says.
#include <set>

#include "recorded.hpp"

namespace okta_test {
namespace {

using Ids = std::vector<std::string>;

std::string text(const json::value& object, std::string_view name) {
  const json::value* value = object.as_object().if_contains(name);
  return value == nullptr || !value->is_string() ? "" : std::string(value->get_string());
}

Ids ids_of(const json::value& list) {
  Ids ids;
  for (const json::value& each : list.as_array()) ids.push_back(text(each, "id"));
  return ids;
}

std::string value_of(const json::object& view, std::string_view field) {
  const json::object* found = find(view.at("fields").as_array(), field);
  return found == nullptr ? "" : text(*found, "value");
}

// "2021-06-14T22:08:35.000Z" as an expert reads it.
std::string time_for_people(const std::string& recorded) {
  return recorded.empty() ? "" : recorded.substr(0, 10) + ' ' + recorded.substr(11, 5) + " UTC";
}

std::string name_for_people(const json::value& profile) {
  const std::string display = text(profile, "displayName");
  return display.empty() ? text(profile, "firstName") + ' ' + text(profile, "lastName") : display;
}

std::string_view label_of(std::string_view status) {
  static const std::map<std::string_view, std::string_view> kLabels = {
      {"ACTIVE", "Active"},
      {"STAGED", "Not activated yet"},
      {"SUSPENDED", "Suspended"},
      {"PASSWORD_EXPIRED", "Password expired"},
      {"DEPROVISIONED", "Deactivated"}};
  return kLabels.at(status);
}

bool counts_as_mfa(const json::value& factor) {
  const std::string type = text(factor, "factorType");
  return text(factor, "status") == "ACTIVE" && type != "email" && type != "question";
}

bool can_push(const json::value& factor) {
  return text(factor, "status") == "ACTIVE" && text(factor, "factorType") == "push" &&
         text(factor, "provider") == "OKTA";
}

// What the recordings permit: the links of the user, and the factors; in the manifest's order.
Ids permitted(const json::value& user, const json::value& factors) {
  const json::object& links = user.at("_links").as_object();
  const auto& list = factors.as_array();
  const std::string status = text(user, "status");
  const bool deactivated = status == "DEPROVISIONED";
  Ids ids;
  const auto add = [&](const char* id, bool is_permitted) {
    if (is_permitted) ids.emplace_back(id);
  };
  add("verify_push", std::any_of(list.begin(), list.end(), can_push) && !deactivated);
  add("reset_mfa", std::any_of(list.begin(), list.end(), counts_as_mfa));
  add("reset_factor", !list.empty() && !deactivated);
  add("unlock", links.contains("unlock"));
  add("reset_password", links.contains("resetPassword"));
  add("expire_password", links.contains("expirePassword") && status != "PASSWORD_EXPIRED");
  add("temporary_password", links.contains("expirePassword"));
  add("clear_sessions", !deactivated);
  for (const char* operation : {"suspend", "unsuspend", "activate", "reactivate", "deactivate"})
    add(operation, links.contains(operation));
  for (const char* groups : {"add_groups", "remove_groups", "copy_groups"}) add(groups, true);
  for (const char* apps : {"assign_apps", "unassign_apps", "copy_apps"}) add(apps, !deactivated);
  return ids;
}

class OktaRecordingsShown : public OktaRecordings {
 protected:
  // The view of that user with those factors and roles, as if the expert had picked the account.
  json::object view_of(const Recording& user, const Recording& factors, const Recording& roles) {
    World world;
    const std::string id = text(user.response_body, "id");
    answer_as_recorded(world, "GET", "/api/v1/users/" + id, user);
    answer_as_recorded(world, "GET", "/api/v1/users/" + id + "/factors", factors);
    answer_as_recorded(world, "GET", "/api/v1/users/" + id + "/roles", roles);
    answer_as_recorded(world, "GET", "/api/v1/users/" + id + "/groups", recorded("067"));
    world.more_context["account"] = id;
    Answer answer = world.view("somebody@back-demo.example");
    EXPECT_EQ(answer.status, BACK_OK) << answer.person << answer.operator_text;
    EXPECT_TRUE(world.writes().empty());
    return std::move(answer.output);
  }
};

TEST_F(OktaRecordingsShown, EveryRecordedUserIsShownAsRecordedAndOfferedWhatTheLinksPermit) {
  std::set<std::string> statuses;
  int seen = 0;
  each(is_single_user, [&](const Recording& one) {
    for (const char* factors : {"057", "058", "059"}) {  // none, pending only, Okta Verify
      const json::object view = view_of(one, recorded(factors), recorded("162"));
      const json::value& user = one.response_body;
      const json::value& profile = user.at("profile");
      const json::object& account = view.at("account").as_object();
      EXPECT_EQ(view.at("found"), "one");
      EXPECT_EQ(text(account, "id"), text(user, "id"));
      EXPECT_EQ(text(account, "name"), name_for_people(profile));
      EXPECT_EQ(text(account, "login"), text(profile, "login"));
      EXPECT_EQ(text(account.at("status"), "code"), text(user, "status"));
      EXPECT_EQ(text(account.at("status"), "label"), label_of(text(user, "status")));
      EXPECT_EQ(value_of(view, "email"), text(profile, "email"));
      EXPECT_EQ(value_of(view, "last_login"), time_for_people(text(user, "lastLogin")));
      EXPECT_EQ(value_of(view, "created"), time_for_people(text(user, "created")));
      EXPECT_EQ(value_of(view, "status_changed"), time_for_people(text(user, "statusChanged")));
      EXPECT_EQ(value_of(view, "password_changed"), time_for_people(text(user, "passwordChanged")));
      EXPECT_EQ(ids_of(view.at("actions")), permitted(user, recorded(factors).response_body));
      for (const json::value& action : view.at("actions").as_array()) {
        EXPECT_EQ(action.at("enabled"), true) << action;
      }
      EXPECT_TRUE(view.at("partial").as_array().empty()) << view.at("partial");
      EXPECT_TRUE(view.at("notices").as_array().empty()) << view.at("notices");
    }
    statuses.insert(text(one.response_body, "status"));
    ++seen;
  });
  EXPECT_EQ(seen, 11);
  EXPECT_EQ(statuses, (std::set<std::string>{"ACTIVE", "DEPROVISIONED", "PASSWORD_EXPIRED",
                                             "STAGED", "SUSPENDED"}));
}

TEST_F(OktaRecordingsShown, RecordedGroupsAreListedAndTheDefaultGroupIsLocked) {
  const json::object view = view_of(recorded("003"), recorded("057"), recorded("162"));
  const json::object* groups = find(view.at("lists").as_array(), "groups");
  ASSERT_NE(groups, nullptr);
  const json::array& items = groups->at("items").as_array();
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(text(items[0], "name"), "Everyone");
  EXPECT_EQ(text(items[0].at("lock"), "code"), "default_group");
  EXPECT_EQ(text(items[1], "name"), "Test-User-Group");
  EXPECT_EQ(items[1].at("locked"), false);
}

TEST_F(OktaRecordingsShown, RecordedFactorsAreNamedAndThoseThatProtectNothingSaySo) {
  const auto items = [&](const char* factors) {
    const json::object view = view_of(recorded("003"), recorded(factors), recorded("162"));
    return view.at("lists").at(0).at("items").as_array();
  };
  EXPECT_TRUE(items("057").empty());
  const json::array pending = items("058");
  ASSERT_EQ(pending.size(), 1U);
  EXPECT_EQ(text(pending[0], "id"), "mblsf9bdcP8tGDTMi4x6");
  EXPECT_EQ(text(pending[0], "name"), "Text message to …8901");
  EXPECT_EQ(text(pending[0], "detail"), "not in use (PENDING_ACTIVATION)");
  const json::array verify = items("059");
  ASSERT_EQ(verify.size(), recorded("059").response_body.as_array().size());
  EXPECT_EQ(text(verify[0], "name"), "Okta FastPass on FAKEDEVICE01");
  EXPECT_EQ(text(verify[1], "name"), "Okta Verify (code)");
  for (const json::value& item : verify) EXPECT_EQ(text(item, "detail"), "");
}

TEST_F(OktaRecordingsShown, ARecordedAdministratorIsNotActedOn) {
  const json::object view = view_of(recorded("003"), recorded("059"), recorded("160"));
  ASSERT_EQ(ids_of(view.at("actions")),
            (Ids{"reset_mfa", "reset_factor", "reset_password", "expire_password",
                 "temporary_password", "clear_sessions", "suspend", "deactivate", "add_groups",
                 "remove_groups", "copy_groups", "assign_apps", "unassign_apps", "copy_apps"}));
  for (const json::value& action : view.at("actions").as_array()) {
    EXPECT_EQ(action.at("enabled"), false);
    EXPECT_EQ(text(action.at("reason"), "code"), "administrator");
    EXPECT_NE(text(action.at("reason"), "sentence").find("User Administrator"), std::string::npos);
  }
}

TEST_F(OktaRecordingsShown, AUserIsFoundInARecordedListByTheLoginAndOnlyThatOne) {
  for (const char* address :
       {"John.Doe-Comprehensive@example.com", "john.doe-COMPREHENSIVE@example.com"}) {
    World world;
    answer_as_recorded(world, "GET", "/api/v1/users", recorded("023"));
    answer_as_recorded(world, "GET", "/api/v1/users/00uqrks9ig7XuWV7X5d7", recorded("011"));
    answer_as_recorded(world, "GET", "/api/v1/users/00uqrks9ig7XuWV7X5d7/factors", recorded("057"));
    answer_as_recorded(world, "GET", "/api/v1/users/00uqrks9ig7XuWV7X5d7/roles", recorded("162"));
    const json::object view = world.view(address).output;
    ASSERT_EQ(view.at("found"), "one") << address;
    EXPECT_EQ(text(view.at("account"), "id"), "00uqrks9ig7XuWV7X5d7");
    EXPECT_EQ(text(view.at("account").at("status"), "label"), "Suspended");
    EXPECT_EQ(ids_of(view.at("actions")),
              (Ids{"clear_sessions", "unsuspend", "deactivate", "add_groups", "remove_groups",
                   "copy_groups", "assign_apps", "unassign_apps", "copy_apps"}));
  }
  World world;
  answer_as_recorded(world, "GET", "/api/v1/users", recorded("023"));
  EXPECT_EQ(world.view("nobody@example.com").output.at("found"), "none")
      << "a list of others is nobody's account";
}

TEST_F(OktaRecordingsShown, AnAccountThatIsGoneIsNone) {
  for (const char* number : {"014", "016"}) {
    World world;
    answer_as_recorded(world, "GET", "/api/v1/users/00usfgmn9xhwtA6f74x6", recorded(number));
    world.more_context["account"] = "00usfgmn9xhwtA6f74x6";
    const Answer answer = world.view("somebody@back-demo.example");
    EXPECT_EQ(answer.status, BACK_OK) << answer.operator_text;
    EXPECT_EQ(answer.output.at("found"), "none");
  }
}

TEST_F(OktaRecordingsShown, WhatStopsARecordedReadIsToldByItsMeaning) {
  struct Case {
    const char* number;
    std::int32_t status;
  };
  constexpr Case kCases[] = {{"138", BACK_UNAUTHENTICATED}, {"139", BACK_UNAUTHENTICATED},
                             {"140", BACK_UNAUTHENTICATED}, {"141", BACK_UNAUTHENTICATED},
                             {"129", BACK_FORBIDDEN},       {"143", BACK_UPSTREAM_ERROR},
                             {"145", BACK_RATE_LIMITED},    {"148", BACK_RATE_LIMITED}};
  for (const Case& each : kCases) {
    World world;
    answer_as_recorded(world, "GET", "/api/v1/users**", recorded(each.number));
    const Answer answer = world.view("dana.reyes@back-demo.example");
    EXPECT_EQ(answer.status, each.status) << each.number << ' ' << answer.operator_text;
    EXPECT_TRUE(answer.person.ends_with('.')) << answer.person;
    EXPECT_EQ(answer.details.at("vendor_code"),
              recorded(each.number).response_body.at("errorCode"));
    EXPECT_NE(answer.operator_text.find(text(recorded(each.number).response_body, "errorId")),
              std::string::npos)
        << answer.operator_text;
  }
}

}  // namespace
}  // namespace okta_test
