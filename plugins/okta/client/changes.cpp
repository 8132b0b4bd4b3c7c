// The requests that change something, and what their answers mean.
#include <algorithm>

#include "json/strict_json.hpp"
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

Sent without_answer(const NoResponse& none) {
  Sent sent;
  sent.kind = none.may_have_arrived() ? Sent::Kind::uncertain : Sent::Kind::not_sent;
  sent.sentence = none.sentence();
  if (none.reason() == NoResponse::Reason::cancelled) {
    sent.code = "cancelled";
  } else {
    sent.code = none.may_have_arrived() ? "lost_answer" : "unreachable";
  }
  return sent;
}

Sent with_error(const Response& response) {
  Sent sent;
  sent.error = read_error(response);
  sent.request_id = sent.error->request_id;
  sent.sentence = sent.error->sentence();
  if (response.status == 429) {
    sent.kind = Sent::Kind::not_sent;
  } else {
    sent.kind = sent.error->surely_not_applied() ? Sent::Kind::rejected : Sent::Kind::uncertain;
  }
  sent.code = sent.kind == Sent::Kind::uncertain ? "lost_answer"
                                                 : std::string(sent.error->meaning->outcome_code);
  // An earlier attempt of the same request may have been executed, whatever became of this one.
  if (response.repeated) sent.kind = Sent::Kind::uncertain;
  return sent;
}

Sent with_nonsense(const Response& response) {
  Sent sent;
  sent.kind = Sent::Kind::uncertain;
  sent.request_id = request_id_of(response);
  sent.code = "lost_answer";
  sent.sentence = "What came back was not an answer of Okta's.";
  return sent;
}

bool is_plain_link(std::string_view link) {
  return link.size() <= kLongestLink && std::all_of(link.begin(), link.end(), [](char c) {
           return c > ' ' && c < '\x7f' && c != '"' && c != '<' && c != '>' && c != '\\' &&
                  c != '@';
         });
}

}  // namespace

// Okta answers a change with 204, or with an object that may be empty (recorded; older documents
// too). Anything else in a 2xx comes from somebody on the way and says nothing: then nothing is
// returned. Only a link to the configured host is handed on. The body, and what was read from it,
// is overwritten.
std::optional<Secret> Client::yes_with_link(Response& response) const {
  std::string& body = response.body;
  if (response.status == 204 && body.empty()) return Secret();
  std::optional<Secret> yes;
  try {
    auto value = back::json::parse(body);
    auto* const object = value.if_object();
    if (object != nullptr) yes.emplace();
    auto* const member = object != nullptr ? object->if_contains("activationUrl") : nullptr;
    if (member != nullptr && member->is_string()) {
      auto& text = member->get_string();
      const std::string here = "https://" + origin_.host + "/";
      if (std::string_view(text).starts_with(here) && is_plain_link(text))
        yes = Secret(std::string_view(text));
      back::wipe(text.data(), text.size());
    }
    auto* const token = object != nullptr ? object->if_contains("activationToken") : nullptr;
    if (token != nullptr && token->is_string())
      back::wipe(token->get_string().data(), token->get_string().size());
  } catch (const back::json::JsonError&) {
    // what was done is read back
  }
  back::wipe(body.data(), body.size());
  return yes;
}

Task<Sent> Client::change(Request request, bool expects_link) {
  try {
    Response response = co_await send(request);
    if (!response.ok()) co_return with_error(response);
    auto link = yes_with_link(response);
    if (!link) co_return with_nonsense(response);
    Sent sent;
    sent.kind = Sent::Kind::accepted;
    sent.request_id = request_id_of(response);
    if (expects_link) sent.link = *std::move(link);
    co_return sent;
  } catch (const NoResponse& none) {
    co_return without_answer(none);
  }
}

Task<Sent> Client::lifecycle(const UserId& id, std::string_view operation, Query query) {
  co_return co_await change(requests::lifecycle(id, operation, std::move(query)), false);
}

Task<Sent> Client::suspend(const UserId& id) { return lifecycle(id, "suspend", {}); }
Task<Sent> Client::unsuspend(const UserId& id) { return lifecycle(id, "unsuspend", {}); }

// Okta would mail its administrators otherwise in some organisations; the expert is told by the
// outcome.
Task<Sent> Client::deactivate(const UserId& id) {
  return lifecycle(id, "deactivate", {{"sendEmail", "false"}});
}

Task<Sent> Client::activate(const UserId& id, bool by_mail) {
  return change(requests::lifecycle(id, "activate", {{"sendEmail", by_mail ? "true" : "false"}}),
                !by_mail);
}

Task<Sent> Client::reset_factors(const UserId& id) { return lifecycle(id, "reset_factors", {}); }

Task<Sent> Client::clear_sessions(const UserId& id, SessionChoices choices) {
  return change(requests::sessions(id, choices.oauth_tokens, choices.forget_devices), false);
}

}  // namespace okta
