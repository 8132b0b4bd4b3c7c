#include "okta/config/domain.hpp"

#include <algorithm>
#include <array>

namespace okta {
namespace {

// facts: the forms an Okta organisation has; test and internal ones are left out on purpose.
constexpr std::array<std::string_view, 5> kSuffixes = {"okta.com", "oktapreview.com",
                                                       "okta-emea.com", "okta-gov.com", "okta.mil"};
constexpr std::string_view kScheme = "https://";
constexpr std::string_view kAdmin = "-admin";
constexpr std::size_t kLongestLabel = 63;

constexpr std::string_view kEmpty =
    "Type your Okta domain, for example back-demo or back-demo.okta.com.";
constexpr std::string_view kCharacters =
    "An Okta domain has only the letters a to z, digits and hyphens, no spaces or other "
    "characters: "
    "type it again, for example back-demo or back-demo.okta.com.";
constexpr std::string_view kUpperCase =
    "Type the Okta domain in lower case, for example back-demo or back-demo.okta.com.";
constexpr std::string_view kNotHttps =
    "An Okta address starts with https:// or with the name itself: type back-demo.okta.com or just "
    "back-demo.";
constexpr std::string_view kMore =
    "Type only the domain, without user name, port, path or anything else, for example "
    "back-demo.okta.com.";
constexpr std::string_view kSuffix =
    "An Okta domain ends in okta.com, oktapreview.com, okta-emea.com, okta-gov.com or okta.mil: "
    "type it like back-demo.okta.com. A custom domain cannot be used; its Okta address is shown in "
    "the Okta admin console, under your name at the top right.";
constexpr std::string_view kNoSuffix =
    "After https:// comes the whole address: type https://back-demo.okta.com, or just back-demo.";
constexpr std::string_view kLabel =
    "The name before the first dot has 1 to 63 letters a to z, digits and hyphens, neither begins "
    "nor ends with a hyphen and is not an encoded (xn--) name: type it like back-demo.";

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A lower-case LDH label; "--" in the third and fourth place is reserved for encoded names (RFC
// 5891, 4.2.3.1).
bool is_label(std::string_view text) {
  if (text.empty() || text.size() > kLongestLabel) return false;
  if (text.front() == '-' || text.back() == '-') return false;
  if (text.size() >= 4 && text.substr(2, 2) == "--") return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

// What is wrong with the characters alone, before any part is looked at.
std::string_view wrong_characters(std::string_view typed) {
  const auto printable = [](char c) { return c > ' ' && c < '\x7f'; };
  if (!std::all_of(typed.begin(), typed.end(), printable)) return kCharacters;
  if (std::any_of(typed.begin(), typed.end(), is_upper)) return kUpperCase;
  return {};
}

std::string_view without_admin(std::string_view label) {
  if (label.ends_with(kAdmin)) label.remove_suffix(kAdmin.size());
  return label;
}

}  // namespace

std::variant<Domain, Refusal> Domain::read(std::string_view typed) {
  const auto refused = [](std::string_view sentence) { return Refusal{std::string(sentence)}; };
  if (typed.empty()) return refused(kEmpty);
  if (const auto wrong = wrong_characters(typed); !wrong.empty()) return refused(wrong);

  std::string_view address = typed;
  const bool with_scheme = address.starts_with(kScheme);
  if (with_scheme) {
    address.remove_prefix(kScheme.size());
    if (address.ends_with('/')) address.remove_suffix(1);
  } else if (address.find("://") != std::string_view::npos) {
    return refused(kNotHttps);
  }
  const auto stray = [](char c) { return !is_lower(c) && !is_digit(c) && c != '-' && c != '.'; };
  if (std::any_of(address.begin(), address.end(), stray)) return refused(kMore);

  const std::size_t dot = address.find('.');
  if (dot == std::string_view::npos && with_scheme) return refused(kNoSuffix);
  const std::string_view typed_suffix =
      dot == std::string_view::npos ? kSuffixes.front() : address.substr(dot + 1);
  const auto* const suffix = std::find(kSuffixes.begin(), kSuffixes.end(), typed_suffix);
  if (suffix == kSuffixes.end()) return refused(kSuffix);

  const std::string_view label = without_admin(address.substr(0, dot));
  if (!is_label(label) || label.ends_with(kAdmin)) return refused(kLabel);
  return Domain(std::string(label), *suffix);
}

}  // namespace okta
