// Clear sessions: the person signs in anew everywhere in the browser. Okta has no way to read
// sessions, so its answer is all there is to tell.
#include "json/strict_json.hpp"
#include "okta/actions/action.hpp"

namespace okta {
namespace {

SessionChoices choices_in(const boost::json::object& input) {
  return {back::json::bool_at(input, "revoke_oauth_tokens").value_or(false),
          back::json::bool_at(input, "forget_devices").value_or(false)};
}

Task<Sent> send(Client& client, const Situation& now, const boost::json::object& input) {
  return client.clear_sessions(now.user.id, choices_in(input));
}

std::string remark(const Situation&, const boost::json::object& input) {
  const SessionChoices choices = choices_in(input);
  std::string text = "This rests on Okta's answer: sessions cannot be read.";
  if (choices.oauth_tokens) text += " The tokens of apps were revoked too.";
  if (choices.forget_devices) text += " Remembered devices were forgotten too.";
  return text;
}

}  // namespace

const Action kClearSessions{.needs = {"clear_sessions", std::nullopt},
                            .words = {"sessions", "were ended", "were not ended",
                                      "are ended already", "Ending the sessions"},
                            .may_resend = true,
                            .send = send,
                            .untold = "Doing it once more is harmless.",
                            .remark = remark};

}  // namespace okta
