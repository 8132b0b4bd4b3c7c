// Unlock: who was locked out after too many failed sign-ins may try again, with the same password.
#include "okta/actions/action.hpp"

namespace okta {
namespace {

using Input = boost::json::object;

Task<Sent> send(Client& client, const Situation& now, const Input&) {
  return client.unlock(now.user.id);
}

// Okta restores the status from before, which need not be ACTIVE (rec 157).
bool is_unlocked(const Snapshot& now, const Input&) {
  const Status status = status_of(now.status);
  return is_in_use(status) && status != Status::locked_out;
}

std::string remark(const Situation& now, const Input&) {
  if (now.user.status == Status::active)
    return "The password is the same as before: reset it if the requester does not know it.";
  return "Its status is now “" + now.user.status_label() + "”.";
}

}  // namespace

// Okta can block unknown devices of an active account, too; where it offers to unlock that, there
// is something to do although the account is not locked.
const Action kUnlock{.needs = {"unlock", Operation::unlock},
                     .words = {"account", "was unlocked", "was not unlocked", "is not locked",
                               "Unlocking the account"},
                     .anew = true,
                     .send = send,
                     .reached = is_unlocked,
                     .untold = "Unlocking it once more is harmless.",
                     .remark = remark};

}  // namespace okta
