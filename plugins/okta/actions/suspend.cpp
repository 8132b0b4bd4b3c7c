// Suspend and unsuspend: nobody signs in meanwhile, nothing is lost.
#include "okta/actions/action.hpp"

namespace okta {
namespace {

Task<Sent> send_suspend(Client& client, const Situation& now, const boost::json::object&) {
  return client.suspend(now.user.id);
}
Task<Sent> send_unsuspend(Client& client, const Situation& now, const boost::json::object&) {
  return client.unsuspend(now.user.id);
}

bool is_suspended(const Snapshot& now, const boost::json::object&) {
  return status_of(now.status) == Status::suspended;
}

// Okta restores the status from before, which need not be ACTIVE.
bool is_usable(const Snapshot& now, const boost::json::object&) {
  return is_in_use(status_of(now.status));
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
