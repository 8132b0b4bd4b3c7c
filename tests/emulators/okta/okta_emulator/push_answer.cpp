#include "okta_emulator/push_answer.hpp"

namespace okta_emulator {

std::string push_result(std::string_view answer) {
  if (answer == "approve") return "SUCCESS";
  if (answer == "reject") return "REJECTED";
  if (answer == "timeout") return "TIMEOUT";
  return {};
}

std::string_view push_word(std::string_view result) {
  if (result == "SUCCESS") return "approve";
  return result == "REJECTED" ? "reject" : "timeout";
}

void answer_push(State& state, PushTransaction& push, std::string_view result, Time now) {
  if (push.result != "WAITING") return;
  push.result = result;
  const User* user = state.user_by_id(push.user);
  if (user == nullptr || result == "TIMEOUT") return;
  LogEvent event;
  event.published = now;
  const bool denied = result != "SUCCESS";
  const bool classic = state.organisation.pipeline == "v1";
  event.event_type =
      denied && classic ? "user.mfa.okta_verify.deny_push" : "user.authentication.auth_via_mfa";
  if (denied && !classic) {
    event.result = "FAILURE";
    event.reason = "INVALID_CREDENTIALS";
  }
  event.actor = target_of(*user);
  event.targets = {target_of(*user)};
  log_event(state, std::move(event));
}

std::size_t answer_pushes(State& state, const User& user, std::string_view result, Time now) {
  std::size_t answered = 0;
  for (auto& [id, push] : state.pushes) {
    if (push.user != user.id || push.result != "WAITING") continue;
    answer_push(state, push, result, now);
    ++answered;
  }
  return answered;
}

void count_poll(State& state, PushTransaction& push, Time now) {
  const User* user = state.user_by_id(push.user);
  if (user != nullptr && !user->push_habit.result.empty() &&
      push.polls >= user->push_habit.after_polls) {
    answer_push(state, push, user->push_habit.result, now);
  }
  ++push.polls;
  if (now >= push.created + kPushLasts) answer_push(state, push, "TIMEOUT", now);
}

}  // namespace okta_emulator
