#include "okta/rules/lock.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "okta/model/text.hpp"

namespace okta {
namespace {

// Okta's own apps, by the names that recorded organisations have.
constexpr std::array<std::string_view, 4> kSystemApps = {"saasure", "okta_enduser",
                                                         "okta_browser_plugin", "flow"};

bool is_system(const App& app) {
  return std::find(kSystemApps.begin(), kSystemApps.end(), app.name) != kSystemApps.end();
}
bool is_directory(const App& app) {
  return app.profile_source || app.name == "active_directory" || app.name.starts_with("ldap");
}
bool is_implicit(const App& app) {
  return app.implicit || (app.assignment && app.assignment->status == "IMPLICIT");
}
bool is_inactive(const App& app) { return app.status != "ACTIVE"; }
bool is_inherited(const App& app) {
  return app.assignment && app.assignment->scope == Assignment::Scope::group;
}
bool is_of_unknown_origin(const App& app) {
  return !app.assignment || app.assignment->scope == Assignment::Scope::unknown;
}

struct Row {
  bool (*applies)(const App&);
  std::string_view code, sentence, remedy;
};
// The first that applies counts; the sentence of "inherited" is completed below.
constexpr std::array<Row, 6> kRows = {{
    {is_system, "system_app", "It is one of Okta's own apps.", "Change it in Okta if needed."},
    {is_directory, "directory", "Accounts come from it: it is a directory or profile source.",
     "Change it in that system, or in Okta."},
    {is_implicit, "implicit", "Everyone has it, by a setting of the app.",
     "Change the app's settings in Okta."},
    {is_inactive, "inactive", "The app is not active in Okta.", "Activate the app in Okta first."},
    {is_inherited, "inherited", "", "Change in Okta who is in that group, or that it has the app."},
    {is_of_unknown_origin, "unknown_origin", "Okta does not say how the account came to it.",
     "Look at the assignment in Okta."},
}};

std::string in_quotes(std::string_view text) { return "“" + std::string(text) + "”"; }

std::vector<std::string> in_quotes(const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  quoted.reserve(texts.size());
  for (const std::string& text : texts) quoted.push_back(in_quotes(text));
  return quoted;
}

std::string rules_text(const Holding& holding) {
  return (holding.rules.size() == 1 ? "the group rule " : "the group rules ") +
         listed(in_quotes(holding.rules));
}

// Whoever is taken out by hand is left out by the rule for good, and it has room for so many.
std::string price(const Holding& holding) {
  return "The rule then leaves the requester out for good (" + std::to_string(holding.left_out) +
         " of " + std::to_string(kMostLeftOut) + " exclusions are used).";
}

std::string way_out(const Holding& holding) {
  const std::string what = holding.attributes.empty()
                               ? std::string("what the rule looks at")
                               : listed(in_quotes(holding.attributes)) + " in their profile";
  return "Change " + what +
         ", or the rule in Okta; or let an admin switch on “Allow removing from groups that a "
         "rule manages” for this connection.";
}

}  // namespace

std::optional<Reason> lock_of(const Group& group, std::string_view source) {
  switch (group.kind) {
    case Group::Kind::ordinary:
      return std::nullopt;
    case Group::Kind::built_in:
      return Reason{"default_group", "Everyone is in this group.", ""};
    case Group::Kind::imported: {
      const std::string from = source.empty() ? "another system" : std::string(source);
      return Reason{"imported", "Imported from " + from + ".", "Change the membership there."};
    }
    case Group::Kind::unknown:
      break;
  }
  return Reason{"unknown_type", "Okta reports a type of group that this version does not know.",
                "Change the membership in Okta."};
}

std::optional<Reason> lock_of(const Holding& holding, const Protection& protection) {
  if (holding.kind != Holding::Kind::rule || protection.leave_rules) return std::nullopt;
  return Reason{"rule", "Managed by " + rules_text(holding) + ".", way_out(holding)};
}

std::optional<Reason> caution_of(const Holding& holding, const Protection& protection) {
  if (holding.kind == Holding::Kind::manual || holding.rules.empty()) return std::nullopt;
  if (holding.kind == Holding::Kind::rule) {
    if (!protection.leave_rules) return std::nullopt;
    return Reason{"rule", "Managed by " + rules_text(holding) + ".", price(holding)};
  }
  return Reason{"perhaps_rule",
                "Perhaps managed by " + rules_text(holding) + "; Okta does not tell here.",
                "Look at the rule in Okta before removing anybody. " + price(holding)};
}

std::optional<Reason> lock_of(const App& app) {
  const auto* const row =
      std::find_if(kRows.begin(), kRows.end(), [&](const Row& each) { return each.applies(app); });
  if (row == kRows.end()) return std::nullopt;
  Reason reason{std::string(row->code), std::string(row->sentence), std::string(row->remedy)};
  if (row->applies == is_inherited) {
    const std::string& group = app.assignment->group_name;
    reason.sentence =
        group.empty() ? "Via a group that Okta does not name." : "Via group " + group + ".";
  }
  return reason;
}

// Okta refuses to unassign it while a group grants it.
std::optional<Reason> lock_of_kept(const std::vector<std::string>& groups) {
  if (groups.empty()) return std::nullopt;
  const std::string which = groups.size() == 1 ? "group " : "the groups ";
  return Reason{
      "kept_by_group",
      "Assigned directly, but access would remain through " + which + listed(groups) + ".",
      "First change in Okta who is in that group, or that it has the app."};
}

}  // namespace okta
