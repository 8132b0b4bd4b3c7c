#include "okta/model/status.hpp"

#include <algorithm>

namespace okta {
namespace {

using enum Operation;

// "rec" are recorded exchanges with real organisations; the link sets they show are the permitted
// operations.
constexpr std::array<StatusRow, 10> kRows = {{
    {Status::staged, "STAGED", "Not activated yet", "neutral", {activate}, "rec 008"},
    {Status::provisioned,
     "PROVISIONED",
     "Activated, has not set a password yet",
     "warning",
     {deactivate, reactivate, suspend, reset_password},
     "rec 005"},
    {Status::active,
     "ACTIVE",
     "Active",
     "good",
     {deactivate, suspend, reset_password, expire_password},
     "rec 003"},
    {Status::recovery,
     "RECOVERY",
     "Resetting the password",
     "warning",
     {deactivate, reactivate, suspend, reset_password},
     "inferred; that it may be reactivated is documented"},
    {Status::password_expired,
     "PASSWORD_EXPIRED",
     "Password expired",
     "warning",
     {deactivate, suspend, reset_password, expire_password},
     "rec 012"},
    {Status::locked_out,
     "LOCKED_OUT",
     "Locked out",
     "bad",
     {deactivate, suspend, unlock, reset_password},
     "inferred"},
    {Status::suspended, "SUSPENDED", "Suspended", "bad", {deactivate, unsuspend}, "rec 011"},
    {Status::deprovisioned, "DEPROVISIONED", "Deactivated", "bad", {activate}, "rec 010"},
    {Status::activating, "ACTIVATING", "Being activated", "neutral", {}, "documented"},
    {Status::unknown, "", "Unknown status", "warning", {}, ""},
}};

}  // namespace

std::span<const StatusRow> status_rows() { return kRows; }

const StatusRow& row_of(Status status) {
  return *std::find_if(kRows.begin(), kRows.end(),
                       [=](const StatusRow& row) { return row.status == status; });
}

Status status_of(std::string_view code) {
  const auto* const row = std::find_if(kRows.begin(), kRows.end(),
                                       [=](const StatusRow& each) { return each.code == code; });
  return row == kRows.end() ? Status::unknown : row->status;
}

bool is_in_use(Status status) {
  switch (status) {
    case Status::active:
    case Status::provisioned:
    case Status::recovery:
    case Status::password_expired:
    case Status::locked_out:
      return true;
    default:
      return false;
  }
}

std::string_view name_of(Operation operation) {
  return kOperations[static_cast<std::size_t>(operation)].link;
}

}  // namespace okta
