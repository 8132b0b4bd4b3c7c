// The statuses of an Okta account: what people call them, and which operations Okta permits in each
// when its answer does not say so itself.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace okta {

enum class Status {
  staged,
  provisioned,
  active,
  recovery,
  password_expired,
  locked_out,
  suspended,
  deprovisioned,
  activating,  // transitional
  unknown,     // a word that this version does not know: nothing is decided by it
};

// Operations that Okta publishes in _links while they are permitted.
enum class Operation : std::uint8_t {
  activate,
  deactivate,
  reactivate,
  suspend,
  unsuspend,
  unlock,
  reset_password,
  expire_password,
};

class Operations {
 public:
  constexpr Operations() = default;
  constexpr Operations(std::initializer_list<Operation> operations) {
    for (const Operation each : operations) add(each);
  }
  constexpr void add(Operation operation) { bits_ |= bit(operation); }
  constexpr bool has(Operation operation) const { return (bits_ & bit(operation)) != 0; }
  constexpr bool operator==(const Operations&) const = default;

 private:
  static constexpr unsigned bit(Operation operation) {
    return 1U << static_cast<unsigned>(operation);
  }
  unsigned bits_ = 0;
};

struct StatusRow {
  Status status;
  std::string_view code;   // Okta's word
  std::string_view label;  // what people read: "Active"
  std::string_view tone;   // good, neutral, warning, bad
  Operations permitted;    // the fallback
  std::string_view source;
};

std::span<const StatusRow> status_rows();
const StatusRow& row_of(Status status);
Status status_of(std::string_view code);
// Activated, and neither suspended nor deactivated since: its owner can get in, or could after
// unlocking it or setting a password.
bool is_in_use(Status status);

struct OperationRow {
  Operation operation;
  std::string_view link;  // its name in _links
};
inline constexpr std::array<OperationRow, 8> kOperations = {{
    {Operation::activate, "activate"},
    {Operation::deactivate, "deactivate"},
    {Operation::reactivate, "reactivate"},
    {Operation::suspend, "suspend"},
    {Operation::unsuspend, "unsuspend"},
    {Operation::unlock, "unlock"},
    {Operation::reset_password, "resetPassword"},
    {Operation::expire_password, "expirePassword"},
}};
std::string_view name_of(Operation operation);

}  // namespace okta
