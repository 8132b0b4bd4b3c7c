// Suspend and unsuspend: nobody signs in meanwhile, nothing is lost.
#include "okta/actions/action.hpp"

namespace okta {
namespace {

Task<Sent> send_suspend(Client& client, const UserId& id, const boost::json::object&) {
  return client.suspend(id);
}
Task<Sent> send_unsuspend(Client& client, const UserId& id, const boost::json::object&) {
  return client.unsuspend(id);
}

bool is_suspended(const Situation& now) { return now.user.status == Status::suspended; }

// Okta restores the status from before, which need not be ACTIVE.
bool is_usable(const Situation& now) {
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

std::string status_remark(const Situation& now, const boost::json::object&) {
  if (now.user.status == Status::active) return {};
  return "Its status is now “" + now.user.status_label() + "”.";
}

}  // namespace

const Action kSuspend{.needs = {"suspend", Operation::suspend},
                      .words = {"account", "was suspended", "was not suspended",
                                "is suspended already", "Suspending the account"},
                      .undo = "unsuspend",
                      .send = send_suspend,
                      .reached = is_suspended};

const Action kUnsuspend{.needs = {"unsuspend", Operation::unsuspend},
                        .words = {"account", "was unsuspended", "was not unsuspended",
                                  "is not suspended", "Unsuspending the account"},
                        .undo = "suspend",
                        .send = send_unsuspend,
                        .reached = is_usable,
                        .remark = status_remark};

}  // namespace okta
