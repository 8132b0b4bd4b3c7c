#include "okta_emulator/user_json.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "okta_emulator/tables.hpp"
#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

constexpr std::string_view kCredentialLinks[] = {
    "changePassword", "changeRecoveryQuestion", "forgotPassword", "resetPassword",
    "expirePassword", "resetFactors",           "unlock"};

bool is_credential_link(std::string_view name) {
  for (const std::string_view known : kCredentialLinks) {
    if (known == name) return true;
  }
  return false;
}

json::array emails_json(const User& user) {
  json::array emails;
  emails.push_back(
      json::object{{"value", user.email()}, {"status", "VERIFIED"}, {"type", "PRIMARY"}});
  if (const auto second = user.text("secondEmail"); !second.empty()) {
    emails.push_back(
        json::object{{"value", second}, {"status", "VERIFIED"}, {"type", "SECONDARY"}});
  }
  return emails;
}

json::object credentials_json(const User& user, const Edition& edition) {
  json::object credentials;
  if (user.has_password) credentials["password"] = json::object();
  if (!user.recovery_question.empty()) {
    credentials["recovery_question"] = json::object{{"question", user.recovery_question}};
  }
  if (edition.credential_emails) credentials["emails"] = emails_json(user);
  credentials["provider"] = json::object{{"type", user.provider}, {"name", user.provider}};
  return credentials;
}

json::object profile_json(const User& user) {
  json::object profile = user.profile;
  profile.emplace("mobilePhone", nullptr);
  profile.emplace("secondEmail", nullptr);
  return profile;
}

bool has_active_factor(const User& user) {
  return std::any_of(user.factors.begin(), user.factors.end(),
                     [](const Factor& factor) { return factor.status == "ACTIVE"; });
}

// Whose password another system keeps can have multifactor reset, and some a password expired.
bool is_of_another_system(const User& user, std::string_view link) {
  if (!user.mastered_elsewhere() || link == "resetFactors") return false;
  return link != "expirePassword" || !user.password_can_expire();
}

// Everything but the links.
json::object plain_user_json(const User& user, const State& state, const Omissions& omit) {
  json::object result;
  result.reserve(14);
  result["id"] = user.id;
  result["status"] = status_name(user.status);
  if (user.transition && !omit.transition) {
    result["transitioningToStatus"] = status_name(user.transition->to);
  }
  result["created"] = iso_time(user.created);
  result["activated"] = time_json(user.activated);
  result["statusChanged"] = time_json(user.status_changed);
  result["lastLogin"] = time_json(user.last_login);
  result["lastUpdated"] = iso_time(user.last_updated);
  result["passwordChanged"] = time_json(user.password_changed);
  const Edition& edition = *state.organisation.edition;
  if (edition.user_types) result["type"] = json::object{{"id", state.organisation.user_type}};
  result["profile"] = profile_json(user);
  if (!omit.credentials) result["credentials"] = credentials_json(user, edition);
  return result;
}

}  // namespace

json::value time_json(const std::optional<Time>& time) {
  return time ? json::value(iso_time(*time)) : json::value(nullptr);
}

Omissions omissions_of(std::string_view content_type) {
  if (content_type.find("okta-response") == std::string_view::npos) return {};
  Omissions omit;
  omit.credentials_links = contains_text(content_type, "omitCredentialsLinks");
  omit.transition = contains_text(content_type, "omitTransitioningToStatus");
  const auto at = content_type.find("omitCredentials");
  omit.credentials = at != std::string_view::npos && content_type.substr(at + 15, 5) != "Links";
  return omit;
}

json::object user_json(const User& user, const State& state, const std::string& base,
                       Omissions omit) {
  json::object result = plain_user_json(user, state, omit);
  const std::string self = base + "/api/v1/users/" + user.id;
  json::object links;
  const auto& offered = user.transition ? tables().links_while_moving
                                        : tables().links.at(static_cast<std::size_t>(user.status));
  links.reserve(offered.size() + 3);
  const bool resets_factors =
      state.organisation.edition->reset_factors_always || has_active_factor(user);
  for (const Link& link : offered) {
    const bool dropped = omit.credentials_links || is_of_another_system(user, link.name);
    if (dropped && is_credential_link(link.name)) continue;
    if (link.name == "resetFactors" && !resets_factors) continue;
    links[link.name] = json::object{{"href", self + link.path}, {"method", link.method}};
  }
  links["self"] = json::object{{"href", self}};
  if (state.organisation.edition->user_types) {
    const std::string meta = base + "/api/v1/meta/";
    links["schema"] =
        json::object{{"href", meta + "schemas/user/" + state.organisation.user_schema}};
    links["type"] = json::object{{"href", meta + "types/user/" + state.organisation.user_type}};
  }
  result["_links"] = std::move(links);
  return result;
}

json::object listed_user_json(const User& user, const State& state, const std::string& base,
                              Omissions omit) {
  json::object result = plain_user_json(user, state, omit);
  result["_links"] =
      json::object{{"self", json::object{{"href", base + "/api/v1/users/" + user.id}}}};
  return result;
}

std::string etag(const User& user) {
  return "W/\"" + sha256_hex(user.id + ':' + std::to_string(user.version)) + '"';
}

json::object role_json(const Role& role, std::string_view assignment, const std::string& assignee) {
  return {{"id", role.id},
          {"label", role.label},
          {"type", role.type},
          {"status", "ACTIVE"},
          {"created", iso_time(role.created)},
          {"lastUpdated", iso_time(role.last_updated)},
          {"assignmentType", assignment},
          {"_links", json::object{{"assignee", json::object{{"href", assignee}}}}}};
}

}  // namespace okta_emulator
