#include "okta_emulator/text.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "okta_emulator/message.hpp"

namespace okta_emulator {

std::string_view header(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (same_text(key, name)) return value;
  }
  return {};
}

char lower(char character) {
  return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                              : character;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& character : result) character = lower(character);
  return result;
}

bool same_text(std::string_view left, std::string_view right) {
  return left.size() == right.size() && starts_with_text(left, right);
}

bool starts_with_text(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  return std::equal(prefix.begin(), prefix.end(), text.begin(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

bool contains_text(std::string_view text, std::string_view part) {
  return std::search(text.begin(), text.end(), part.begin(), part.end(),
                     [](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

namespace {

int hex_digit(char character) {
  if (character >= '0' && character <= '9') return character - '0';
  const char folded = lower(character);
  return folded >= 'a' && folded <= 'f' ? folded - 'a' + 10 : -1;
}

constexpr std::string_view kHexDigits = "0123456789abcdef";

void append_hex(std::string& result, unsigned char byte, std::string_view digits) {
  result += digits[byte >> 4U];
  result += digits[byte & 15U];
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      result += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      result += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  return result;
}

std::string form_encode(std::string_view text) {
  std::string result;
  for (const char character : text) {
    const bool plain = (character >= 'a' && character <= 'z') ||
                       (character >= 'A' && character <= 'Z') ||
                       (character >= '0' && character <= '9') ||
                       std::string_view("*-._").find(character) != std::string_view::npos;
    if (plain) {
      result += character;
    } else if (character == ' ') {
      result += '+';
    } else {
      result += '%';
      append_hex(result, static_cast<unsigned char>(character), "0123456789ABCDEF");
    }
  }
  return result;
}

std::string sha256_hex(std::string_view text) {
  // Every request's token is hashed; finding the algorithm by its name costs as much as that.
  static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  std::array<unsigned char, 32> digest{};
  EVP_Digest(text.data(), text.size(), digest.data(), nullptr, sha256, nullptr);
  std::string result;
  result.reserve(digest.size() * 2);
  for (const unsigned char byte : digest) append_hex(result, byte, kHexDigits);
  return result;
}

bool matches_glob(std::string_view pattern, std::string_view text) {
  while (!pattern.empty() && pattern.front() != '*') {
    if (text.empty() || text.front() != pattern.front()) return false;
    pattern.remove_prefix(1);
    text.remove_prefix(1);
  }
  if (pattern.empty()) return text.empty();
  const bool deep = pattern.substr(0, 2) == "**";
  pattern.remove_prefix(deep ? 2 : 1);
  while (!matches_glob(pattern, text)) {
    if (text.empty() || (!deep && text.front() == '/')) return false;
    text.remove_prefix(1);
  }
  return true;
}

}  // namespace okta_emulator
