// Reset multifactor: every enrolled factor goes; the person enrols again at the next sign-in.
#include "okta/actions/action.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

Task<Sent> send(Client& client, const Situation& now, const boost::json::object&) {
  return client.reset_factors(now.user.id);
}

bool has_none(const Snapshot& now, const boost::json::object&) {
  return now.mfa && now.mfa->empty();
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
                       .remark = remark,
                       .confirmation = confirmation};

}  // namespace okta
