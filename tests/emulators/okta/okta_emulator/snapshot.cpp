// The way back: a state written as a seed that says everything.
#include <boost/json.hpp>

#include "okta_emulator/push_answer.hpp"
#include "okta_emulator/seed.hpp"
#include "okta_emulator/seed_access.hpp"
#include "okta_emulator/user_json.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

json::array roles_json(const std::vector<Role>& roles) {
  json::array result;
  for (const Role& role : roles) {
    json::object entry{{"id", role.id},
                       {"type", role.type},
                       {"label", role.label},
                       {"created", iso_time(role.created)},
                       {"last_updated", iso_time(role.last_updated)}};
    if (!role.capabilities.empty()) entry["capabilities"] = json::value_from(role.capabilities);
    result.push_back(std::move(entry));
  }
  return result;
}

json::array factors_json(const std::vector<Factor>& factors) {
  json::array result;
  for (const Factor& factor : factors) {
    result.push_back(json::object{{"id", factor.id},
                                  {"type", factor.type},
                                  {"provider", factor.provider},
                                  {"vendor", factor.vendor},
                                  {"status", factor.status},
                                  {"created", iso_time(factor.created)},
                                  {"last_updated", iso_time(factor.last_updated)},
                                  {"profile", factor.profile}});
  }
  return result;
}

json::array mails_json(const std::vector<Mail>& mails) {
  json::array result;
  for (const Mail& mail : mails) {
    result.push_back(
        json::object{{"kind", mail.kind}, {"to", mail.to}, {"sent", iso_time(mail.sent)}});
  }
  return result;
}

json::object organisation_json(const Profile& organisation) {
  return {{"id", organisation.id},
          {"subdomain", organisation.subdomain},
          {"domain", organisation.domain},
          {"custom_domain", organisation.custom_domain},
          {"company", organisation.company},
          {"pipeline", organisation.pipeline},
          {"website", organisation.website},
          {"user_type", organisation.user_type},
          {"user_schema", organisation.user_schema},
          {"edition", organisation.edition->name},
          {"membership_rules", organisation.membership_rules},
          {"created", iso_time(organisation.created)}};
}

}  // namespace

json::object group_truth(const Group& group) {
  json::object result{{"id", group.id},
                      {"type", group.type},
                      {"name", group.name},
                      {"created", iso_time(group.created)},
                      {"last_updated", iso_time(group.last_updated)},
                      {"last_membership_updated", iso_time(group.last_membership_updated)},
                      {"roles", roles_json(group.roles)}};
  if (group.description) result["description"] = *group.description;
  if (!group.source.empty()) result["source"] = group.source;
  if (!group.more.empty()) result["profile"] = group.more;
  if (!group.by_rule.empty()) result["by_rule"] = json::value_from(group.by_rule);
  return result;
}

json::object user_truth(const User& user) {
  json::object result{{"id", user.id},
                      {"status", status_name(user.status)},
                      {"suspended_from", status_name(user.suspended_from)},
                      {"locked_from", status_name(user.locked_from)},
                      {"created", iso_time(user.created)},
                      {"activated", time_json(user.activated)},
                      {"status_changed", time_json(user.status_changed)},
                      {"last_login", time_json(user.last_login)},
                      {"last_updated", iso_time(user.last_updated)},
                      {"password_changed", time_json(user.password_changed)},
                      {"profile", user.profile},
                      {"provider", user.provider},
                      {"password", user.has_password},
                      {"recovery_question", user.recovery_question},
                      {"factors", factors_json(user.factors)},
                      {"roles", roles_json(user.roles)},
                      {"groups", json::value_from(user.groups)},
                      {"sessions", user.sessions},
                      {"oauth_tokens", user.oauth_tokens},
                      {"devices", user.devices},
                      {"mails", mails_json(user.mails)},
                      {"version", user.version}};
  if (!user.push_habit.result.empty()) {
    result["push"] = json::object{{"answer", push_word(user.push_habit.result)},
                                  {"after_polls", user.push_habit.after_polls}};
  }
  if (user.transition) {
    result["transition"] = json::object{{"to", status_name(user.transition->to)},
                                        {"reads", user.transition->reads_left}};
  }
  return result;
}

json::object snapshot_json(const State& state, const RateRules& rates,
                           const Consistency& consistency) {
  json::array groups;
  for (const auto& [id, group] : state.groups()) groups.push_back(group_truth(group));
  json::array users;
  for (const auto& [id, user] : state.users()) users.push_back(user_truth(user));
  json::array tokens;
  for (const auto& [id, token] : state.tokens()) {
    tokens.push_back(json::object{{"id", token.id},
                                  {"name", token.name},
                                  {"hash", token.hash},
                                  {"user", token.user},
                                  {"created", iso_time(token.created)}});
  }
  json::array apps;
  for (const auto& [id, app] : state.apps) apps.push_back(app_truth(app));
  json::array rules;
  for (const auto& [id, rule] : state.rules) rules.push_back(rule_truth(rule));
  json::array pushes;
  for (const auto& [id, push] : state.pushes) pushes.push_back(push_truth(push));
  json::array log;
  for (const LogEvent& event : state.log) log.push_back(event_truth(event));
  return {{"organisation", organisation_json(state.organisation)},
          {"ids", json::object{{"seed", state.ids.seed()}, {"used", state.ids.used()}}},
          {"rate_limits", rates_json(rates)},
          {"consistency", consistency_json(consistency)},
          {"groups", std::move(groups)},
          {"users", std::move(users)},
          {"tokens", std::move(tokens)},
          {"apps", std::move(apps)},
          {"rules", std::move(rules)},
          {"pushes", std::move(pushes)},
          {"log", std::move(log)}};
}

}  // namespace okta_emulator
