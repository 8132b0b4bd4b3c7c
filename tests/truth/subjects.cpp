#include "subjects.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "membership_subjects.hpp"

namespace truth {
namespace {

using okta_emulator::Status;
using okta_emulator::User;
using Input = boost::json::object;

constexpr std::string_view kDana = "dana.reyes@back-demo.example";        // ACTIVE, with factors
constexpr std::string_view kNoah = "noah.fischer@back-demo.example";      // ACTIVE, without
constexpr std::string_view kStella = "stella.nilsson@back-demo.example";  // STAGED
constexpr std::string_view kPriya = "priya.sharma@back-demo.example";     // PROVISIONED
constexpr std::string_view kRafael = "rafael.ortiz@back-demo.example";    // RECOVERY
constexpr std::string_view kLiam = "liam.okafor@back-demo.example";       // LOCKED_OUT
constexpr std::string_view kPetra = "petra.novak@back-demo.example";      // PASSWORD_EXPIRED
constexpr std::string_view kSam = "sam.whitaker@back-demo.example";       // SUSPENDED
constexpr std::string_view kDorothy = "dorothy.klein@back-demo.example";  // DEPROVISIONED

Status heading_for(const User& user) { return user.transition ? user.transition->to : user.status; }

bool has_no_factors(const User& now, const User&, const Input&) { return now.factors.empty(); }
bool has_no_okta_verify(const User& now, const User& before, const Input&) {
  const auto others = [](const User& user) {
    return std::count_if(user.factors.begin(), user.factors.end(), [](const auto& each) {
      return each.type != "push" && each.type != "signed_nonce" &&
             !(each.type == "token:software:totp" && each.provider == "OKTA");
    });
  };
  return others(now) == static_cast<std::ptrdiff_t>(now.factors.size()) &&
         others(now) == others(before);
}
bool is_signed_out(const User& now, const User&, const Input& input) {
  const bool tokens = input.at("revoke_oauth_tokens").as_bool();
  const bool devices = input.at("forget_devices").as_bool();
  return now.sessions == 0 && (!tokens || now.oauth_tokens == 0) && (!devices || now.devices == 0);
}
bool is_suspended(const User& now, const User&, const Input&) {
  return now.status == Status::suspended;
}
bool is_restored(const User& now, const User& before, const Input&) {
  return now.status == before.suspended_from;
}
bool is_activated(const User& now, const User&, const Input&) {
  const Status to = heading_for(now);
  return to == Status::provisioned || to == Status::active;
}
bool is_deactivated(const User& now, const User&, const Input&) {
  return heading_for(now) == Status::deprovisioned;
}

bool is_unlocked(const User& now, const User& before, const Input&) {
  return now.status == before.locked_from;
}
bool is_reset(const User& now, const User& before, const Input& input) {
  const bool mailed = input.at("delivery").as_string() == "mail";
  return now.status == Status::recovery && (!mailed || now.mails.size() > before.mails.size());
}
bool is_expired(const User& now, const User&, const Input&) {
  return now.status == Status::password_expired;
}
bool is_replaced(const User& now, const User& before, const Input&) {
  return now.status == Status::password_expired && now.password_changed != before.password_changed;
}
bool is_sent_again(const User& now, const User& before, const Input& input) {
  const bool mailed = input.at("delivery").as_string() == "mail";
  return now.status == before.status && (!mailed || now.mails.size() > before.mails.size());
}

void lock_expired(User& user) { user.locked_from = Status::password_expired; }
void sign_in(User& user) { user.sessions = user.oauth_tokens = user.devices = 2; }
void set_password(User& user) { user.has_password = true; }
void expire_before_suspension(User& user) { user.suspended_from = Status::password_expired; }

constexpr std::string_view kNone = "{}";
constexpr std::string_view kMail = R"({"delivery": "mail"})";
constexpr std::string_view kLink = R"({"delivery": "link"})";
constexpr std::string_view kLinkOnly = R"({"delivery": "link", "revoke_sessions": false})";
constexpr std::string_view kMailAndSessions = R"({"delivery": "mail", "revoke_sessions": true})";
constexpr std::string_view kOnlySessions =
    R"({"revoke_oauth_tokens": false, "forget_devices": false})";
constexpr std::string_view kAlsoTokens =
    R"({"revoke_oauth_tokens": true, "forget_devices": false})";
constexpr std::string_view kAlsoDevices =
    R"({"revoke_oauth_tokens": false, "forget_devices": true})";
constexpr std::string_view kEverything = R"({"revoke_oauth_tokens": true, "forget_devices": true})";

constexpr Subject reset(std::string_view name, std::string_view login) {
  return {.name = name,
          .action = "reset_mfa",
          .login = login,
          .input = kNone,
          .is_so = has_no_factors,
          .may_be_applied_twice = true,
          .about_factors = true};
}
constexpr Subject reset_factor(std::string_view name, std::string_view login) {
  return {.name = name,
          .action = "reset_factor",
          .login = login,
          .input = R"({"factor": "okta_verify"})",
          .is_so = has_no_okta_verify,
          .may_be_applied_twice = true,
          .about_factors = true};
}
constexpr Subject clear(std::string_view name, std::string_view login, std::string_view input) {
  return {.name = name,
          .action = "clear_sessions",
          .login = login,
          .input = input,
          .is_so = is_signed_out,
          .may_be_applied_twice = true,
          .prepare = sign_in,
          .readable = false};
}
constexpr Subject suspend(std::string_view name, std::string_view login) {
  return {.name = name, .action = "suspend", .login = login, .input = kNone, .is_so = is_suspended};
}
constexpr Subject deactivate(std::string_view name, std::string_view login, bool works_on = false) {
  return {.name = name,
          .action = "deactivate",
          .login = login,
          .input = kNone,
          .is_so = is_deactivated,
          .works_on = works_on};
}
constexpr Subject activate(std::string_view name, std::string_view login, bool by_link,
                           bool works_on = false, void (*prepare)(User&) = nullptr) {
  return {.name = name,
          .action = "activate",
          .login = login,
          .input = by_link ? kLink : kMail,
          .is_so = is_activated,
          .wants_secret = by_link,
          .works_on = works_on,
          .prepare = prepare};
}
constexpr Subject unsuspend(std::string_view name, void (*prepare)(User&) = nullptr) {
  return {.name = name,
          .action = "unsuspend",
          .login = kSam,
          .input = kNone,
          .is_so = is_restored,
          .prepare = prepare};
}
constexpr Subject unlock(std::string_view name, void (*prepare)(User&) = nullptr) {
  return {.name = name,
          .action = "unlock",
          .login = kLiam,
          .input = kNone,
          .is_so = is_unlocked,
          .prepare = prepare};
}
// What is there already before the request cannot be told by a read afterwards.
constexpr Subject reset_password(std::string_view name, std::string_view login, bool by_link) {
  return {.name = name,
          .action = "reset_password",
          .login = login,
          .input = by_link ? kLinkOnly : kMailAndSessions,
          .is_so = is_reset,
          .wants_secret = by_link,
          .readable = login != kRafael};
}
constexpr Subject expire(std::string_view name, std::string_view login) {
  return {.name = name,
          .action = "expire_password",
          .login = login,
          .input = kNone,
          .is_so = is_expired};
}
constexpr Subject temporary(std::string_view name, std::string_view login) {
  return {.name = name,
          .action = "temporary_password",
          .login = login,
          .input = R"({"revoke_sessions": true})",
          .is_so = is_replaced,
          .wants_secret = true,
          .readable = login != kPetra};
}
constexpr Subject reactivate(std::string_view name, std::string_view login, bool by_link) {
  return {.name = name,
          .action = "reactivate",
          .login = login,
          .input = by_link ? kLink : kMail,
          .is_so = is_sent_again,
          .wants_secret = by_link,
          .readable = false};
}

constexpr std::array kSubjects = {
    reset("reset_mfa, ACTIVE", kDana),
    reset("reset_mfa, RECOVERY", kRafael),
    reset("reset_mfa, LOCKED_OUT", kLiam),
    reset("reset_mfa, PASSWORD_EXPIRED", kPetra),
    reset("reset_mfa, SUSPENDED", kSam),
    reset_factor("reset_factor, ACTIVE", kDana),
    reset_factor("reset_factor, LOCKED_OUT", kLiam),
    clear("clear_sessions, ACTIVE, only sessions", kNoah, kOnlySessions),
    clear("clear_sessions, ACTIVE, also tokens", kNoah, kAlsoTokens),
    clear("clear_sessions, ACTIVE, also devices", kNoah, kAlsoDevices),
    clear("clear_sessions, ACTIVE, everything", kNoah, kEverything),
    clear("clear_sessions, LOCKED_OUT", kLiam, kEverything),
    suspend("suspend, ACTIVE", kNoah),
    suspend("suspend, PROVISIONED", kPriya),
    suspend("suspend, RECOVERY", kRafael),
    suspend("suspend, LOCKED_OUT", kLiam),
    suspend("suspend, PASSWORD_EXPIRED", kPetra),
    unsuspend("unsuspend, from ACTIVE"),
    unsuspend("unsuspend, from PASSWORD_EXPIRED", expire_before_suspension),
    activate("activate by mail, STAGED", kStella, false),
    activate("activate by mail, STAGED with a password", kStella, false, false, set_password),
    activate("activate by mail, DEPROVISIONED", kDorothy, false),
    activate("activate by link, STAGED", kStella, true),
    activate("activate by link, DEPROVISIONED", kDorothy, true),
    activate("activate by mail, STAGED, taking a while", kStella, false, true),
    deactivate("deactivate, ACTIVE", kNoah),
    deactivate("deactivate, PROVISIONED", kPriya),
    deactivate("deactivate, RECOVERY", kRafael),
    deactivate("deactivate, LOCKED_OUT", kLiam),
    deactivate("deactivate, PASSWORD_EXPIRED", kPetra),
    deactivate("deactivate, SUSPENDED", kSam),
    deactivate("deactivate, ACTIVE, taking a while", kNoah, true),
    unlock("unlock, from ACTIVE"),
    unlock("unlock, from PASSWORD_EXPIRED", lock_expired),
    reset_password("reset_password by mail, ACTIVE", kNoah, false),
    reset_password("reset_password by link, ACTIVE", kNoah, true),
    reset_password("reset_password by mail, LOCKED_OUT", kLiam, false),
    reset_password("reset_password by link, PASSWORD_EXPIRED", kPetra, true),
    reset_password("reset_password by mail, RECOVERY", kRafael, false),
    reset_password("reset_password by link, RECOVERY", kRafael, true),
    expire("expire_password, ACTIVE", kNoah),
    temporary("temporary_password, ACTIVE", kNoah),
    temporary("temporary_password, PASSWORD_EXPIRED", kPetra),
    reactivate("reactivate by mail, PROVISIONED", kPriya, false),
    reactivate("reactivate by link, PROVISIONED", kPriya, true),
    reactivate("reactivate by mail, RECOVERY", kRafael, false),
    reactivate("reactivate by link, RECOVERY", kRafael, true),
    on_groups("add_groups, one", "add_groups", kOneToJoin, is_member, 7),
    on_groups("add_groups, two", "add_groups", kTwoToJoin, is_member, 9),
    on_groups("remove_groups, one", "remove_groups", kOneToLeave, is_no_member, 5),
    on_groups("remove_groups, two", "remove_groups", kTwoToLeave, is_no_member, 5),
    on_apps("assign_apps, one", "assign_apps", kOneToAssign, has_app, 6),
    on_apps("assign_apps, two", "assign_apps", kTwoToAssign, has_app, 8),
    on_apps("unassign_apps, one", "unassign_apps", kOneToUnassign, has_no_app, 8),
};

}  // namespace

std::vector<std::string> Subject::items() const {
  std::vector<std::string> ids;
  if (about == About::account) return ids;
  const auto given = input_json();
  for (const auto& id : given.at(about == About::groups ? "groups" : "apps").as_array())
    ids.emplace_back(id.as_string());
  return ids;
}

boost::json::object Subject::input_json() const { return boost::json::parse(input).as_object(); }

std::span<const Subject> subjects() { return kSubjects; }

}  // namespace truth
