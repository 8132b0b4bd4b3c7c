// The data files, parsed once: transitions, links, errors and roles. What they mean stands in their
// "about".
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "okta_emulator/status.hpp"

namespace okta_emulator {

// What one operation does to a user of one status.
struct TransitionRow {
  std::string to;     // empty when refused
  std::string error;  // empty when allowed
  std::string about;
  std::string cause;
  std::string source;
  bool allowed() const { return error.empty(); }
};

struct Link {
  std::string name, path, method;
};

struct ErrorText {
  int status = 500;
  std::string summary;
  bool early = false;       // said before any endpoint is asked
  bool unnumbered = false;  // without a request id
};

enum class Capability : std::uint32_t {
  none = 0,
  users_read = 1U << 0U,
  users_manage = 1U << 1U,
  users_lifecycle = 1U << 2U,
  users_password = 1U << 3U,
  users_factors = 1U << 4U,
  users_sessions = 1U << 5U,
  roles_read = 1U << 6U,
  roles_manage = 1U << 7U,
  groups_read = 1U << 8U,
  groups_manage = 1U << 9U,
  org_read = 1U << 10U,
  tokens_read = 1U << 11U,
  admins_manage = 1U << 12U,  // may change users who are administrators
  groups_create = 1U << 13U,  // and change and delete; groups_manage is about their members
  rules_read = 1U << 14U,
  rules_manage = 1U << 15U,
  apps_read = 1U << 16U,
  apps_manage = 1U << 17U,
  apps_assign = 1U << 18U,
  logs_read = 1U << 19U
};

struct RoleKind {
  std::string label;
  std::uint32_t capabilities = 0;  // Capability bits
};

struct Tables {
  std::map<std::string, std::array<TransitionRow, kStatusNames.size()>, std::less<>> transitions;
  std::array<std::vector<Link>, kStatusNames.size()> links;
  std::vector<Link> links_while_moving;
  std::map<std::string, ErrorText, std::less<>> errors;
  std::map<std::string, RoleKind, std::less<>> roles;

  const TransitionRow& transition(std::string_view operation, Status from) const;
};

const Tables& tables();

// Throws std::logic_error for a code that data/errors.json does not have.
const ErrorText& error_text(std::string_view code);

// The bit of a capability name such as "users.read"; none for an unknown name.
Capability parse_capability(std::string_view name);

}  // namespace okta_emulator
