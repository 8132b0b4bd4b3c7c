#include "cli/narrator.hpp"

#include <algorithm>
#include <array>

#include "core/printable.hpp"

namespace back::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kPatience{1000};
constexpr milliseconds kReminder{10000};
constexpr std::array<std::string_view, 4> kSpinner = {"|", "/", "-", "\\"};

std::string percent(double fraction) {
  if (!(fraction >= 0)) return "";
  return " " + std::to_string(static_cast<int>(std::min(fraction, 1.0) * 100)) + " %";
}

std::string without_stop(std::string sentence) {
  while (!sentence.empty() && (sentence.back() == '.' || sentence.back() == ' '))
    sentence.pop_back();
  return sentence;
}

}  // namespace

Narrator::Narrator(bool terminal, std::string_view what)
    : terminal_(terminal), sentence_(without_stop(host::printable(what))) {}

void Narrator::report(double fraction, std::string_view sentence) {
  fraction_ = fraction;
  if (!sentence.empty()) sentence_ = without_stop(host::printable(sentence));
}

std::optional<std::string> Narrator::tick(milliseconds since_start) {
  if (since_start < kPatience) return std::nullopt;
  const std::string text = sentence_ + "..." + percent(fraction_);
  const std::string seconds = " (" + std::to_string(since_start.count() / 1000) + " s)";
  if (terminal_) {
    const auto turn = static_cast<std::size_t>(since_start.count() / 200) % kSpinner.size();
    return std::string(kSpinner[turn]) + " " + text + seconds;
  }
  if (sentence_ == shown_ && since_start - shown_at_ < kReminder) return std::nullopt;
  shown_ = sentence_;
  shown_at_ = since_start;
  return text + seconds;
}

}  // namespace back::cli
