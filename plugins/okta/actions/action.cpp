#include "okta/actions/action.hpp"

#include <algorithm>
#include <array>

namespace okta {
namespace {

constexpr std::array kActions = {
    &kVerifyPush,     &kResetMfa,          &kResetFactor,   &kUnlock,    &kResetPassword,
    &kExpirePassword, &kTemporaryPassword, &kClearSessions, &kSuspend,   &kUnsuspend,
    &kActivate,       &kReactivate,        &kDeactivate,    &kAddGroups, &kRemoveGroups,
    &kCopyGroups,     &kAssignApps,        &kUnassignApps,  &kCopyApps};

}  // namespace

std::span<const Action* const> actions() { return kActions; }

const Action* find_action(std::string_view id) {
  const auto* const found = std::find_if(kActions.begin(), kActions.end(),
                                         [=](const Action* each) { return each->id() == id; });
  return found == kActions.end() ? nullptr : *found;
}

}  // namespace okta
