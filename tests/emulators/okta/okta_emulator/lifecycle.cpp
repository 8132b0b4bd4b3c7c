#include "okta_emulator/lifecycle.hpp"

#include <boost/json.hpp>
#include <stdexcept>

#include "okta_emulator/endpoints.hpp"
#include "okta_emulator/user_json.hpp"

namespace okta_emulator {
namespace json = boost::json;

void move_to(User& user, Status status, Time now) {
  if (status == Status::suspended) user.suspended_from = user.status;
  const bool back = user.status == Status::suspended;  // unsuspending restores, it locks nobody out
  if (status == Status::locked_out && !back) user.locked_from = user.status;
  if (status == Status::suspended || status == Status::deprovisioned) user.sessions = 0;
  if (status == Status::deprovisioned) {
    user.has_password = false;
    user.oauth_tokens = 0;
  }
  if (status == Status::active || status == Status::provisioned) {
    if (!user.activated || user.status == Status::deprovisioned) user.activated = now;
  }
  if (user.status != status) user.status_changed = now;
  user.status = status;
  user.transition.reset();
  touch(user, now);
}

void settle(User& user, Time now) {
  if (user.transition) move_to(user, user.transition->to, now);
}

void count_read(User& user, Time now) {
  if (!user.transition || user.transition->reads_left < 0) return;
  if (user.transition->reads_left == 0) {
    settle(user, now);
  } else {
    --user.transition->reads_left;
  }
}

namespace {

Status destination(const User& user, const std::string& to) {
  if (to == "SAME" || to == "DELETED") return user.status;
  if (to == "PREVIOUS") {
    return user.status == Status::suspended ? user.suspended_from : user.locked_from;
  }
  if (to == "BY_PASSWORD") return user.has_password ? Status::active : Status::provisioned;
  const auto status = parse_status(to);
  if (!status) throw std::logic_error("data/transitions.json: no such destination " + to);
  return *status;
}

// Inferred: a user being activated answers E0000112 (documented), one being deactivated E0000038.
void refuse_while_moving(const User& user) {
  if (!user.transition) return;
  throw Problem(user.transition->to == Status::deprovisioned ? "E0000038" : "E0000112");
}

}  // namespace

void apply_transition(Call& call, User& user, std::string_view operation) {
  const TransitionRow& row = tables().transition(operation, user.status);
  if (!row.allowed()) {
    if (row.about == "user") throw not_found(user.id, "User");
    throw Problem(row.error, row.about,
                  row.cause.empty() ? std::vector<std::string>{} : std::vector{row.cause});
  }
  const Status to = destination(user, row.to);
  if (to == user.status) return;
  refuse_while_moving(user);
  if (call.hold.wanted) {
    user.transition = Transition{to, call.hold.reads};
    touch(user, call.now);
    return;
  }
  move_to(user, to, call.now);
}

}  // namespace okta_emulator

namespace okta_emulator::endpoint {
namespace {

void mail(User& user, Call& call, std::string kind) {
  user.mails.push_back({std::move(kind), std::string(user.email()), call.now});
}

// Documented: the password and the lock of a user from a directory are the directory's business.
User& user_with_own_password(Call& call) {
  User& user = call.user_to_change();
  if (user.mastered_elsewhere()) throw Problem("E0000023");
  return user;
}

// {} and a mail, or the link itself (rec 028, rec 029, rec 032).
Answer activation(Call& call, std::string_view operation, bool mail_by_default) {
  User& user = call.user_to_change();
  const bool send = call.flag("sendEmail", mail_by_default);
  apply_transition(call, user, operation);
  if (send) {
    mail(user, call, "activation");
    return empty_object();
  }
  const std::string token = call.state.ids.secret(20);
  std::string path = call.state.organisation.edition->activation_path;
  path.replace(path.find("{0}"), 3, token);
  return json_answer(json::object{{"activationUrl", call.base + path}, {"activationToken", token}});
}

Answer plain(Call& call, std::string_view operation) {
  apply_transition(call, call.user_to_change(), operation);
  return empty_object();
}

}  // namespace

Answer activate(Call& call) { return activation(call, "activate", true); }
Answer reactivate(Call& call) { return activation(call, "reactivate", false); }
Answer suspend(Call& call) { return plain(call, "suspend"); }
Answer unsuspend(Call& call) { return plain(call, "unsuspend"); }

Answer unlock(Call& call) {
  apply_transition(call, user_with_own_password(call), "unlock");
  return empty_object();
}

Answer deactivate(Call& call) {
  User& user = call.user_to_change();
  const bool send = call.flag("sendEmail", false);
  apply_transition(call, user, "deactivate");
  if (send) mail(user, call, "deactivation");
  return call.state.organisation.edition->deactivate_without_body ? no_content() : empty_object();
}

Answer reset_password(Call& call) {
  User& user = user_with_own_password(call);
  if (!call.target.parameter("sendEmail")) throw Problem("E0000028");
  const bool send = call.flag("sendEmail", true);
  const bool revoke = call.flag("revokeSessions", false);
  apply_transition(call, user, "reset_password");
  if (revoke) user.sessions = 0;
  if (send) {
    mail(user, call, "reset_password");
    return empty_object();
  }
  return json_answer(json::object{
      {"resetPasswordUrl", call.base + "/reset_password/" + call.state.ids.secret(20)}});
}

Answer expire_password(Call& call) {
  User& user = call.user_to_change();
  if (!user.password_can_expire()) throw Problem("E0000023");
  apply_transition(call, user, "expire_password");
  return json_answer(user_json(user, call.state, call.base));
}

Answer expire_password_with_temp_password(Call& call) {
  User& user = call.user_to_change();
  if (!user.password_can_expire()) throw Problem("E0000023");
  const bool revoke = call.flag("revokeSessions", false);
  apply_transition(call, user, "expire_password_with_temp_password");
  user.password_changed = call.now;
  if (revoke) user.sessions = 0;
  touch(user, call.now);
  return json_answer(json::object{{"tempPassword", call.state.ids.secret(10)}});
}

Answer reset_factors(Call& call) {
  User& user = call.user_to_change();
  apply_transition(call, user, "reset_factors");
  if (!user.factors.empty()) touch(user, call.now);
  user.factors.clear();
  return empty_object();
}

Answer clear_sessions(Call& call) {
  User& user = call.user_to_change();
  const bool tokens = call.flag("oauthTokens", false);
  const bool devices = call.flag("forgetDevices", call.state.organisation.pipeline == "idx");
  apply_transition(call, user, "clear_sessions");
  user.sessions = 0;
  if (tokens) user.oauth_tokens = 0;
  if (devices) user.devices = 0;
  return no_content();
}

}  // namespace okta_emulator::endpoint
