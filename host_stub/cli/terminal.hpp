// The program's own terminal, or what stands in its place.
#pragma once

#include <cstddef>
#include <string>

#include "cli/console.hpp"
#include "cli/interrupt.hpp"

namespace back::cli {

bool is_terminal(int descriptor);

// Columns for prose: those of the terminal within reason, 80 without one.
std::size_t prose_width(int descriptor);

// Reads lines from a descriptor, and secrets without echo if it is a terminal.
class DescriptorKeyboard : public Keyboard {
 public:
  DescriptorKeyboard(int descriptor, const Interrupts& interrupts)
      : descriptor_(descriptor), interrupts_(interrupts) {}
  ~DescriptorKeyboard() override;

  std::optional<std::string> line() override;
  std::optional<Secret> secret_line(const std::function<void()>& ask) override;

 private:
  int descriptor_;
  const Interrupts& interrupts_;
  std::string ahead_;  // read, but not asked for yet
};

// Returns when there is something to read. Throws Refused "stopped" on Ctrl-C.
void wait_for_input(int descriptor, const Interrupts& interrupts);

// Where core files are written, secrets go with them: this process writes none.
void forbid_core_files();

}  // namespace back::cli
