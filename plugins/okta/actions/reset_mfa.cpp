// Reset multifactor: every enrolled factor goes; the person enrols again at the next sign-in.
#include <algorithm>

#include "okta/actions/action.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

Task<Sent> send(Client& client, const Situation& now, const boost::json::object&) {
  return client.reset_factors(now.user.id);
}

bool has_none(const Snapshot& now, const boost::json::object&) {
  const auto mfa = now.mfa();
  return mfa && mfa->empty();
}

// There are factors: the old ones, others because the person has already enrolled again, or a
// mixture that somebody else is at work on.
Reading some_left(const Snapshot& before, const Snapshot& after) {
  const auto old = before.mfa();
  const auto now = after.mfa();
  if (!old || !now || *old == *now) return Reading::not_yet;
  const bool any_left = std::any_of(now->begin(), now->end(), [&](const std::string& id) {
    return std::find(old->begin(), old->end(), id) != old->end();
  });
  return any_left ? Reading::elsewhere : Reading::reached;
}

std::string remark(const Situation& now, const boost::json::object&) {
  return now.user.name + " sets up multifactor again at the next sign-in.";
}

std::string confirmation(const Situation& now) {
  if (!now.factors.was_read()) return {};
  return "This removes: " + listed(mfa_names(*now.factors.value)) + '.';
}

}  // namespace

const Action kResetMfa{.needs = {"reset_mfa", std::nullopt},
                       .words = {"multifactor sign-in", "was reset", "was not reset",
                                 "is not set up", "Resetting multifactor sign-in"},
                       .about_factors = true,
                       .may_resend = true,
                       .send = send,
                       .reached = has_none,
                       .otherwise = some_left,
                       .remark = remark,
                       .confirmation = confirmation};

}  // namespace okta
