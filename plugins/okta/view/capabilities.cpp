#include "okta/view/capabilities.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "okta/model/text.hpp"

namespace okta {
namespace {

namespace json = boost::json;

enum class Verdict { yes, no, unknown };

std::string_view word(Verdict verdict) {
  if (verdict == Verdict::unknown) return "unknown";
  return verdict == Verdict::yes ? "yes" : "no";
}

// What Okta's standard roles may do with accounts (documented); a custom role says nothing by its
// name.
struct Power {
  std::string_view role;
  Verdict lifecycle, credentials;
};
constexpr std::array<Power, 5> kPowers = {{{"SUPER_ADMIN", Verdict::yes, Verdict::yes},
                                           {"ORG_ADMIN", Verdict::yes, Verdict::yes},
                                           {"USER_ADMIN", Verdict::yes, Verdict::yes},
                                           {"HELP_DESK_ADMIN", Verdict::no, Verdict::yes},
                                           {"CUSTOM", Verdict::unknown, Verdict::unknown}}};

// The best that any of the roles allows.
Verdict best(const Readable<Roles>& roles, Verdict Power::*power) {
  if (!roles.was_read()) return Verdict::unknown;
  Verdict result = Verdict::no;
  for (const Role& role : *roles.value) {
    const auto* const row = std::find_if(kPowers.begin(), kPowers.end(),
                                         [&](const Power& each) { return each.role == role.type; });
    if (row == kPowers.end()) continue;
    if (row->*power == Verdict::yes) return Verdict::yes;
    if (row->*power == Verdict::unknown) result = Verdict::unknown;
  }
  return result;
}

json::object capability(std::string_view id, std::string_view title, Verdict verdict,
                        std::string sentence) {
  return {{"id", id}, {"title", title}, {"verdict", word(verdict)}, {"sentence", sentence}};
}

json::object readable_as(std::string_view id, std::string_view title, bool readable,
                         std::string_view yes, std::string_view no) {
  return capability(id, title, readable ? Verdict::yes : Verdict::no,
                    std::string(readable ? yes : no));
}

std::string change_sentence(Verdict verdict, const Readable<Roles>& roles,
                            std::string_view permissions) {
  if (!roles.was_read())
    return "The roles of the token's owner could not be read, so this cannot be told.";
  const std::string held =
      roles.value->empty() ? "no administrator role" : "the role " + listed(labels(*roles.value));
  if (verdict == Verdict::yes) return "The token's owner has " + held + '.';
  if (verdict == Verdict::unknown) {
    return "The token's owner has " + held + "; whether it holds " + std::string(permissions) +
           " cannot be told.";
  }
  return "The token's owner has " + held + ". Missing: " + std::string(permissions) +
         ", or the role Group Administrator.";
}

}  // namespace

json::array capabilities(const Probes& probes) {
  const Verdict lifecycle = best(probes.roles, &Power::lifecycle);
  const Verdict credentials = best(probes.roles, &Power::credentials);
  json::array list;
  list.push_back(readable_as("read_users", "See accounts", probes.users.value.value_or(false),
                             "Requesters can be found and shown.",
                             "No account can be seen. Missing: okta.users.read."));
  list.push_back(readable_as("read_factors", "See multifactor", probes.factors.was_read(),
                             "Factors are shown, and multifactor can be offered for reset.",
                             "Factors cannot be seen, so resetting multifactor is not offered. "
                             "Missing: okta.users.read."));
  list.push_back(readable_as(
      "read_roles", "Recognise administrators", probes.roles.was_read(),
      "Administrators are recognised and protected.",
      "Administrators cannot be recognised, so actions are refused unless the connection relies on "
      "Okta to protect them. Missing: okta.roles.read."));
  list.push_back(
      capability("change_status", "Suspend, activate and deactivate", lifecycle,
                 change_sentence(lifecycle, probes.roles, "okta.users.lifecycle.manage")));
  list.push_back(capability(
      "change_sign_in", "Reset multifactor and clear sessions", credentials,
      change_sentence(
          credentials, probes.roles,
          "okta.users.credentials.resetFactors and okta.users.lifecycle.clearSessions")));
  return list;
}

}  // namespace okta
