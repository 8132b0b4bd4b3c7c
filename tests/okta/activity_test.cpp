// What is told of entries of the System Log: the table of event types, entries that belong together,
// and texts from hostile hands.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "okta/model/text.hpp"
#include "okta/view/activity.hpp"
#include "sdk/failure.hpp"

namespace {

namespace json = boost::json;
using namespace okta;
using namespace std::chrono_literals;

const UserId kDana = *UserId::from("00uxf5kx9MpPC2jpb5d6");
const auto kNow = *time_of("2026-11-23T08:00:00.000Z");

json::object entry(std::string_view type, std::string_view result = "SUCCESS",
                   std::string_view reason = "") {
  json::object event{{"uuid", "7b1c"},
                     {"eventType", type},
                     {"displayMessage", "Words of Okta"},
                     {"published", "2026-11-23T06:00:00.123Z"},
                     {"actor", {{"id", kDana.text()}, {"type", "User"}, {"displayName", "Dana"}}},
                     {"target", json::array()}};
  event["outcome"] = {{"result", result}, {"reason", nullptr}};
  if (!reason.empty()) event["outcome"].as_object()["reason"] = reason;
  event["client"] = {{"geographicalContext", {{"city", "Berlin"}, {"country", "Germany"}}}};
  return event;
}

json::object by_admin(json::object event) {
  event["actor"] = {{"id", "00uadmin"}, {"type", "User"}, {"displayName", "Ada Admin"}};
  return event;
}

json::object about(json::object event, std::string_view type, std::string_view name) {
  event["target"] = json::array{json::object{{"id", kDana.text()}, {"type", "User"}},
                                json::object{{"type", type}, {"displayName", name}}};
  return event;
}

std::string told(const json::object& event) {
  return view::sentence_of(LogEvent::read(event), kDana);
}

TEST(OktaActivity, IsToldInPlainSentences) {
  struct Case {
    json::object event;
    std::string_view sentence;
  };
  const Case cases[] = {
      {entry("user.session.start"), "Signed in from Berlin"},
      {entry("user.session.start", "FAILURE", "INVALID_CREDENTIALS"),
       "Failed to sign in from Berlin (wrong password or code)"},
      {entry("user.session.start", "FAILURE", "SOMETHING_NEW"),
       "Failed to sign in from Berlin (SOMETHING_NEW)"},
      {entry("user.authentication.auth_via_mfa"), "Confirmed with multifactor from Berlin"},
      {about(entry("user.authentication.auth_via_mfa"), "UserFactor", "Okta Verify"),
       "Confirmed with Okta Verify from Berlin"},
      {about(entry("user.authentication.sso"), "AppInstance", "Salesforce"),
       "Opened Salesforce from Berlin"},
      {entry("user.account.lock", "FAILURE", "LOCKED_OUT"),
       "Locked after too many failed sign-ins from Berlin"},
      {by_admin(entry("user.account.unlock")), "Unlocked by Ada Admin"},
      {by_admin(entry("user.mfa.factor.reset_all")), "Multifactor was reset by Ada Admin"},
      {by_admin(about(entry("user.mfa.factor.deactivate"), "UserFactor", "sms")),
       "sms was removed by Ada Admin"},
      {by_admin(about(entry("group.user_membership.add"), "UserGroup", "On Call")),
       "Was added to the group On Call by Ada Admin"},
      {entry("user.mfa.okta_verify.deny_push", "FAILURE"),
       "Rejected a push in Okta Verify from Berlin"},
      {entry("user.lifecycle.suspend", "FAILURE"),
       "The account was suspended from Berlin - failed"},
      {entry("policy.evaluate_sign_on", "ALLOW"), ""},
      {entry("policy.evaluate_sign_on", "DENY"), "A sign-on policy said no from Berlin"},
      {entry("a.type.of.tomorrow"), "Words of Okta from Berlin"},
      {by_admin(entry("a.type.of.tomorrow", "FAILURE", "WHY")),
       "Words of Okta by Ada Admin - failed (WHY)"},
  };
  for (const Case& each : cases) EXPECT_EQ(told(each.event), each.sentence);
}

TEST(OktaActivity, WhatIsMissingIsLeftOut) {
  const json::object bare{
      {"uuid", "1"}, {"eventType", "user.session.start"}, {"published", "2026-11-23T06:00:00Z"}};
  EXPECT_EQ(told(bare), "Signed in");
  json::object system = entry("user.account.unlock");
  system["actor"] = {{"id", "okta"}, {"type", "SystemPrincipal"}, {"displayName", "Okta System"}};
  EXPECT_EQ(told(system), "Unlocked by Okta itself");
  json::object abroad = entry("user.session.start");
  abroad["client"] = {{"geographicalContext", {{"country", "Uganda"}, {"postalCode", 10013}}}};
  EXPECT_EQ(told(abroad), "Signed in from Uganda");
}

LogEvents events(std::initializer_list<json::object> list) {
  LogEvents all;
  for (const auto& each : list) all.push_back(LogEvent::read(each));
  return all;
}

TEST(OktaActivity, FailuresBeforeALockAreCounted) {
  const auto failed = entry("user.session.start", "FAILURE", "INVALID_CREDENTIALS");
  const auto items = view::activity(events({entry("user.account.lock", "FAILURE"), failed, failed,
                                            failed, entry("user.session.start")}),
                                    kDana, kNow);
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(items[0].at("name"), "Locked after 3 failed sign-ins");
  EXPECT_EQ(items[1].at("name"), "Failed to sign in from Berlin (wrong password or code), 3 times");
  EXPECT_EQ(items[2].at("name"), "Signed in from Berlin");
  EXPECT_EQ(items[2].at("detail"), "2 h ago (2026-11-23 06:00 UTC)");
}

TEST(OktaActivity, HowLongAgoIsRounded) {
  struct Case {
    std::chrono::seconds before;
    std::string_view text;
  };
  const Case cases[] = {{-5s, "just now"},     {59s, "just now"},  {60s, "1 min ago"},
                        {59min, "59 min ago"}, {60min, "1 h ago"}, {23h, "23 h ago"},
                        {24h, "1 day ago"},    {72h, "3 days ago"}};
  for (const Case& each : cases) EXPECT_EQ(ago(kNow - each.before, kNow), each.text);
}

TEST(OktaActivity, TimesAreReadStrictly) {
  EXPECT_EQ(rfc3339(*time_of("2024-02-29T23:59:59.999Z")), "2024-02-29T23:59:59Z");
  for (const char* wrong : {"", "2026-11-23", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z",
                            "2026-11-23T24:00:00Z", "2026-11-23T08:00:00+01:00"})
    EXPECT_FALSE(time_of(wrong)) << wrong;
}

TEST(OktaActivity, HostileTextsAreMadeHarmless) {
  json::object event = entry("a.type\x1b[31m.of\ntomorrow");
  event["displayMessage"] =
      "Signed in\x1b]0;evil\x07 \u202Efrom <b>Berlin</b>\n\n" + std::string(5000, 'x');
  event["client"].as_object()["geographicalContext"] = {{"city", "Ber\u2028lin\x1b[2J"}};
  event["outcome"] = {{"result", "FAILURE"}, {"reason", "WHY\r\nNOT\x07"}};
  const std::string text = told(event);
  for (const char c : text) EXPECT_GE(static_cast<unsigned char>(c), 0x20);
  EXPECT_EQ(text.find("\u202E"), std::string::npos);
  EXPECT_LT(text.size(), 600U);
  for (const char* wrong : {R"([])", R"({"uuid":7})", R"({"uuid":"1","eventType":"x"})",
                            R"({"uuid":"1","eventType":"x","published":"yesterday"})",
                            R"({"uuid":"1","eventType":"x","published":"2026-11-23T06:00:00Z",
                                "actor":"me"})",
                            R"({"uuid":"1","eventType":"x","published":"2026-11-23T06:00:00Z",
                                "target":[7]})"})
    EXPECT_THROW(LogEvent::read(json::parse(wrong)), back::sdk::Failure) << wrong;
}

}  // namespace
