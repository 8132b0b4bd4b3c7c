// Activate and deactivate. Activating mails a link or hands it out once; deactivating takes all
// apps away for good.
#include "json/strict_json.hpp"
#include "okta/actions/action.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

constexpr std::string_view kByLink = "link";

bool wants_link(const boost::json::object& input) {
  return back::json::string_at(input, "delivery") == kByLink;
}

Task<Sent> send_activate(Client& client, const UserId& id, const boost::json::object& input) {
  return client.activate(id, !wants_link(input));
}
Task<Sent> send_deactivate(Client& client, const UserId& id, const boost::json::object&) {
  return client.deactivate(id);
}

bool is_activated(const Situation& now) {
  switch (now.user.status) {
    case Status::active:
    case Status::provisioned:
    case Status::recovery:
    case Status::password_expired:
    case Status::locked_out:
      return true;
    default:
      return false;
  }
}

bool is_activating(const User& now) {
  const Status to = status_of(now.moving_to.value_or(""));
  return now.status == Status::activating || to == Status::active || to == Status::provisioned;
}

bool is_deactivated(const Situation& now) { return now.user.status == Status::deprovisioned; }
bool is_deactivating(const User& now) {
  return status_of(now.moving_to.value_or("")) == Status::deprovisioned;
}

std::string activation_remark(const Situation& now, const boost::json::object& input) {
  if (now.user.status == Status::active) return "The account has a password and can be used.";
  if (wants_link(input)) return "The activation link is shown once: hand it to the requester now.";
  const std::string& to = now.user.email.empty() ? now.user.login : now.user.email;
  return "Okta mails the activation link to " + shown(to) + '.';
}

std::string unsure_of_mail(const boost::json::object& input) {
  if (wants_link(input)) return {};
  return "Whether Okta mailed the activation link cannot be read: if nothing arrives, resend the "
         "activation in Okta.";
}

std::string deactivation_remark(const Situation&, const boost::json::object&) {
  return "Access to all apps was removed; activating the account again does not bring it back.";
}

std::string activation_confirmation(const Situation& now) {
  if (now.user.status != Status::deprovisioned) return {};
  return "The account was deactivated: the apps it had then do not come back, and a new password "
         "has to be set.";
}

std::string deactivation_confirmation(const Situation& now) {
  return "The account of " + now.user.name + " (" + shown(now.user.login) +
         ") loses access to all its apps, and activating it again does not bring them back.";
}

}  // namespace

const Action kActivate{.needs = {"activate", Operation::activate},
                       .words = {"account", "was activated", "was not activated",
                                 "is activated already", "Activating the account"},
                       .one_time = "activation_link",
                       .send = send_activate,
                       .reached = is_activated,
                       .heading = is_activating,
                       .wants_one_time = wants_link,
                       .remark_without_answer = unsure_of_mail,
                       .remark = activation_remark,
                       .confirmation = activation_confirmation};

const Action kDeactivate{.needs = {"deactivate", Operation::deactivate},
                         .words = {"account", "was deactivated", "was not deactivated",
                                   "is deactivated already", "Deactivating the account"},
                         .send = send_deactivate,
                         .reached = is_deactivated,
                         .heading = is_deactivating,
                         .remark = deactivation_remark,
                         .confirmation = deactivation_confirmation};

}  // namespace okta
