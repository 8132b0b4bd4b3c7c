// Reading, creating, changing and deleting one user.
#include <boost/json.hpp>

#include "okta_emulator/endpoints.hpp"
#include "okta_emulator/lifecycle.hpp"
#include "okta_emulator/user_json.hpp"
#include "okta_emulator/user_profile.hpp"

namespace okta_emulator::endpoint {
namespace json = boost::json;
namespace {

Answer user_answer(const User& user, Call& call) {
  return json_answer(user_json(user, call.state, call.base,
                               omissions_of(header(call.request.headers, "content-type"))));
}

// If-Match against the ETag of the last read: E0000231 when the user has changed since.
void check_if_match(const User& user, const Call& call) {
  const std::string_view expected = header(call.request.headers, "if-match");
  if (!expected.empty() && expected != etag(user)) throw Problem("E0000231");
}

void activate_new_user(User& user, Call& call, bool change_password) {
  if (user.has_password) {
    user.status = change_password ? Status::password_expired : Status::active;
  } else {
    user.status = Status::provisioned;
    user.mails.push_back({"activation", std::string(user.email()), call.now});
  }
  user.activated = call.now;
}

void join_groups(const json::object& body, User& user, Call& call) {
  const json::value* ids = body.if_contains("groupIds");
  if (ids == nullptr) return;
  if (!ids->is_array()) throw Problem("E0000003");
  for (const json::value& id : ids->get_array()) {
    if (!id.is_string()) throw Problem("E0000003");
    Group& group = *call.state.find_group(id.get_string());
    if (group.type != "BUILT_IN") call.state.join(group, user);  // everyone is in that anyway
  }
}

void check_groups_exist(const json::object& body, Call& call) {
  const json::value* ids = body.if_contains("groupIds");
  if (ids == nullptr || !ids->is_array()) return;
  for (const json::value& id : ids->get_array()) {
    if (!id.is_string()) throw Problem("E0000003");
    if (call.state.find_group(id.get_string()) == nullptr) {
      throw not_found(id.get_string(), "UserGroup");
    }
  }
}

Answer change_user(Call& call, bool partial) {
  User& user = call.user_to_change();
  if (user.mastered_elsewhere()) throw Problem("E0000023");
  const json::object body = call.body();
  check_if_match(user, call);
  Draft draft = read_draft(body, partial ? &user : nullptr);
  check_profile(draft.profile, call.state, &user);
  call.state.replace_profile(user, std::move(draft.profile));
  apply_credentials(draft, user, call.now);
  touch(user, call.now);
  return user_answer(user, call);
}

}  // namespace

Answer get_user(Call& call) {
  User& user = call.user();
  const Status before = user.status;
  count_read(user, call.now);
  if (user.status != before) call.state.mark(user);
  Answer answer = user_answer(user, call);
  if (call.state.organisation.edition->user_etag) {
    answer.headers.emplace_back("etag", etag(user));
  }
  return answer;
}

Answer create_user(Call& call) {
  const bool activate = call.flag("activate", true);
  const json::object body = call.body();
  Draft draft = read_draft(body, nullptr);
  check_profile(draft.profile, call.state, nullptr);
  check_groups_exist(body, call);
  User fresh;
  fresh.id = call.state.ids.object("00u");
  fresh.created = fresh.last_updated = call.now;
  if (activate || call.state.organisation.edition->status_changed_at_creation) {
    fresh.status_changed = call.now;
  }
  fresh.profile = std::move(draft.profile);
  apply_credentials(draft, fresh, call.now);
  User& user = call.state.add_user(std::move(fresh));
  call.targets.push_back(target_of(user));
  join_groups(body, user, call);
  if (activate) {
    activate_new_user(user, call, call.target.parameter("nextLogin") == "changePassword");
  }
  return user_answer(user, call);
}

Answer update_user(Call& call) { return change_user(call, true); }
Answer replace_user(Call& call) { return change_user(call, false); }

Answer delete_user(Call& call) {
  User& user = call.user_to_change();
  const bool remove = user.status == Status::deprovisioned;
  apply_transition(call, user, "delete");
  if (remove) call.state.remove_user(user.id);
  return no_content();
}

// A feature that organisations do not have unless Okta turns it on (rec 129).
Answer list_user_blocks(Call&) { throw Problem("E0000015"); }

}  // namespace okta_emulator::endpoint
