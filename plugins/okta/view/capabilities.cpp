#include "okta/view/capabilities.hpp"

#include <array>
#include <string>

#include "okta/model/text.hpp"
#include "okta/rules/token_power.hpp"

namespace okta {
namespace {

namespace json = boost::json;

std::string_view word(May may) {
  if (may == May::untold) return "unknown";
  return may == May::yes ? "yes" : "no";
}

json::object capability(std::string_view id, std::string_view title, May verdict,
                        std::string sentence) {
  return {{"id", id}, {"title", title}, {"verdict", word(verdict)}, {"sentence", sentence}};
}

// What reading shows.
struct Sight {
  std::string_view id, title;
  bool (*there)(const Probes&);
  std::string_view yes, no;
};
bool is_yes(const Readable<bool>& probe) { return probe.value.value_or(false); }
constexpr std::array<Sight, 6> kSights = {{
    {"read_users", "See accounts", [](const Probes& probes) { return is_yes(probes.users); },
     "Requesters can be found and shown.", "No account can be seen. Missing: okta.users.read."},
    {"read_factors", "See multifactor",
     [](const Probes& probes) { return probes.factors.was_read(); },
     "Factors are shown, and multifactor can be offered for reset.",
     "Factors cannot be seen, so resetting multifactor is not offered. Missing: okta.users.read."},
    {"read_roles", "Recognise administrators",
     [](const Probes& probes) { return probes.roles.was_read(); },
     "Administrators are recognised and protected.",
     "Administrators cannot be recognised, so actions are refused unless the connection relies on "
     "Okta to protect them. Missing: okta.roles.read."},
    {"read_groups", "See groups", [](const Probes& probes) { return is_yes(probes.groups); },
     "The requester's groups are shown.", "Groups cannot be seen. Missing: okta.groups.read."},
    {"read_apps", "See apps", [](const Probes& probes) { return is_yes(probes.apps); },
     "The requester's apps are shown.",
     "No app can be seen, and Okta says so by empty lists only. Missing: okta.apps.read, with a "
     "role such as Application Administrator or Read-only Administrator."},
    {"read_group_rules", "Recognise memberships that a group rule manages",
     [](const Probes& probes) { return is_yes(probes.rules); },
     "Group rules can be read; what they manage is locked.",
     "Group rules cannot be read, so not every membership that a rule manages can be recognised. "
     "Missing: okta.groups.read, with a role such as Organization Administrator or Read-only "
     "Administrator."},
}};

// What the roles of the token's owner show; the action stands for others like it.
struct Change {
  std::string_view id, title, action;
};
constexpr std::array<Change, 6> kChanges = {{
    {"change_status", "Suspend, activate and deactivate", "suspend"},
    {"change_sign_in", "Reset multifactor and clear sessions", "reset_mfa"},
    {"change_password", "Unlock, reset and expire passwords", "reset_password"},
    {"verify_caller", "Verify callers by push", "verify_push"},
    {"change_groups", "Add to groups and remove from them", "add_groups"},
    {"change_apps", "Assign and unassign apps", "assign_apps"},
}};

std::string change_sentence(May verdict, const Readable<Roles>& roles,
                            const back::contract::Action& action) {
  if (!roles.was_read())
    return "The roles of the token's owner could not be read, so this cannot be told.";
  const std::string held =
      roles.value->empty() ? "no administrator role" : "the role " + listed(labels(*roles.value));
  std::string text = "The token's owner has " + held;
  if (verdict == May::untold) text += "; whether that is enough cannot be told";
  text += '.';
  return verdict == May::yes ? text : text + " " + requirements(action);
}

}  // namespace

json::array capabilities(const Probes& probes, const back::contract::Manifest& manifest) {
  json::array list;
  for (const Sight& sight : kSights) {
    const bool there = sight.there(probes);
    list.push_back(capability(sight.id, sight.title, there ? May::yes : May::no,
                              std::string(there ? sight.yes : sight.no)));
  }
  for (const Change& change : kChanges) {
    const auto* action = manifest.action(change.action);
    if (action == nullptr) continue;
    const May verdict = may(*action, probes.roles);
    list.push_back(capability(change.id, change.title, verdict,
                              change_sentence(verdict, probes.roles, *action)));
  }
  return list;
}

}  // namespace okta
