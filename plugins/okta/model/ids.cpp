#include "okta/model/ids.hpp"

#include <algorithm>

#include "okta/model/text.hpp"

namespace okta {
namespace {

constexpr std::size_t kLength = 20;
constexpr std::size_t kShortestTransaction = 8;
constexpr std::size_t kLongestTransaction = 100;

bool all_alphanumeric(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_alphanumeric(c); });
}

bool fits_prefix(std::string_view text, std::string_view prefix) {
  return text.size() == kLength && text.starts_with(prefix) && all_alphanumeric(text);
}

bool lower(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

bool UserKind::fits(std::string_view text) { return fits_prefix(text, "00u"); }
bool GroupKind::fits(std::string_view text) { return fits_prefix(text, "00g"); }
bool AppKind::fits(std::string_view text) { return fits_prefix(text, "0oa"); }
bool RuleKind::fits(std::string_view text) { return fits_prefix(text, "0pr"); }
bool OrganisationKind::fits(std::string_view text) { return fits_prefix(text, "00o"); }

bool FactorKind::fits(std::string_view text) {
  return text.size() == kLength && lower(text[0]) && lower(text[1]) && all_alphanumeric(text);
}

bool TransactionKind::fits(std::string_view text) {
  return text.size() >= kShortestTransaction && text.size() <= kLongestTransaction &&
         is_alphanumeric(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
           return is_alphanumeric(c) || c == '.' || c == '_' || c == '-';
         });
}

std::string wrong_id_sentence(std::string_view kind) {
  return "This is not the id of an Okta " + std::string(kind) +
         ": nothing was sent. Open the requester again and choose from what is shown there.";
}

}  // namespace okta
