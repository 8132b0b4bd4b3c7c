#include "okta/config/token.hpp"

#include <algorithm>

#include "okta/model/text.hpp"

namespace okta {
namespace {

constexpr std::size_t kShortest = 20;
constexpr std::size_t kLongest = 200;

}  // namespace

std::optional<Refusal> wrong_token(std::string_view token) {
  if (token.empty()) {
    return Refusal{
        "Paste the API token: create one in Okta under Security, API, Tokens, and copy it before "
        "closing the window."};
  }
  const auto allowed = [](char c) { return is_alphanumeric(c) || c == '-' || c == '_'; };
  if (token.size() < kShortest || token.size() > kLongest ||
      !std::all_of(token.begin(), token.end(), allowed)) {
    return Refusal{
        "This is not an Okta API token: it has 20 to 200 letters, digits, hyphens and underscores "
        "and nothing else. Copy it from Okta again, without spaces or line breaks."};
  }
  return std::nullopt;
}

}  // namespace okta
