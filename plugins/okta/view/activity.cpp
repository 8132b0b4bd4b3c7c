#include "okta/view/activity.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "okta/model/text.hpp"

namespace okta::view {
namespace {

namespace json = boost::json;

constexpr std::string_view kSignIn = "user.session.start";
constexpr std::string_view kLock = "user.account.lock";

// {what}, {factor}: the app, group or factor that it is about. What else is known follows: from where, why not, by whom.
struct Row {
  std::string_view type;
  std::string_view result;    // of the entry; empty: any
  std::string_view sentence;  // empty: not worth telling
  bool says_it_all = false;   // that it went wrong, too
};
// The types: Okta's catalogue of events. A type comes with the results that differ first.
constexpr std::array<Row, 49> kRows = {{
    {kSignIn, "FAILURE", "Failed to sign in"},
    {kSignIn, "DENY", "Was not let in"},
    {kSignIn, "", "Signed in"},
    {"user.session.end", "", "Signed out"},
    {"user.session.clear", "", "All sessions were ended"},
    {"user.session.expire", "", "A session expired"},
    {"user.session.context.change", "", "A session moved to another device or network"},
    {kLock, "", "Locked after too many failed sign-ins", true},
    {"user.account.lock.limit", "", "Locked once more than Okta unlocks by itself"},
    {"user.account.unlock", "", "Unlocked"},
    {"user.account.unlock_by_admin", "", "Unlocked"},
    {"user.account.unlock_token", "", "Unlocked with a link"},
    {"user.account.reset_password", "", "The password was reset"},
    {"user.account.update_password", "", "The password was changed"},
    {"user.account.expire_password", "", "The password was expired"},
    {"user.account.update_profile", "", "The profile was changed"},
    {"user.account.update_primary_email", "", "The primary e-mail address was changed"},
    {"user.account.update_secondary_email", "", "The secondary e-mail address was changed"},
    {"user.account.privilege.grant", "", "Was made an administrator"},
    {"user.account.privilege.revoke", "", "An administrator role was taken away"},
    {"user.account.report_suspicious_activity_by_enduser", "", "Reported suspicious activity"},
    {"user.authentication.auth_via_mfa", "FAILURE", "Failed to confirm with {factor}"},
    {"user.authentication.auth_via_mfa", "", "Confirmed with {factor}"},
    {"user.authentication.sso", "FAILURE", "Could not open {what}"},
    {"user.authentication.sso", "", "Opened {what}"},
    {"user.authentication.slo", "", "Signed out of {what}"},
    {"user.authentication.auth_via_AD_agent", "FAILURE",
     "Failed to sign in through Active Directory"},
    {"user.authentication.auth_via_AD_agent", "", "Signed in through Active Directory"},
    {"user.lifecycle.create", "", "The account was created"},
    {"user.lifecycle.activate", "", "The account was activated"},
    {"user.lifecycle.reactivate", "", "The activation was sent again"},
    {"user.lifecycle.deactivate", "", "The account was deactivated"},
    {"user.lifecycle.suspend", "", "The account was suspended"},
    {"user.lifecycle.unsuspend", "", "The account was unsuspended"},
    {"user.mfa.factor.activate", "", "{Factor} was set up"},
    {"user.mfa.factor.deactivate", "", "{Factor} was removed"},
    {"user.mfa.factor.update", "", "{Factor} was changed"},
    {"user.mfa.factor.reset_all", "", "Multifactor was reset"},
    {"user.mfa.okta_verify.deny_push", "", "Rejected a push in Okta Verify", true},
    {"user.mfa.attempt_bypass", "", "Tried to get round multifactor", true},
    {"system.push.send_factor_verify_push", "", "A push was sent to Okta Verify"},
    {"group.user_membership.add", "", "Was added to the group {what}"},
    {"group.user_membership.remove", "", "Was removed from the group {what}"},
    {"application.user_membership.add", "", "Was given the app {what}"},
    {"application.user_membership.remove", "", "The app {what} was taken away"},
    {"app.generic.unauth_app_access_attempt", "", "Tried to open {what} without having it", true},
    {"policy.evaluate_sign_on", "DENY", "A sign-on policy said no"},
    {"policy.evaluate_sign_on", "", ""},
    {"system.email.password_reset.sent_message", "", "A mail to reset the password was sent"},
}};

struct ReasonRow {
  std::string_view reason, words;
};
constexpr std::array<ReasonRow, 6> kReasons = {{
    {"INVALID_CREDENTIALS", "wrong password or code"},
    {"LOCKED_OUT", "the account is locked"},
    {"PASSWORD_EXPIRED", "the password has expired"},
    {"VERIFICATION_ERROR", "the confirmation was not accepted"},
    {"INVALID_LOGIN", "wrong user name"},
    {"NETWORK_ZONE_BLACKLIST", "the network is blocked"},
}};

const Row* row_of(const LogEvent& event) {
  const auto* const row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& each) {
    return each.type == event.type && (each.result.empty() || each.result == event.result);
  });
  return row == kRows.end() ? nullptr : row;
}

