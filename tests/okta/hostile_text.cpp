#include "hostile_text.hpp"

#include <array>
#include <string_view>

namespace okta_test {
namespace {

using Random = std::mt19937_64;

constexpr auto kPieces = std::to_array<std::string_view>({"..",
                                                          ".",
                                                          "/",
                                                          "//",
                                                          "\\",
                                                          "%2f",
                                                          "%2F",
                                                          "%2e%2e",
                                                          "%00",
                                                          "%0d%0a",
                                                          "%",
                                                          "?",
                                                          "?limit=1",
                                                          "#",
                                                          ";",
                                                          "&",
                                                          "=",
                                                          "&after=",
                                                          "@",
                                                          ":",
                                                          " ",
                                                          "\t",
                                                          "\n",
                                                          "\r\nX-Evil: 1",
                                                          std::string_view("\0", 1),
                                                          "\x1b[31m",
                                                          "\x7f",
                                                          "me",
                                                          "rules",
                                                          "users",
                                                          "groups",
                                                          "lifecycle",
                                                          "lifecycle/deactivate",
                                                          "sessions",
                                                          "factors",
                                                          "roles",
                                                          "current",
                                                          "<script>alert(1)</script>",
                                                          "\"><img src=x>",
                                                          "${jndi:ldap://evil.example}",
                                                          "' OR 1=1 --",
                                                          "\" or profile.login pr or \"",
                                                          "*",
                                                          "https://evil.example/",
                                                          "//evil.example",
                                                          "\u202e",
                                                          "\u200b",
                                                          "\ufeff",
                                                          "\u0430dmin",
                                                          "\uff0e\uff0e\uff0f",
                                                          "\u2215",
                                                          "ä",
                                                          "e\u0301",
                                                          "\U0001F600",
                                                          "00u",
                                                          "{}"});

constexpr std::string_view kAlphabet =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

// Of any kind, in the right form.
std::string right_id(Random& random) {
  constexpr std::array<std::string_view, 9> kKinds = {"00u", "00g", "0oa", "opf", "mbl",
                                                      "0pr", "00T", "mst", "00o"};
  std::string id(kKinds[random() % kKinds.size()]);
  while (id.size() < 20) id += kAlphabet[random() % kAlphabet.size()];
  return id;
}

std::string joined_pieces(Random& random) {
  std::string text;
  for (std::uint64_t n = random() % 6; n > 0; --n) text += kPieces[random() % kPieces.size()];
  return text;
}

// A right one with one thing wrong.
std::string almost_right_id(Random& random) {
  std::string id = right_id(random);
  const std::string_view piece = kPieces[random() % kPieces.size()];
  switch (random() % 4) {
    case 0:
      return id + std::string(piece);
    case 1:
      return std::string(piece) + id;
    case 2:
      return id.replace(random() % id.size(), 1, piece);
    default:
      id.pop_back();
      return id;
  }
}

}  // namespace

std::string hostile_text(Random& random) {
  switch (random() % 8) {
    case 0:
      return right_id(random);
    case 1:
    case 2:
    case 3:
      return almost_right_id(random);
    case 4:
      return std::string(random() % 5000, kAlphabet[random() % kAlphabet.size()]);
    default:
      return joined_pieces(random);
  }
}

}  // namespace okta_test
