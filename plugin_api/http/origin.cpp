#include "http/origin.hpp"

#include "http/characters.hpp"

namespace back::http {
namespace {

bool is_label(std::string_view label) {
  const auto fits = [](char c) { return is_lower(c) || is_digit(c) || c == '-'; };
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         all_of(label, fits);
}

}  // namespace

std::optional<std::string> Origin::problem() const {
  const std::string sentence =
      "The host is not a name of lower-case letters, digits and hyphens, such as example.com.";
  if (host.size() > 253) return sentence;
  std::string_view rest = host;
  while (true) {
    const std::size_t dot = std::min(rest.find('.'), rest.size());
    const std::string_view label = rest.substr(0, dot);
    if (!is_label(label)) return sentence;
    // The last label of a name has a letter in it; else it is some notation of an address.
    if (dot == rest.size()) {
      const bool is_name = is_lower(label.front()) && label.substr(0, 2) != "0x";
      return is_name && port != 0 ? std::nullopt : std::optional(sentence);
    }
    rest.remove_prefix(dot + 1);
  }
}

}  // namespace back::http
