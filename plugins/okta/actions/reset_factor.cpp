// Reset one factor: the others stay. Okta Verify goes as a whole, whatever rows it has.
#include <algorithm>

#include "json/strict_json.hpp"
#include "okta/actions/action.hpp"
#include "okta/model/enrolment.hpp"

namespace okta {
namespace {

using Input = boost::json::object;

std::string_view chosen(const Input& input) {
  return back::json::string_at(input, "factor").value_or("");
}

// Only what a fresh read shows can be removed, so that no text of the input reaches a path.
Task<Sent> send(Client& client, const Situation& now, const Input& input) {
  for (const Enrolment& each : enrolments(*now.factors.value)) {
    if (each.is(chosen(input))) return client.remove_factor(now.user.id, each.lead);
  }
  throw back::sdk::Failure(BACK_NOT_FOUND, "The account has no such factor.");
}

bool is_gone(const Snapshot& now, const Input& input) {
  if (!now.factors) return false;
  return std::none_of(now.factors->begin(), now.factors->end(), [&](const auto& each) {
    return each.id == chosen(input) || (each.okta_verify && chosen(input) == kOktaVerify);
  });
}

std::string subject(const Snapshot& before, const Input& input) {
  if (!before.factors) return {};
  for (const Snapshot::Enrolled& each : *before.factors) {
    if (each.okta_verify && (chosen(input) == kOktaVerify || each.id == chosen(input)))
      return "factor Okta Verify";
    if (each.id == chosen(input)) return "factor " + each.name;
  }
  return {};
}

Reading as_before(const Snapshot&, const Snapshot&) { return Reading::not_yet; }

std::string remark(const Situation& now, const Input&) {
  if (!now.factors.was_read() || has_mfa(*now.factors.value)) return {};
  return "That was the last one: " + now.user.name +
         " sets up multifactor again at the next sign-in.";
}

}  // namespace

const Action kResetFactor{
    .needs = {"reset_factor", std::nullopt},
    .words = {"factor", "was reset", "was not reset", "is not enrolled", "Resetting the factor"},
    .about_factors = true,
    .may_resend = true,
    .send = send,
    .reached = is_gone,
    .otherwise = as_before,
    .subject = subject,
    .remark = remark};

}  // namespace okta
