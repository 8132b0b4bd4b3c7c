// The organisation itself: public metadata, settings, API tokens.
#include <boost/json.hpp>

#include "okta_emulator/criteria.hpp"
#include "okta_emulator/endpoints.hpp"
#include "okta_emulator/user_json.hpp"

namespace okta_emulator::endpoint {
namespace json = boost::json;
namespace {

json::object href(const std::string& url) { return {{"href", url}}; }

json::object href(const std::string& url, std::initializer_list<std::string_view> allow) {
  json::array methods;
  for (const std::string_view method : allow) methods.push_back(json::value(method));
  return {{"href", url}, {"hints", json::object{{"allow", std::move(methods)}}}};
}

// A token lives thirty days from its last use; every use here is now.
json::object token_json(const Token& token, const Call& call) {
  const std::string self = call.base + "/api/v1/api-tokens/" + token.id;
  return {
      {"id", token.id},
      {"name", token.name},
      {"userId", token.user},
      {"clientName", "Okta API"},
      {"tokenWindow", "P30D"},
      {"network", json::object{{"connection", "ANYWHERE"}}},
      {"expiresAt", iso_time(call.now + std::chrono::days(30))},
      {"created", iso_time(token.created)},
      {"lastUpdated", iso_time(call.now)},
      {"_links", json::object{{"self", href(self, {"GET", "DELETE"})},
                              {"user", href(call.base + "/api/v1/users/" + token.user, {"GET"})}}}};
}

// Whole seconds: "2025-09-22T17:32:25Z" (rec 137).
std::string second_text(Time time) { return iso_time(time).substr(0, 19) + "Z"; }

// Every token has one, made with it and changed by nobody; its id follows from the token's.
json::object principal_limit_json(const Token& token, const Call& call) {
  return {{"id", "prl" + token.id.substr(3)},
          {"orgId", call.state.organisation.id},
          {"principalId", token.id},
          {"principalType", "SSWS_TOKEN"},
          {"defaultPercentage", call.token_percent},
          {"defaultConcurrencyPercentage", call.token_percent},
          {"lastUpdate", second_text(token.created)},
          {"lastUpdatedBy", token.user},
          {"createdDate", second_text(token.created)},
          {"createdBy", token.user}};
}

}  // namespace

Answer well_known(Call& call) {
  const Profile& organisation = call.state.organisation;
  json::object links{{"organization", href("https://" + organisation.domain)}};
  if (!organisation.custom_domain.empty()) {
    links["alternate"] = href("https://" + organisation.custom_domain);
  }
  return json_answer(json::object{
      {"id", organisation.id}, {"_links", std::move(links)}, {"pipeline", organisation.pipeline}});
}

Answer get_org(Call& call) {
  const Profile& organisation = call.state.organisation;
  const std::string api = call.base + "/api/v1/org";
  json::object body{{"id", organisation.id},
                    {"subdomain", organisation.subdomain},
                    {"companyName", organisation.company},
                    {"status", "ACTIVE"},
                    {"expiresAt", nullptr},
                    {"created", iso_time(organisation.created)},
                    {"lastUpdated", iso_time(organisation.created)},
                    {"website", organisation.website},
                    {"phoneNumber", ""},
                    {"endUserSupportHelpURL", ""},
                    {"supportPhoneNumber", ""}};
  for (const std::string_view name :
       {"address1", "address2", "city", "state", "country", "postalCode"}) {
    body[name] = nullptr;
  }
  body["_links"] = json::object{{"preferences", href(api + "/preferences")},
                                {"uploadLogo", href(api + "/logo", {"POST"})},
                                {"oktaCommunication", href(api + "/privacy/oktaCommunication")},
                                {"logo", href("https://static.example/logos/org.png")},
                                {"oktaSupport", href(api + "/privacy/oktaSupport")},
                                {"contacts", href(api + "/contacts")}};
  return json_answer(body);
}

Answer list_tokens(Call& call) {
  json::array body;
  for (const auto& [id, token] : call.state.tokens()) body.push_back(token_json(token, call));
  return json_answer(body);
}

// The filter is required (specification); OAuth apps, the other kind of principal, do not exist here.
Answer list_principal_limits(Call& call) {
  const auto filter = call.target.parameter("filter");
  if (!filter) throw invalid("filter", "filter: The field cannot be left blank");
  const Criteria criteria = parse_criteria(*filter, Dialect::log_filter);
  json::array body;
  for (const auto& entry : call.state.tokens()) {
    const auto& token = entry.second;
    const auto values = [&](std::string_view name) -> std::vector<std::string> {
      if (name == "principalType") return {"SSWS_TOKEN"};
      if (name == "principalId") return {token.id};
      return {};
    };
    if (matches(criteria, values)) body.push_back(principal_limit_json(token, call));
  }
  return json_answer(body);
}

// Nobody signs in here, so no session token is ever good (rec 141).
Answer create_session(Call&) { throw Problem("E0000004"); }

Answer get_token(Call& call) {
  const auto found = call.state.tokens().find(call.captures.at(0));
  if (found == call.state.tokens().end()) throw not_found(call.captures.at(0), "Token");
  return json_answer(token_json(found->second, call));
}

}  // namespace okta_emulator::endpoint
