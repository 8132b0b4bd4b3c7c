// What to show of a wait as time passes. Knows neither clock nor thread: see waiting.hpp.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace back::cli {

class Narrator {
 public:
  // terminal: one line that is overwritten; otherwise a line for each new sentence, and one now and
  // then.
  Narrator(bool terminal, std::string_view what);

  // What is going on now. fraction: 0..1, or negative if unknown.
  void report(double fraction, std::string_view sentence);

  // The line to show after that time, if any. Nothing within the first second.
  std::optional<std::string> tick(std::chrono::milliseconds since_start);

 private:
  const bool terminal_;
  std::string sentence_;
  double fraction_ = -1;
  std::string shown_;
  std::chrono::milliseconds shown_at_{0};
};

}  // namespace back::cli
