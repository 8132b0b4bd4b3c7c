#include "okta_form.hpp"

#include <regex>

namespace back::fuzz {
namespace {

constexpr std::size_t kLongest = 256;  // longer than any of the forms

bool matches(std::string_view text, const std::regex& form) {
  return text.size() <= kLongest && std::regex_match(text.begin(), text.end(), form);
}

}  // namespace

std::optional<std::string> host_meant_by(std::string_view typed) {
  static const std::regex form(
      "(https://(?=[^.]+[.]))?"
      "(?!..--)(?!-)([a-z0-9-]{1,63}?)(-admin)?"
      "(?:[.](okta[.]com|oktapreview[.]com|okta-emea[.]com|okta-gov[.]com|okta[.]mil)(/)?)?");
  std::cmatch parts;
  if (typed.size() > kLongest ||
      !std::regex_match(typed.data(), typed.data() + typed.size(), parts, form))
    return std::nullopt;
  const std::string label = parts[2];
  const bool slash_without_scheme = parts[5].matched && !parts[1].matched;
  if (slash_without_scheme || label.back() == '-' || label.ends_with("-admin")) return std::nullopt;
  return label + '.' + (parts[4].matched ? parts[4].str() : "okta.com");
}

bool is_token(std::string_view text) {
  static const std::regex form("[A-Za-z0-9_-]{20,200}");
  return matches(text, form);
}

bool is_user_id(std::string_view text) {
  static const std::regex form("00u[A-Za-z0-9]{17}");
  return matches(text, form);
}

bool is_factor_id(std::string_view text) {
  static const std::regex form("[a-z]{2}[A-Za-z0-9]{18}");
  return matches(text, form);
}

bool is_organisation_id(std::string_view text) {
  static const std::regex form("00o[A-Za-z0-9]{17}");
  return matches(text, form);
}

}  // namespace back::fuzz