void replace(std::string& text, std::string_view mark, std::string_view words) {
  const auto at = text.find(mark);
  if (at != std::string::npos) text.replace(at, mark.size(), words);
}

std::string with_object(std::string_view sentence, const std::string& object) {
  struct Mark {
    std::string_view mark, unnamed;
  };
  constexpr std::array<Mark, 3> kMarks = {
      {{"{what}", "something"}, {"{factor}", "multifactor"}, {"{Factor}", "A factor"}}};
  std::string text(sentence);
  for (const auto& [mark, unnamed] : kMarks)
    replace(text, mark, object.empty() ? unnamed : std::string_view(object));
  return text;
}

bool went_wrong(const LogEvent& event) {
  return event.result == "FAILURE" || event.result == "DENY" || event.result == "ABANDONED";
}

// Why not: Okta's word for it, where we have none.
std::string why(const LogEvent& event) {
  if (!went_wrong(event) || event.reason.empty()) return {};
  const auto* const row =
      std::find_if(kReasons.begin(), kReasons.end(),
                   [&](const ReasonRow& each) { return each.reason == event.reason; });
  return " (" + (row == kReasons.end() ? event.reason : std::string(row->words)) + ')';
}

std::string by_whom(const LogEvent& event, const UserId& account) {
  if (event.actor_id == account.text() || event.actor_name.empty()) return {};
  if (event.actor_type == "SystemPrincipal") return " by Okta itself";
  return " by " + event.actor_name;
}

// The place is that of whoever acted: of interest where it was the account's owner.
std::string from_where(const LogEvent& event, const UserId& account) {
  if (event.place.empty() || event.actor_id != account.text()) return {};
  return " from " + event.place;
}

// How many failed sign-ins the entries before this one (that is, after it in the list) are.
std::size_t failures_before(const LogEvents& events, std::size_t index) {
  std::size_t count = 0;
  for (std::size_t i = index + 1; i < events.size(); ++i) {
    if (events[i].type != kSignIn || !went_wrong(events[i])) break;
    ++count;
  }
  return count;
}

std::string told(const LogEvents& events, std::size_t index, const UserId& account) {
  if (events[index].type == kLock) {
    const std::size_t failures = failures_before(events, index);
    if (failures > 1) return "Locked after " + std::to_string(failures) + " failed sign-ins";
  }
  return sentence_of(events[index], account);
}

json::object item(const LogEvent& event, const std::string& sentence, std::size_t times,
                  std::chrono::sys_seconds now) {
  std::string name = sentence;
  if (times > 1) name += ", " + std::to_string(times) + " times";
  return {{"id", event.id},
          {"name", name},
          {"detail", ago(event.at, now) + " (" + shown_time(rfc3339(event.at)) + ")"},
          {"locked", false}};
}

}  // namespace

std::string sentence_of(const LogEvent& event, const UserId& account) {
  const Row* row = row_of(event);
  const std::string about = by_whom(event, account) + from_where(event, account);
  if (row == nullptr) {
    const std::string& words = event.message.empty() ? event.type : event.message;
    return words + about + (went_wrong(event) ? " - failed" : "") + why(event);
  }
  if (row->sentence.empty()) return {};
  std::string text = with_object(row->sentence, event.object) + about;
  if (row->says_it_all) return text;
  return text + (row->result.empty() && went_wrong(event) ? " - failed" : "") + why(event);
}

json::array activity(const LogEvents& events, const UserId& account, std::chrono::sys_seconds now) {
  json::array items;
  for (std::size_t i = 0; i < events.size();) {
    const std::string sentence = told(events, i, account);
    std::size_t end = i + 1;
    while (end < events.size() && told(events, end, account) == sentence) ++end;
    if (!sentence.empty()) items.push_back(item(events[i], sentence, end - i, now));
    i = end;
  }
  return items;
}

}  // namespace okta::view
