// A person made of lines, and two sheets of paper.
#pragma once

#include <deque>
#include <sstream>
#include <string>

#include "cli/console.hpp"

namespace back::testing {

class FakeKeyboard : public cli::Keyboard {
 public:
  std::deque<std::string> lines;    // typed, one after the other; then the input ends
  std::deque<std::string> secrets;  // the same, for questions without echo

  std::optional<std::string> line() override { return next(lines); }
  std::optional<Secret> secret_line(const std::function<void()>& ask) override {
    ask();
    const auto typed = next(secrets);
    return typed ? std::optional<Secret>(Secret(*typed)) : std::nullopt;
  }

 private:
  static std::optional<std::string> next(std::deque<std::string>& from) {
    if (from.empty()) return std::nullopt;
    std::string first = from.front();
    from.pop_front();
    return first;
  }
};

struct FakeConsole {
  std::ostringstream out;
  std::ostringstream err;
  cli::Messages messages{err, false};
  FakeKeyboard keyboard;
  cli::Console console{out, messages, keyboard};

  explicit FakeConsole(bool interactive = true) { console.interactive = interactive; }
};

}  // namespace back::testing
