// The actions that change groups and apps.
#include "json/strict_json.hpp"
#include "okta/actions/action.hpp"
#include "okta/membership/memberships.hpp"

namespace okta {

namespace {

const MembershipAction kGroupsAdded{"groups",        "group", "was added to", "was not added to",
                                    "is already in", "",      groups_to_add};

const MembershipAction kGroupsRemoved{
    "groups",    "group", "was removed from", "was not removed from",
    "is not in", "",      groups_to_remove};

const MembershipAction kAppsAssigned{"apps",        "app", "was assigned", "was not assigned",
                                     "already has", "",    apps_to_assign};

const MembershipAction kAppsUnassigned{
    "apps",
    "app",
    "is no longer assigned",
    "is still assigned",
    "does not have",
    "What the app's assignment held of a profile is lost; assigning it again begins anew.",
    apps_to_unassign};

const MembershipAction kGroupsCopied{"groups",        "group", "was added to", "was not added to",
                                     "is already in", "",      groups_to_copy};

const MembershipAction kAppsCopied{"apps",        "app", "was assigned", "was not assigned",
                                   "already has", "",    apps_to_copy};

}  // namespace

const Action kAddGroups{
    .needs = {"add_groups", std::nullopt},
    .words = {"groups", "were changed", "were not changed", "are so already", "Adding to groups"},
    .memberships = &kGroupsAdded,
    .may_resend = true,
    .undo = "remove_groups"};

const Action kRemoveGroups{.needs = {"remove_groups", std::nullopt},
                           .words = {"groups", "were changed", "were not changed", "are so already",
                                     "Removing from groups"},
                           .memberships = &kGroupsRemoved,
                           .may_resend = true,
                           .undo = "add_groups"};

const Action kAssignApps{
    .needs = {"assign_apps", std::nullopt},
    .words = {"apps", "were changed", "were not changed", "are so already", "Assigning apps"},
    .memberships = &kAppsAssigned,
    .undo = "unassign_apps"};

const Action kUnassignApps{
    .needs = {"unassign_apps", std::nullopt},
    .words = {"apps", "were changed", "were not changed", "are so already", "Unassigning apps"},
    .memberships = &kAppsUnassigned,
    .undo = "assign_apps"};

const Action kCopyGroups{
    .needs = {"copy_groups", std::nullopt},
    .words = {"groups", "were changed", "were not changed", "are so already", "Copying groups"},
    .memberships = &kGroupsCopied,
    .may_resend = true,
    .undo = "remove_groups"};

const Action kCopyApps{
    .needs = {"copy_apps", std::nullopt},
    .words = {"apps", "were changed", "were not changed", "are so already", "Copying apps"},
    .memberships = &kAppsCopied,
    .undo = "unassign_apps"};

std::vector<std::string> ids_in(const boost::json::object& input, std::string_view field) {
  std::vector<std::string> ids;
  const auto* list = back::json::array_at(input, field);
  if (list == nullptr) return ids;
  for (const auto& each : *list)
    if (each.is_string()) ids.emplace_back(each.get_string());
  return ids;
}

}  // namespace okta
