// The factors of a user: listed without pages, enrolled, activated, removed.
#include <algorithm>
#include <boost/json.hpp>

#include "okta_emulator/endpoints.hpp"
#include "okta_emulator/factor_kind.hpp"
#include "okta_emulator/user_json.hpp"

namespace okta_emulator::endpoint {
namespace json = boost::json;
namespace {

Factor& factor_of(User& user, const std::string& id) {
  for (Factor& factor : user.factors) {
    if (factor.id == id) return factor;
  }
  throw not_found(id, "UserFactor");
}

std::string text_field(const json::object& body, std::string_view name) {
  const json::value* value = body.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

// Documented: removing push or FastPass removes every row of Okta Verify.
bool is_okta_verify(const Factor& factor) {
  return factor.provider == "OKTA" && (factor.type == "push" || factor.type == "signed_nonce" ||
                                       factor.type == "token:software:totp");
}

}  // namespace

Answer list_factors(Call& call) {
  const User& user = call.user();
  json::array body;
  for (const Factor& factor : user.factors) body.push_back(factor_json(factor, user, call.base));
  return json_answer(body);
}

Answer get_factor(Call& call) {
  User& user = call.user();
  return json_answer(factor_json(factor_of(user, call.captures.at(1)), user, call.base));
}

Answer enroll_factor(Call& call) {
  User& user = call.user_to_change();
  const json::object body = call.body();
  const std::string type = text_field(body, "factorType");
  const FactorKind* kind = factor_kind(type);
  if (kind == nullptr) throw invalid("factorType", "factorType: The field cannot be left blank");
  if (user.status == Status::deprovisioned) throw Problem("E0000038");
  Factor factor;
  factor.id = call.state.ids.object(kind->id_prefix);
  factor.type = type;
  factor.provider = text_field(body, "provider");
  if (factor.provider.empty()) factor.provider = kind->provider;
  factor.vendor = factor.provider;
  const bool active = type == "question" || call.flag("activate", false);
  factor.status = active ? "ACTIVE" : "PENDING_ACTIVATION";
  factor.created = factor.last_updated = call.now;
  if (const json::value* profile = body.if_contains("profile"); profile && profile->is_object()) {
    factor.profile = profile->get_object();
    factor.profile.erase("answer");  // of a security question: taken in, never given out
  }
  user.factors.push_back(factor);
  touch(user, call.now);
  return json_answer(factor_json(factor, user, call.base));
}

Answer activate_factor(Call& call) {
  User& user = call.user_to_change();
  Factor& factor = factor_of(user, call.captures.at(1));
  factor.status = "ACTIVE";
  factor.last_updated = call.now;
  touch(user, call.now);
  return json_answer(factor_json(factor, user, call.base));
}

Answer delete_factor(Call& call) {
  User& user = call.user_to_change();
  const Factor doomed = factor_of(user, call.captures.at(1));
  // Documented: a deactivated user's factors cannot be removed one by one; the code is inferred.
  if (user.status == Status::deprovisioned) throw Problem("E0000038");
  const bool all_of_verify = is_okta_verify(doomed) && doomed.type != "token:software:totp";
  std::erase_if(user.factors, [&](const Factor& factor) {
    return factor.id == doomed.id || (all_of_verify && is_okta_verify(factor));
  });
  touch(user, call.now);
  return no_content();
}

}  // namespace okta_emulator::endpoint
