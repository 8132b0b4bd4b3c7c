#include "subjects.hpp"

#include <array>
#include <boost/json.hpp>

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

void sign_in(User& user) { user.sessions = user.oauth_tokens = user.devices = 2; }
void set_password(User& user) { user.has_password = true; }
void expire_before_suspension(User& user) { user.suspended_from = Status::password_expired; }

constexpr std::string_view kNone = "{}";
constexpr std::string_view kMail = R"({"delivery": "mail"})";
constexpr std::string_view kLink = R"({"delivery": "link"})";
constexpr std::string_view kOnlySessions =
    R"({"revoke_oauth_tokens": false, "forget_devices": false})";
constexpr std::string_view kAlsoTokens =
    R"({"revoke_oauth_tokens": true, "forget_devices": false})";
constexpr std::string_view kAlsoDevices =
    R"({"revoke_oauth_tokens": false, "forget_devices": true})";
constexpr std::string_view kEverything = R"({"revoke_oauth_tokens": true, "forget_devices": true})";

constexpr Subject reset(std::string_view name, std::string_view login) {
  return {name, "reset_mfa", login, kNone, has_no_factors, true};
}
constexpr Subject clear(std::string_view name, std::string_view login, std::string_view input) {
  return {name, "clear_sessions", login, input, is_signed_out, true, false, false, sign_in};
}
constexpr Subject suspend(std::string_view name, std::string_view login) {
  return {name, "suspend", login, kNone, is_suspended};
}
constexpr Subject deactivate(std::string_view name, std::string_view login, bool works_on = false) {
  return {name, "deactivate", login, kNone, is_deactivated, false, false, works_on};
}
constexpr Subject activate(std::string_view name, std::string_view login, bool by_link,
                           bool works_on = false, void (*prepare)(User&) = nullptr) {
  return {name,    "activate", login,  by_link ? kLink : kMail, is_activated, false,
          by_link, works_on,   prepare};
}
constexpr Subject unsuspend(std::string_view name, void (*prepare)(User&) = nullptr) {
  return {name, "unsuspend", kSam, kNone, is_restored, false, false, false, prepare};
}

constexpr std::array kSubjects = {
    reset("reset_mfa, ACTIVE", kDana),
    reset("reset_mfa, RECOVERY", kRafael),
    reset("reset_mfa, LOCKED_OUT", kLiam),
    reset("reset_mfa, PASSWORD_EXPIRED", kPetra),
    reset("reset_mfa, SUSPENDED", kSam),
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
};

}  // namespace

boost::json::object Subject::input_json() const { return boost::json::parse(input).as_object(); }

std::span<const Subject> subjects() { return kSubjects; }

}  // namespace truth
