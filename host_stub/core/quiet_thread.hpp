// A thread that no signal is delivered to: signals belong to the main thread.
#pragma once

#include <csignal>
#include <thread>
#include <utility>

namespace back::host {

template <typename Work>
std::thread quiet_thread(Work&& work) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  struct Restore {
    const sigset_t& mask;
    ~Restore() { pthread_sigmask(SIG_SETMASK, &mask, nullptr); }
  } restore{before};
  return std::thread(std::forward<Work>(work));  // inherits the full mask
}

}  // namespace back::host
