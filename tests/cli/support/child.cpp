#include "support/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <stdexcept>

namespace back::testing {
namespace {

constexpr int kPatienceMs = 60000;

struct Pipe {
  int read = -1;
  int write = -1;
  Pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    read = ends[0];
    write = ends[1];
  }
};

void close_once(int& descriptor) {
  if (descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (const auto& text : texts) all.push_back(const_cast<char*>(text.c_str()));
  all.push_back(nullptr);
  return all;
}

// Only what is safe between fork and exec.
[[noreturn]] void become(char* const* arguments, char* const* environment) {
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::execve(arguments[0], arguments, environment);
  ::_exit(127);
}

}  // namespace

Child::Child(const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
             Streams streams, std::string_view input) {
  start(arguments, environment, streams);
  if (streams == Streams::kTerminal) return;
  [[maybe_unused]] const auto written = ::write(in_, input.data(), input.size());
  close_once(in_);
}

void Child::start(const std::vector<std::string>& arguments,
                  const std::vector<std::string>& environment, Streams streams) {
  const auto argv = pointers(arguments);
  const auto envp = pointers(environment);
  if (streams == Streams::kTerminal) {
    const winsize size{40, 100, 0, 0};
    pid_ = ::forkpty(&terminal_, nullptr, nullptr, &size);
    if (pid_ == 0) become(argv.data(), envp.data());
    out_ = terminal_;
    return;
  }
  Pipe in, out, err;
  if (streams == Streams::kNobodyReads) close_once(out.read);
  pid_ = ::fork();
  if (pid_ == 0) {
    ::dup2(in.read, STDIN_FILENO);
    ::dup2(out.write, STDOUT_FILENO);
    ::dup2(err.write, STDERR_FILENO);
    become(argv.data(), envp.data());
  }
  for (int* unused : {&in.read, &out.write, &err.write}) close_once(*unused);
  in_ = in.write;
  out_ = out.read;
  err_ = err.read;
}

Child::~Child() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  for (int* open : {&in_, &out_, &err_}) close_once(*open);
}

bool Child::read_more() {
  pollfd waits[] = {{out_, POLLIN, 0}, {err_, POLLIN, 0}};
  if (out_ < 0 && err_ < 0) return false;
  const int ready = ::poll(waits, 2, kPatienceMs);
  if (ready < 0 && errno == EINTR) return true;
  if (ready <= 0) throw std::runtime_error("the program says nothing more and does not end");
  const auto drain = [](int& from, short events, std::string& into) {
    if (from < 0 || events == 0) return;
    char bytes[4096];
    const ssize_t count = ::read(from, bytes, sizeof bytes);
    if (count > 0)
      into.append(bytes, static_cast<std::size_t>(count));
    else
      close_once(from);
  };
  drain(out_, waits[0].revents, out_text_);
  drain(err_, waits[1].revents, err_text_);
  return out_ >= 0 || err_ >= 0;
}

bool Child::saw(std::string_view text) {
  while (true) {
    if (const auto at = out_text_.find(text, seen_out_); at != std::string::npos) {
      seen_out_ = at + text.size();
      return true;
    }
    if (const auto at = err_text_.find(text, seen_err_); at != std::string::npos) {
      seen_err_ = at + text.size();
      return true;
    }
    if (!read_more()) return false;
  }
}

void Child::type(std::string_view text) {
  if (::write(terminal_, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
    throw std::runtime_error("nobody can type here");
}

bool Child::echoes() const {
  termios now{};
  return ::tcgetattr(terminal_, &now) == 0 && (now.c_lflag & ECHO) != 0;
}

void Child::signal(int number) { ::kill(pid_, number); }

Finished Child::finish() {
  while (read_more()) {
  }
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  const int exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {exit, out_text_, err_text_};
}

}  // namespace back::testing
