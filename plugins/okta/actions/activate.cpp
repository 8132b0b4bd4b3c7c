// Activate and deactivate. Activating mails a link or hands it out once; deactivating takes all
// apps away for good.
#include "okta/actions/action.hpp"
#include "okta/actions/delivery.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

using Input = boost::json::object;

Task<Sent> send_activate(Client& client, const Situation& now, const Input& input) {
  return client.activate(now.user.id, !by_link(input));
}
Task<Sent> send_deactivate(Client& client, const Situation& now, const Input&) {
  return client.deactivate(now.user.id);
}

bool is_activated(const Snapshot& now, const Input&) { return is_in_use(status_of(now.status)); }

bool is_activating(const User& now) {
  const Status to = status_of(now.moving_to.value_or(""));
  return now.status == Status::activating || to == Status::active || to == Status::provisioned;
}

bool is_deactivated(const Snapshot& now, const Input&) {
  return status_of(now.status) == Status::deprovisioned;
}
bool is_deactivating(const User& now) {
  return status_of(now.moving_to.value_or("")) == Status::deprovisioned;
}

std::string activation_remark(const Situation& now, const Input& input) {
  if (now.user.status == Status::active) return "The account has a password and can be used.";
  return by_link(input) ? handed_out("activation link") : mailed("activation link", now.user);
}

std::string unsure_of_mail(const Input& input) {
  if (by_link(input)) return {};
  return "Whether Okta mailed the activation link cannot be read: if nothing arrives, resend the "
         "activation.";
}

std::string deactivation_remark(const Situation&, const Input&) {
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

const Action kActivate{
    .needs = {"activate", Operation::activate},
    .words = {"account", "was activated", "was not activated", "is activated already",
              "Activating the account"},
    .handout = {"activation_link", by_link, "link_lost", "The activation link was lost on the way.",
                "Resend the activation to get a new link."},
    .send = send_activate,
    .reached = is_activated,
    .heading = is_activating,
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
