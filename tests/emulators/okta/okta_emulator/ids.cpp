#include "okta_emulator/ids.hpp"

namespace okta_emulator {
namespace {

constexpr std::string_view kAlphanumeric =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kUrlSafe =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
constexpr std::string_view kUniqueId =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz@-";
constexpr std::string_view kHexadecimal = "0123456789abcdef";
constexpr std::size_t kIdLength = 20;

}  // namespace

// SplitMix64: each step is independent of the others, so seed and count say everything.
std::uint64_t Ids::next() {
  std::uint64_t value = seed_ + 0x9E3779B97F4A7C15U * ++used_;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31U);
}

std::string Ids::letters(std::size_t count, std::string_view alphabet) {
  std::string result;
  result.reserve(count);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (i % 10 == 0) bits = next();  // ten symbols of six bits from one number
    result += alphabet[bits % alphabet.size()];
    bits /= alphabet.size();
  }
  return result;
}

std::string Ids::object(std::string_view prefix) {
  return std::string(prefix) + letters(kIdLength - prefix.size(), kAlphanumeric);
}

std::string Ids::error() { return "oae" + letters(22, kUrlSafe); }
std::string Ids::old_request() { return letters(27, kUniqueId); }
std::string Ids::uuid() {
  const std::string digits = letters(32, kHexadecimal);
  return digits.substr(0, 8) + '-' + digits.substr(8, 4) + '-' + digits.substr(12, 4) + '-' +
         digits.substr(16, 4) + '-' + digits.substr(20);
}
std::string Ids::request() { return letters(32, kHexadecimal); }
std::string Ids::secret(std::size_t length) { return letters(length, kUrlSafe); }

}  // namespace okta_emulator
