#include "cli/style.hpp"

namespace back::cli {

std::string Style::toned(std::string_view tone, std::string_view text) const {
  if (tone == "good") return good(text);
  if (tone == "warning") return warning(text);
  if (tone == "bad") return bad(text);
  return std::string(text);
}

std::string Style::dressed(std::string_view code, std::string_view text) const {
  if (!colours_ || text.empty()) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace back::cli
