// Push challenges: sending one to the phone, asking how it stands, taking it back. Documented, not
// recorded.
#include <algorithm>
#include <boost/json.hpp>

#include "okta_emulator/endpoints.hpp"
#include "okta_emulator/push_answer.hpp"
#include "okta_emulator/user_json.hpp"

namespace okta_emulator::endpoint {
namespace json = boost::json;
namespace {

constexpr std::int64_t kNumbers = 90;  // two digits, 10 to 99

Factor& factor_of(User& user, const std::string& id) {
  for (Factor& factor : user.factors) {
    if (factor.id == id) return factor;
  }
  throw not_found(id, "UserFactor");
}

PushTransaction& transaction_of(Call& call) {
  const User& user = call.user();
  const std::string& id = call.captures.at(2);
  const auto found = call.state.pushes.find(id);
  const bool known = found != call.state.pushes.end() && found->second.user == user.id &&
                     found->second.factor == call.captures.at(1);
  if (!known || found->second.result == "CANCELLED") throw not_found(id, "PushTransaction");
  return found->second;
}

json::object link(const std::string& href, std::initializer_list<std::string_view> allow) {
  json::array methods;
  for (const std::string_view method : allow) methods.push_back(json::value(method));
  return {{"href", href}, {"hints", json::object{{"allow", std::move(methods)}}}};
}

json::object waiting_json(const PushTransaction& push, const Factor& factor,
                          const std::string& self) {
  const std::string transaction = self + "/transactions/" + push.id;
  json::object result{{"factorResult", "WAITING"}, {"profile", factor.profile}};
  if (push.number) {
    result["_embedded"] =
        json::object{{"challenge", json::object{{"correctAnswer", *push.number}}}};
  }
  result["_links"] =
      json::object{{"poll", link(transaction, {"GET"})}, {"cancel", link(transaction, {"DELETE"})}};
  return result;
}

json::object push_json(const PushTransaction& push, const Factor& factor, const std::string& self) {
  if (push.result == "WAITING") return waiting_json(push, factor, self);
  json::object result{{"factorResult", push.result}};
  if (push.result == "SUCCESS") return result;
  result["profile"] = factor.profile;
  result["_links"] = json::object{{"verify", link(self + "/verify", {"POST"})},
                                  {"factor", link(self, {"GET", "DELETE"})}};
  return result;
}

std::string factor_url(const Call& call, const User& user, const Factor& factor) {
  return call.base + "/api/v1/users/" + user.id + "/factors/" + factor.id;
}

}  // namespace

// Only push is supported here. The codes are inferred from the statuses of the specification.
Answer verify_factor(Call& call) {
  User& user = call.user();
  const Factor& factor = factor_of(user, call.captures.at(1));
  if (factor.type != "push") throw invalid("factorType", "Only push can be verified here.");
  if (factor.status != "ACTIVE") throw Problem("E0000038");
  const json::object body = call.body();
  const json::value* numbers = body.if_contains("useNumberMatchingChallenge");
  PushTransaction push;
  push.id = call.state.ids.object("mst");
  push.user = user.id;
  push.factor = factor.id;
  push.created = call.instant;
  if (numbers != nullptr && numbers->is_bool() && numbers->get_bool()) {
    push.number = 10 + static_cast<std::int64_t>(call.state.ids.number() % kNumbers);
  }
  json::object answer = waiting_json(push, factor, factor_url(call, user, factor));
  answer.erase("profile");  // the specification's form of it holds objects only
  answer["expiresAt"] = iso_time(push.created + kPushLasts);
  call.state.pushes.emplace(std::string(push.id), std::move(push));
  return json_answer(answer, 201);
}

Answer poll_push(Call& call) {
  PushTransaction& push = transaction_of(call);
  User& user = call.user();
  const Factor& factor = factor_of(user, push.factor);
  count_poll(call.state, push, call.instant);
  return json_answer(push_json(push, factor, factor_url(call, user, factor)));
}

Answer cancel_push(Call& call) {
  transaction_of(call).result = "CANCELLED";
  return no_content();
}

// Sends a code or an activation again; nothing but a mail can be seen of it.
Answer resend_factor(Call& call) {
  User& user = call.user_to_change();
  const Factor& factor = factor_of(user, call.captures.at(1));
  const bool sends = factor.type == "sms" || factor.type == "call" || factor.type == "email";
  if (!sends || factor.status != "PENDING_ACTIVATION") throw Problem("E0000060");  // inferred
  user.mails.push_back({"factor_code", std::string(user.email()), call.now});
  return json_answer(factor_json(factor, user, call.base));
}

}  // namespace okta_emulator::endpoint
