#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <system_error>

#include "cli/interrupt.hpp"

namespace back::cli {
namespace {

constexpr int kEnd = SIGUSR1;  // from the destructor to the thread

sigset_t watched() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, kEnd}) sigaddset(&signals, signal);
  return signals;
}

}  // namespace

Interrupts::Interrupts(std::function<void()> on_second, std::chrono::milliseconds same_gesture) {
  if (::pipe2(pipe_, O_CLOEXEC | O_NONBLOCK) != 0)
    throw std::system_error(errno, std::generic_category(), "pipe");
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away is an error of writing, nothing more
  const sigset_t signals = watched();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  thread_ = std::thread(
      [this, on_second = std::move(on_second), same_gesture] { watch(on_second, same_gesture); });
}

Interrupts::~Interrupts() {
  pthread_kill(thread_.native_handle(), kEnd);
  thread_.join();
  ::close(pipe_[0]);
  ::close(pipe_[1]);
}

void Interrupts::watch(const std::function<void()>& on_second,
                       std::chrono::milliseconds same_gesture) {
  const sigset_t signals = watched();
  int received = 0;
  std::chrono::steady_clock::time_point first;
  while (sigwait(&signals, &received) == 0 && received != kEnd) {
    const auto now = std::chrono::steady_clock::now();
    if (stop_.stop_requested()) {
      if (now - first >= same_gesture) on_second();
      continue;
    }
    first = now;
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(pipe_[1], &byte, 1);
    stop_.request_stop();
  }
}

}  // namespace back::cli
