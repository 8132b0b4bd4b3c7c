// The person at the other end, or nobody: what a command needs of a terminal. Tests give it
// strings.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <ostream>
#include <string>

#include "cli/messages.hpp"
#include "cli/style.hpp"
#include "secret/secret.hpp"

namespace back::cli {

class Keyboard {
 public:
  virtual ~Keyboard() = default;
  // Without its line end; nothing at the end of the input. Throws Refused "stopped" on Ctrl-C.
  virtual std::optional<std::string> line() = 0;
  // The same, without echo. ask shows the question, once nothing that is typed is shown any more.
  virtual std::optional<Secret> secret_line(const std::function<void()>& ask) = 0;
};

struct Console {
  std::ostream& out;  // results and nothing else
  Messages& err;      // everything else
  Keyboard& keyboard;
  bool interactive = false;  // a person can be asked: input and messages are a terminal
  bool json = false;         // results as JSON
  Style out_style{};
  Style err_style{};
  std::size_t width = 80;  // columns of prose
};

}  // namespace back::cli
