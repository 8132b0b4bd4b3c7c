#include "okta/model/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

namespace okta {
namespace {

constexpr char fold(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

struct Range {
  std::uint32_t first, last;
};
// Soft hyphen; Arabic letter mark; zero-width and direction marks; separators, embeddings and
// overrides; invisible operators and isolates; variation tags; byte order mark; interlinear
// annotation; what is no character at all; language tags.
constexpr std::array<Range, 9> kInvisible = {{{0xAD, 0xAD},
                                              {0x61C, 0x61C},
                                              {0x200B, 0x200F},
                                              {0x2028, 0x202E},
                                              {0x2060, 0x206F},
                                              {0xFEFF, 0xFEFF},
                                              {0xFFF9, 0xFFFB},
                                              {0xFFFE, 0xFFFF},
                                              {0xE0000, 0xE007F}}};

bool invisible(std::uint32_t point) {
  if (point < 0x20 || (point >= 0x7F && point <= 0x9F)) return true;
  return std::any_of(kInvisible.begin(), kInvisible.end(),
                     [=](Range range) { return point >= range.first && point <= range.last; });
}

constexpr bool is_printable_ascii(char c) { return c >= ' ' && c <= '~'; }

// Length of the UTF-8 sequence that begins with this byte; JSON has checked that the text is UTF-8.
std::size_t sequence_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0x80) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

std::uint32_t code_point(std::string_view sequence) {
  constexpr std::array<std::uint32_t, 5> kLeadMask = {0, 0x7F, 0x1F, 0x0F, 0x07};
  std::uint32_t point = static_cast<unsigned char>(sequence[0]) & kLeadMask[sequence.size()];
  for (std::size_t i = 1; i < sequence.size(); ++i) {
    point = (point << 6U) | (static_cast<unsigned char>(sequence[i]) & 0x3FU);
  }
  return point;
}

bool has_form(std::string_view text, std::string_view form) {
  return text.size() >= form.size() &&
         std::equal(form.begin(), form.end(), text.begin(), [](char expected, char c) {
           return expected == '0' ? c >= '0' && c <= '9' : c == expected;
         });
}

}  // namespace

std::string folded(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), fold);
  return result;
}

bool same_folded(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return fold(a) == fold(b); });
}

std::string shown(std::string_view text, std::size_t longest) {
  if (text.size() <= longest &&
      std::all_of(text.begin(), text.end(), [](char c) { return is_printable_ascii(c); }))
    return std::string(text);  // nearly always
  std::string result;
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view sequence = text.substr(i, sequence_length(text[i]));
    i += sequence.size();
    const std::uint32_t point = code_point(sequence);
    const bool space =
        point == '\n' || point == '\r' || point == '\t' || point == 0x2028 || point == 0x2029;
    if (!space && invisible(point)) continue;
    if (characters == longest) return result + "…";
    if (space) {
      result += ' ';
    } else {
      result += sequence;
    }
    ++characters;
  }
  return result;
}

std::string shown_time(std::string_view rfc3339) {
  if (!has_form(rfc3339, "0000-00-00T00:00:00") || !rfc3339.ends_with('Z') || rfc3339.size() > 30)
    return {};
  std::string shown(rfc3339.substr(0, 16));
  shown[10] = ' ';
  return shown + " UTC";
}

std::optional<std::chrono::sys_seconds> time_of(std::string_view rfc3339) {
  namespace chrono = std::chrono;
  if (shown_time(rfc3339).empty()) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t digits) {
    int value = 0;
    for (const char c : rfc3339.substr(at, digits)) value = value * 10 + (c - '0');
    return value;
  };
  const chrono::year_month_day date{chrono::year(number(0, 4)),
                                    chrono::month(static_cast<unsigned>(number(5, 2))),
                                    chrono::day(static_cast<unsigned>(number(8, 2)))};
  const int hours = number(11, 2);
  const int minutes = number(14, 2);
  const int seconds = number(17, 2);
  if (!date.ok() || hours > 23 || minutes > 59 || seconds > 60) return std::nullopt;
  return chrono::sys_days(date) + chrono::hours(hours) + chrono::minutes(minutes) +
         chrono::seconds(seconds);
}

std::string ago(std::chrono::sys_seconds then, std::chrono::sys_seconds now) {
  const auto seconds = (now - then).count();
  const auto minutes = seconds / 60;
  const auto hours = minutes / 60;
  const auto days = hours / 24;
  if (minutes < 1) return "just now";
  if (hours < 1) return std::to_string(minutes) + " min ago";
  if (days < 1) return std::to_string(hours) + " h ago";
  return std::to_string(days) + (days == 1 ? " day ago" : " days ago");
}

std::string rfc3339(std::chrono::sys_seconds time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text.data();
}

}  // namespace okta
