// Passwords: reset (the requester sets a new one by a link), expire (he changes it at the next
// sign-in), and replaced by a temporary one that is shown once.
#include "json/strict_json.hpp"
#include "okta/actions/action.hpp"
#include "okta/actions/delivery.hpp"

namespace okta {
namespace {

using Input = boost::json::object;

bool revokes_sessions(const Input& input) {
  return back::json::bool_at(input, "revoke_sessions").value_or(false);
}

Task<Sent> send_reset(Client& client, const Situation& now, const Input& input) {
  return client.reset_password(now.user.id, !by_link(input), revokes_sessions(input));
}
Task<Sent> send_expire(Client& client, const Situation& now, const Input&) {
  return client.expire_password(now.user.id);
}
Task<Sent> send_temporary(Client& client, const Situation& now, const Input& input) {
  return client.set_temporary_password(now.user.id, revokes_sessions(input));
}

bool is_in_recovery(const Snapshot& now, const Input&) {
  return status_of(now.status) == Status::recovery;
}
bool is_expired(const Snapshot& now, const Input&) {
  return status_of(now.status) == Status::password_expired;
}

bool always(const Input&) { return true; }

std::string with_sessions(std::string text, const Input& input) {
  if (revokes_sessions(input))
    text += " That the open sessions were ended rests on Okta's answer: they cannot be read.";
  return text;
}

std::string reset_remark(const Situation& now, const Input& input) {
  return with_sessions(by_link(input) ? handed_out("link") : mailed("link", now.user), input);
}

std::string unsure_of_mail(const Input& input) {
  if (by_link(input)) return {};
  return "Whether Okta mailed the link cannot be read: if nothing arrives, reset the password once "
         "more.";
}

std::string expire_remark(const Situation&, const Input&) {
  return "The requester signs in with the old password once more and is then asked for a new one.";
}

std::string temporary_remark(const Situation&, const Input& input) {
  return with_sessions(
      "The temporary password is shown once: hand it to the requester now. It has to be changed at "
      "the next sign-in.",
      input);
}

}  // namespace

const Action kResetPassword{
    .needs = {"reset_password", Operation::reset_password},
    .words = {"password", "was reset", "was not reset", "is being reset already",
              "Resetting the password"},
    .anew = true,
    .handout = {"reset_link", by_link, "link_lost",
                "The link to set a new password was lost on the way.",
                "Reset the password once more to get a new link."},
    .send = send_reset,
    .reached = is_in_recovery,
    .untold = "At worst the requester gets two mails if it is reset once more.",
    .remark_without_answer = unsure_of_mail,
    .remark = reset_remark};

const Action kExpirePassword{.needs = {"expire_password", Operation::expire_password},
                             .words = {"password", "was expired", "was not expired",
                                       "has expired already", "Expiring the password"},
                             .send = send_expire,
                             .reached = is_expired,
                             .remark = expire_remark};

const Action kTemporaryPassword{
    .needs = {"temporary_password", Operation::expire_password},
    .words = {"password", "was replaced by a temporary one", "was not replaced by a temporary one",
              "has expired already", "Setting a temporary password"},
    .anew = true,
    .handout = {"temporary_password", always, "password_lost",
                "The temporary password was lost on the way.",
                "Set a temporary password once more: only the latest one works."},
    .send = send_temporary,
    .reached = is_expired,
    .untold = "Set a temporary password once more: only the latest one works.",
    .remark = temporary_remark};

}  // namespace okta
