// Okta's ids, one type per kind. An id exists only if it has the form of its kind, so that no text
// can reach a path or be taken for an account: not "..", not "me", not an empty word, not a login.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace okta {

// The forms: a user's id is 00u and 17 letters or digits, and so on. A factor's begins with 2 to 4
// lower-case letters that name its type ("mbl", "ost", "crp" ...), 20 characters in all.
struct UserKind {
  static constexpr std::string_view kName = "user";
  static bool fits(std::string_view text);
};
struct GroupKind {
  static constexpr std::string_view kName = "group";
  static bool fits(std::string_view text);
};
struct AppKind {
  static constexpr std::string_view kName = "app";
  static bool fits(std::string_view text);
};
struct RuleKind {
  static constexpr std::string_view kName = "group rule";
  static bool fits(std::string_view text);
};
struct FactorKind {
  static constexpr std::string_view kName = "factor";
  static bool fits(std::string_view text);
};
// Of a push challenge: "v2mst.GldKV5VxTrifyeZmWSQguA".
struct TransactionKind {
  static constexpr std::string_view kName = "push challenge";
  static bool fits(std::string_view text);
};
struct OrganisationKind {
  static constexpr std::string_view kName = "organisation";
  static bool fits(std::string_view text);
};

template <typename Kind>
class Id {
 public:
  static std::optional<Id> from(std::string_view text) {
    if (!Kind::fits(text)) return std::nullopt;
    return Id(std::string(text));
  }
  const std::string& text() const { return text_; }
  auto operator<=>(const Id&) const = default;

 private:
  explicit Id(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

using UserId = Id<UserKind>;
using GroupId = Id<GroupKind>;
using AppId = Id<AppKind>;
using RuleId = Id<RuleKind>;
using FactorId = Id<FactorKind>;
using TransactionId = Id<TransactionKind>;
using OrganisationId = Id<OrganisationKind>;

// "This is not the id of an Okta user." and what to do; the text itself is never repeated.
std::string wrong_id_sentence(std::string_view kind);

}  // namespace okta
