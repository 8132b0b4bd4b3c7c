// The requests that change something, and what their answers mean.
#include <algorithm>
#include <array>

#include "json/strict_json.hpp"
#include "okta/client/answered.hpp"
#include "okta/client/client.hpp"
#include "okta/client/requests.hpp"

namespace okta {
namespace {

using back::Secret;
using back::http::NoResponse;
using back::http::Query;
using back::http::Request;
using back::http::Response;

constexpr std::size_t kLongestLink = 2048;
constexpr std::size_t kLongestPassword = 100;

std::string_view word(bool value) { return value ? "true" : "false"; }

bool is_plain_link(std::string_view link, const std::string& host) {
  return link.size() <= kLongestLink && link.starts_with("https://" + host + "/") &&
         std::all_of(link.begin(), link.end(), [](char c) {
           return c > ' ' && c < '\x7f' && c != '"' && c != '<' && c != '>' && c != '\\' &&
                  c != '@';
         });
}

// What can be read out and typed.
bool is_plain_password(std::string_view text, const std::string&) {
  return text.size() <= kLongestPassword &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

struct FormRow {
  OneTimeForm form;
  std::string_view member;
  bool (*usable)(std::string_view text, const std::string& host);
};
// Recorded: rec 028 and 032, 050, 158. A link leads to the configured host, or is not handed on.
constexpr std::array<FormRow, 3> kForms = {{
    {OneTimeForm::activation_link, "activationUrl", is_plain_link},
    {OneTimeForm::reset_link, "resetPasswordUrl", is_plain_link},
    {OneTimeForm::password, "tempPassword", is_plain_password},
}};

Secret secret_in(const boost::json::object& answer, OneTimeForm expected, const std::string& host) {
  const auto* const row = std::find_if(kForms.begin(), kForms.end(),
                                       [=](const FormRow& each) { return each.form == expected; });
  if (row == kForms.end()) return {};
  const auto text = back::json::string_at(answer, row->member);
  return text && !text->empty() && row->usable(*text, host) ? Secret(*text) : Secret();
}

// Links, passwords and the tokens beside them must not stay behind in memory that is used again.
void wipe_texts(boost::json::object& answer) {
  for (auto& member : answer) {
    if (!member.value().is_string()) continue;
    auto& text = member.value().get_string();
    back::wipe(text.data(), text.size());
  }
}

}  // namespace

// Okta answers a change with 204, or with an object that may be empty (recorded; older documents
// too). Anything else in a 2xx comes from somebody on the way and says nothing: then nothing is
// returned. The body, and what was read from it, is overwritten.
std::optional<Secret> Client::yes_with_secret(Response& response, OneTimeForm expected) const {
  std::string& body = response.body;
  if (response.status == 204 && body.empty()) return Secret();
  std::optional<Secret> yes;
  try {
    auto value = back::json::parse(body);
    if (auto* const object = value.if_object()) {
      yes = secret_in(*object, expected, origin_.host);
      wipe_texts(*object);
    }
  } catch (const back::json::JsonError&) {
    // what was done is read back
  }
  back::wipe(body.data(), body.size());
  return yes;
}

Task<Sent> Client::change(Request request, OneTimeForm expected) {
  try {
    Response response = co_await send(request);
    if (!response.ok()) co_return with_error(response);
    auto secret = yes_with_secret(response, expected);
    if (!secret) co_return with_nonsense(response);
    Sent sent;
    sent.kind = Sent::Kind::accepted;
    sent.request_id = request_id_of(response);
    sent.one_time = *std::move(secret);
    co_return sent;
  } catch (const NoResponse& none) {
    co_return without_answer(none);
  }
}

Task<Sent> Client::lifecycle(const UserId& id, std::string_view operation, Query query) {
  co_return co_await change(requests::lifecycle(id, operation, std::move(query)),
                            OneTimeForm::none);
}

Task<Sent> Client::suspend(const UserId& id) { return lifecycle(id, "suspend", {}); }
Task<Sent> Client::unsuspend(const UserId& id) { return lifecycle(id, "unsuspend", {}); }
Task<Sent> Client::unlock(const UserId& id) { return lifecycle(id, "unlock", {}); }
Task<Sent> Client::expire_password(const UserId& id) {
  return lifecycle(id, "expire_password", {});
}
Task<Sent> Client::reset_factors(const UserId& id) { return lifecycle(id, "reset_factors", {}); }
Task<Sent> Client::remove_factor(const UserId& id, const FactorId& factor) {
  return change(requests::factor_removal(id, factor));
}

// Okta would mail its administrators otherwise in some organisations; the expert is told by the
// outcome.
Task<Sent> Client::deactivate(const UserId& id) {
  return lifecycle(id, "deactivate", {{"sendEmail", "false"}});
}

Task<Sent> Client::activate(const UserId& id, bool by_mail) {
  return change(requests::lifecycle(id, "activate", {{"sendEmail", word(by_mail)}}),
                by_mail ? OneTimeForm::none : OneTimeForm::activation_link);
}

Task<Sent> Client::reactivate(const UserId& id, bool by_mail) {
  return change(requests::lifecycle(id, "reactivate", {{"sendEmail", word(by_mail)}}),
                by_mail ? OneTimeForm::none : OneTimeForm::activation_link);
}

Task<Sent> Client::reset_password(const UserId& id, bool by_mail, bool revoke_sessions) {
  return change(requests::lifecycle(
                    id, "reset_password",
                    {{"sendEmail", word(by_mail)}, {"revokeSessions", word(revoke_sessions)}}),
                by_mail ? OneTimeForm::none : OneTimeForm::reset_link);
}

Task<Sent> Client::set_temporary_password(const UserId& id, bool revoke_sessions) {
  return change(requests::lifecycle(id, "expire_password_with_temp_password",
                                    {{"revokeSessions", word(revoke_sessions)}}),
                OneTimeForm::password);
}

Task<Sent> Client::clear_sessions(const UserId& id, SessionChoices choices) {
  return change(requests::sessions(id, choices.oauth_tokens, choices.forget_devices),
                OneTimeForm::none);
}

Task<Sent> Client::add_member(const GroupId& group, const UserId& user) {
  return change(requests::add_member(group, user));
}

Task<Sent> Client::remove_member(const GroupId& group, const UserId& user) {
  return change(requests::remove_member(group, user));
}

// What is not said is filled in by Okta, from the app's mappings.
Task<Sent> Client::assign(const AppId& app, const UserId& user, const AppAccount& account) {
  boost::json::object body{{"id", user.text()}, {"scope", "USER"}};
  if (!account.user_name.empty())
    body["credentials"] = boost::json::object{{"userName", account.user_name}};
  if (!account.profile.empty()) body["profile"] = account.profile;
  return change(requests::assign(app, back::json::canonical(body)));
}

Task<Sent> Client::unassign(const AppId& app, const UserId& user) {
  return change(requests::unassign(app, user));
}

}  // namespace okta
