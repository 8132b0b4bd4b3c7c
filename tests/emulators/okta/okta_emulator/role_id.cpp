#include "okta_emulator/role_id.hpp"

namespace okta_emulator {
namespace {

std::string base32(std::string_view text) {
  static constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string result;
  unsigned int bits = 0;
  unsigned int count = 0;
  for (const char character : text) {
    bits = (bits << 8U) | static_cast<unsigned char>(character);
    for (count += 8; count >= 5; count -= 5) result += kAlphabet[(bits >> (count - 5)) & 31U];
    bits &= (1U << count) - 1;
  }
  if (count > 0) result += kAlphabet[(bits << (5 - count)) & 31U];
  return result;
}

}  // namespace

std::string role_id(std::string_view type, Ids& ids) {
  const bool scoped = type == "USER_ADMIN" || type == "APP_ADMIN" || type == "HELP_DESK_ADMIN" ||
                      type == "GROUP_MEMBERSHIP_ADMIN";
  return scoped ? base32(type) : ids.object("ra1");
}

}  // namespace okta_emulator
