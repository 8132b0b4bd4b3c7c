// The only file of the plugin side that includes POSIX headers. Signals are blocked before the
// thread exists, so there is no moment at which it could receive one.
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

#include "loop/system.hpp"

namespace back::loop {
namespace {

class AllSignalsBlocked {
 public:
  AllSignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~AllSignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  AllSignalsBlocked(const AllSignalsBlocked&) = delete;
  AllSignalsBlocked& operator=(const AllSignalsBlocked&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

std::thread start_quiet_thread(const char* name, std::function<void()> body) {
  const AllSignalsBlocked while_starting;
  std::thread thread(std::move(body));
#if defined(__APPLE__)
  static_cast<void>(name);
#else
  pthread_setname_np(thread.native_handle(), name);
#endif
  return thread;
}

int open_private_socket(int family, int type, int protocol) {
#if defined(SOCK_CLOEXEC)
  return ::socket(family, type | SOCK_CLOEXEC, protocol);
#else
  return ::socket(family, type, protocol);
#endif
}

void close_socket(int socket) { ::close(socket); }

bool shut_down_if_it_has_input(int socket) {
  char discarded[4096];
  if (::recv(socket, discarded, sizeof discarded, MSG_PEEK | MSG_DONTWAIT) < 0) return false;
  ::shutdown(socket, SHUT_RDWR);
  // Bounded: nothing new can arrive.
  while (::recv(socket, discarded, sizeof discarded, MSG_DONTWAIT) > 0) {
  }
  return true;
}

}  // namespace back::loop
