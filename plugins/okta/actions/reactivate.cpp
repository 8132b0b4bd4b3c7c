// Resend the activation: a new link for somebody who has not used the first one. The status stays
// as it is, so no read can tell.
#include "okta/actions/action.hpp"
#include "okta/actions/delivery.hpp"

namespace okta {
namespace {

using Input = boost::json::object;

Task<Sent> send(Client& client, const Situation& now, const Input& input) {
  return client.reactivate(now.user.id, !by_link(input));
}

std::string remark(const Situation& now, const Input& input) {
  return by_link(input) ? handed_out("activation link") : mailed("activation link", now.user);
}

}  // namespace

const Action kReactivate{
    .needs = {"reactivate", Operation::reactivate},
    .words = {"activation", "was sent again", "was not sent again", "was sent again already",
              "Resending the activation"},
    .handout = {"activation_link", by_link, "link_lost", "The activation link was lost on the way.",
                "Resend the activation to get a new link."},
    .send = send,
    .untold = "At worst the requester gets two mails if it is resent.",
    .remark = remark};

}  // namespace okta
