#include "okta/rules/token_power.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "okta/model/text.hpp"

namespace okta {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kRefusalAge = 15min;
constexpr std::size_t kMostSubjects = 16;  // of one action

// Okta's standard roles, by the names that its console and the manifest use.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kStandardRoles = {
    {{"SUPER_ADMIN", "Super Administrator"},
     {"ORG_ADMIN", "Organization Administrator"},
     {"USER_ADMIN", "Group Administrator"},
     {"HELP_DESK_ADMIN", "Help Desk Administrator"},
     {"GROUP_MEMBERSHIP_ADMIN", "Group Membership Administrator"},
     {"APP_ADMIN", "Application Administrator"},
     {"READ_ONLY_ADMIN", "Read-only Administrator"},
     {"REPORT_ADMIN", "Report Administrator"},
     {"MOBILE_ADMIN", "Mobile Administrator"},
     {"API_ACCESS_MANAGEMENT_ADMIN", "API Access Management Administrator"}}};

May may(const back::contract::Action& action, const Role& role) {
  const auto* const row = std::find_if(kStandardRoles.begin(), kStandardRoles.end(),
                                       [&](const auto& each) { return each.first == role.type; });
  if (row == kStandardRoles.end()) return May::untold;
  const auto& sufficient = action.roles;
  const bool there =
      std::find(sufficient.begin(), sufficient.end(), row->second) != sufficient.end();
  return there ? May::yes : May::no;
}

std::string owned(const Roles& roles) {
  if (roles.empty()) return "no administrator role";
  return (roles.size() == 1 ? "only the role " : "only the roles ") + listed(labels(roles));
}

}  // namespace

May may(const back::contract::Action& action, const Readable<Roles>& owner_roles) {
  if (!owner_roles.was_read() || action.roles.empty()) return May::untold;
  May best = May::no;
  for (const Role& role : *owner_roles.value) {
    const May one = may(action, role);
    if (one == May::yes) return one;
    if (one == May::untold) best = one;
  }
  return best;
}

std::string requirements(const back::contract::Action& action) {
  std::string text = "It takes ";
  if (!action.scopes.empty()) {
    text += (action.scopes.size() == 1 ? "the scope " : "the scopes ") + listed(action.scopes);
    text += action.roles.empty() ? "." : ", and ";
  }
  for (std::size_t i = 0; i < action.roles.size(); ++i) {
    if (i == 0) text += action.roles.size() == 1 ? "the role " : "one of these roles: ";
    if (i > 0) text += i + 1 == action.roles.size() ? " or " : ", ";
    text += action.roles[i];
  }
  return action.roles.empty() ? text : text + '.';
}

void Refusals::refused(std::string_view action, std::string_view subject, Clock::time_point now) {
  auto& subjects = latest_[std::string(action)];
  std::erase_if(subjects, [&](const auto& each) { return now - each.second >= kRefusalAge; });
  if (subjects.size() < kMostSubjects) subjects[std::string(subject)] = now;
}

void Refusals::worked(std::string_view action) {
  if (const auto found = latest_.find(action); found != latest_.end()) latest_.erase(found);
}

bool Refusals::stand_against(std::string_view action, std::string_view subject,
                             Clock::time_point now) const {
  const auto found = latest_.find(action);
  if (found == latest_.end()) return false;
  std::size_t standing = 0;
  for (const auto& [about, when] : found->second) {
    if (now - when >= kRefusalAge) continue;
    if (about == subject) return true;
    ++standing;
  }
  return standing > 1;
}

std::optional<Reason> beyond_token(const TokenPower& power, std::string_view action,
                                   std::string_view subject) {
  const back::contract::Action* described = power.manifest.action(action);
  if (described == nullptr) return std::nullopt;
  const auto remedy = [&] {
    return requirements(*described) + " Once the token's owner has it, check the connection again.";
  };
  if (may(*described, power.owner_roles) == May::no) {
    return Reason{"token_may_not",
                  "The API token may not do this: its owner has " +
                      owned(*power.owner_roles.value) + " in Okta.",
                  remedy()};
  }
  if (!power.refusals.stand_against(action, subject, power.now)) return std::nullopt;
  return Reason{"token_may_not",
                "Okta has just refused this to the API token: its owner may not do it.", remedy()};
}

}  // namespace okta
