#include "contract/format.hpp"

#include <algorithm>

#include "json/utf8.hpp"

namespace back::contract {
namespace {

using namespace std::string_view_literals;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }
bool is_letter_or_digit(char c) { return is_letter(c) || is_digit(c); }

template <typename Predicate>
bool all(std::string_view text, Predicate predicate) {
  return std::all_of(text.begin(), text.end(), predicate);
}

bool is_one_of(char c, std::string_view set) { return set.find(c) != set.npos; }

// Calls accepts for each part between separators; false as soon as one is refused.
template <typename Predicate>
bool each_part(std::string_view text, char separator, Predicate accepts) {
  while (true) {
    const auto end = text.find(separator);
    if (!accepts(text.substr(0, end))) return false;
    if (end == text.npos) return true;
    text.remove_prefix(end + 1);
  }
}

// No control characters, except newlines if they are allowed.
bool is_printable(std::string_view text, bool newlines) {
  for (std::size_t at = 0; at < text.size();) {
    const json::Utf8Char next = json::decode_utf8(text, at);
    if (!next.valid) return false;
    if (json::is_control(next.code) && !(newlines && next.code == '\n')) return false;
    at += next.size;
  }
  return true;
}

bool is_line(std::string_view text) { return is_printable(text, false); }
bool is_text(std::string_view text) { return is_printable(text, true); }

bool is_identifier(std::string_view text) {
  return !text.empty() && is_lower(text.front()) &&
         all(text, [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

bool is_opaque_id(std::string_view text) {
  return !text.empty() && is_letter_or_digit(text.front()) &&
         all(text, [](char c) { return is_letter_or_digit(c) || is_one_of(c, "._:@-"); });
}

bool is_code(std::string_view text) {
  return !text.empty() &&
         all(text, [](char c) { return is_letter_or_digit(c) || is_one_of(c, "._-"); });
}

// Printable ASCII without blanks, so that it fits into one HTTP header.
bool is_token(std::string_view text) {
  return !text.empty() && all(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

bool is_dns_label(std::string_view text) {
  return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
         all(text, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

bool is_host(std::string_view text) { return each_part(text, '.', is_dns_label); }

// What people paste: a label, a host name, or the https address of one.
bool is_dns_label_or_host(std::string_view text) {
  constexpr auto kScheme = "https://"sv;
  if (text.starts_with(kScheme)) {
    text.remove_prefix(kScheme.size());
    if (text.ends_with('/')) text.remove_suffix(1);
  }
  return text.size() <= 253 && is_host(text);
}

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  if (at == text.npos || at == 0 || at > 64) return false;
  const auto domain = text.substr(at + 1);
  return each_part(text.substr(0, at), '.',
                   [](std::string_view part) {
                     return !part.empty() && all(part, [](char c) {
                       return is_letter_or_digit(c) || is_one_of(c, "!#$%&'*+/=?^_`{|}~-");
                     });
                   }) &&
         domain.find('.') != domain.npos && is_host(domain);
}

bool is_https_url(std::string_view text) {
  constexpr auto kScheme = "https://"sv;
  if (!text.starts_with(kScheme)) return false;
  text.remove_prefix(kScheme.size());
  const auto end = text.find_first_of("/?#");
  if (!is_host(text.substr(0, end))) return false;
  return end == text.npos || all(text.substr(end), [](char c) {
           return c > ' ' && c < '\x7f' && !is_one_of(c, "\"'<>\\^`{|}");
         });
}

// The d attribute of an SVG path: nothing but commands and numbers.
bool is_svg_path(std::string_view text) {
  return (text.starts_with('M') || text.starts_with('m')) &&
         all(text, [](char c) { return is_digit(c) || is_one_of(c, "MmLlHhVvCcSsQqTtAaZz .,-"); });
}

// 1.0.0: three numbers without leading zeros.
bool is_version(std::string_view text) {
  return std::count(text.begin(), text.end(), '.') == 2 &&
         each_part(text, '.', [](std::string_view part) {
           return !part.empty() && part.size() <= 9 && all(part, is_digit) &&
                  (part.size() == 1 || part.front() != '0');
         });
}

constexpr Format kFormats[] = {
    {"code", 64, is_code, "a code of letters, digits, dots, dashes and underscores"},
    {"dns_label_or_host", 262, is_dns_label_or_host,
     "a name of letters, digits and dashes, or a full host name"},
    {"email", 254, is_email, "an e-mail address"},
    {"https_url", 2048, is_https_url, "an address that begins with https://"},
    {"identifier", 64, is_identifier,
     "a small letter and then small letters, digits or underscores"},
    {"line", 4096, is_line, "one line of text without control characters"},
    {"opaque_id", 128, is_opaque_id, "an id of letters, digits and . _ : @ -, at most 128 in all"},
    {"svg_path", 4096, is_svg_path, "SVG path data, which begins with M"},
    {"text", 16384, is_text, "text without control characters other than line ends"},
    {"token", 8192, is_token, "printable characters without blanks or line ends"},
    {"version", 32, is_version, "a version such as 1.0.0"},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  for (const Format& format : kFormats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

bool matches(const Format& format, std::string_view text) {
  return text.size() <= format.max_bytes && format.accepts(text) && is_text(text);
}

}  // namespace back::contract
