#include "cli/terminal.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "cli/problem.hpp"
#include "cli/secret_prompt.hpp"

namespace back::cli {
namespace {

constexpr std::size_t kLongestLine = 64u << 10;

}  // namespace

bool is_terminal(int descriptor) { return ::isatty(descriptor) == 1; }

std::size_t prose_width(int descriptor) {
  constexpr std::size_t kLeast = 40, kUsual = 80, kMost = 110;
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsual;
  return std::clamp<std::size_t>(size.ws_col, kLeast, kMost);
}

void wait_for_input(int descriptor, const Interrupts& interrupts) {
  while (true) {
    pollfd waits[] = {{descriptor, POLLIN, 0}, {interrupts.descriptor(), POLLIN, 0}};
    if (::poll(waits, 2, -1) < 0 && errno != EINTR) refuse_without_input("The input is broken.");
    if (waits[1].revents != 0) stop_here();
    if (waits[0].revents != 0) return;
  }
}

DescriptorKeyboard::~DescriptorKeyboard() { wipe(ahead_.data(), ahead_.size()); }

std::optional<std::string> DescriptorKeyboard::line() {
  while (ahead_.find('\n') == std::string::npos && ahead_.size() < kLongestLine) {
    wait_for_input(descriptor_, interrupts_);
    char bytes[512];
    const ssize_t count = ::read(descriptor_, bytes, sizeof bytes);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    ahead_.append(bytes, static_cast<std::size_t>(count));
  }
  const auto end = ahead_.find('\n');
  if (end == std::string::npos && ahead_.empty()) return std::nullopt;
  std::string line = ahead_.substr(0, end);
  ahead_.erase(0, end == std::string::npos ? end : end + 1);
  return line;
}

std::optional<Secret> DescriptorKeyboard::secret_line(const std::function<void()>& ask) {
  return read_without_echo(descriptor_, interrupts_, ask);
}

void forbid_core_files() {
  // Not 0: that limit counts for files only. 1 is too small for a file, and Linux gives nothing to
  // a program that collects cores either (fs/coredump.c).
  const rlimit none{1, 1};
  ::setrlimit(RLIMIT_CORE, &none);
}

}  // namespace back::cli
