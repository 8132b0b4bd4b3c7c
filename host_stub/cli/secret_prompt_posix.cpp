#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <mutex>

#include "cli/problem.hpp"
#include "cli/secret_prompt.hpp"
#include "cli/terminal.hpp"

namespace back::cli {
namespace {

constexpr std::size_t kLongestSecret = 8192;

std::mutex changing;
int changed_terminal = -1;
termios as_before;

// No echo while this lives. Ctrl-Z has to wait as well: it would leave the shell without echo.
class Silence {
 public:
  explicit Silence(int terminal) {
    sigset_t suspend;
    sigemptyset(&suspend);
    sigaddset(&suspend, SIGTSTP);
    pthread_sigmask(SIG_BLOCK, &suspend, &mask_);
    const std::lock_guard lock(changing);
    termios silent{};
    if (::tcgetattr(terminal, &as_before) == 0) {
      silent = as_before;
      silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
      silent.c_lflag |= ICANON | ECHONL;
      if (::tcsetattr(terminal, TCSAFLUSH, &silent) == 0) changed_terminal = terminal;
    }
    on_ = changed_terminal == terminal;
  }
  ~Silence() {
    restore_echo();
    pthread_sigmask(SIG_SETMASK, &mask_, nullptr);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

  bool on() const { return on_; }

 private:
  sigset_t mask_{};
  bool on_ = false;
};

struct Bytes {
  std::array<char, kLongestSecret + 2> data{};
  std::size_t size = 0;
  ~Bytes() { wipe(data.data(), data.size()); }
};

// True when the line is complete; false at the end of the input.
bool read_more(int terminal, Bytes& bytes) {
  const ssize_t count =
      ::read(terminal, bytes.data.data() + bytes.size, bytes.data.size() - bytes.size);
  if (count < 0 && errno == EINTR) return true;
  if (count <= 0) return false;
  bytes.size += static_cast<std::size_t>(count);
  return true;
}

}  // namespace

void restore_echo() noexcept {
  const std::lock_guard lock(changing);
  if (changed_terminal < 0) return;
  ::tcsetattr(changed_terminal, TCSAFLUSH, &as_before);
  changed_terminal = -1;
}

std::optional<Secret> read_without_echo(int terminal, const Interrupts& interrupts,
                                        const std::function<void()>& ask) {
  const Silence silence(terminal);
  if (!silence.on())
    refuse_without_input("The terminal cannot hide what is typed; use --secret-file instead.");
  ask();
  Bytes bytes;
  while (true) {
    const std::string_view typed(bytes.data.data(), bytes.size);
    if (const auto end = typed.find('\n'); end != typed.npos) return Secret(typed.substr(0, end));
    if (bytes.size == bytes.data.size())
      refuse_without_input("What was typed is too long for a secret.");
    wait_for_input(terminal, interrupts);
    if (!read_more(terminal, bytes)) return std::nullopt;
  }
}

}  // namespace back::cli
