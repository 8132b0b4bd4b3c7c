#include "support/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "support/world.hpp"

extern char** environ;

namespace back::bench {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error(what); }

std::vector<boost::json::object> plain_seeds(int organisations, int people) {
  std::vector<boost::json::object> seeds;
  for (int i = 0; i < organisations; ++i) seeds.push_back(seed(i, people));
  return seeds;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "back-bench-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) fail("There is no temporary folder to be had.");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Child::Child(const std::string& program, const std::vector<std::string>& arguments) {
  int in[2];
  int out[2];
  if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) fail("There is no pipe to be had.");
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  const int error = posix_spawn(&pid_, program.c_str(), &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(in[0]);
  ::close(out[1]);
  input_ = in[1];
  output_ = out[0];
  if (error != 0) fail(program + " cannot be started.");
}

Child::~Child() {
  if (pid_ > 0) {
    ::kill(pid_, SIGCONT);
    ::kill(pid_, SIGTERM);
    wait();
  }
  ::close(input_);
  ::close(output_);
}

void Child::write_line(const std::string& line) {
  const std::string whole = line + '\n';
  if (::write(input_, whole.data(), whole.size()) != static_cast<ssize_t>(whole.size()))
    fail("A program that is measured has ended early.");
}

std::string Child::read_line() {
  std::string line;
  char c = 0;
  while (::read(output_, &c, 1) == 1 && c != '\n') line += c;
  return line;
}

std::string Child::read_all() {
  std::string text;
  char buffer[4096];
  for (ssize_t size = 0; (size = ::read(output_, buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(size));
  return text;
}

void Child::signal(int number) const { ::kill(pid_, number); }

int Child::wait() {
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

boost::json::object ask(const std::string& program, const std::vector<std::string>& arguments) {
  Child child(program, arguments);
  const std::string text = child.read_all();
  const int code = child.wait();
  if (code != 0) fail(program + " ended with code " + std::to_string(code) + ".");
  return boost::json::parse(text).as_object();
}

std::vector<std::string> EmulatorProcess::arguments(
    const std::vector<boost::json::object>& seeds) const {
  std::vector<std::string> given{"--quiet", "--ca", ca_file_};
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    const std::string file = folder_ / (std::to_string(i) + ".json");
    std::ofstream(file) << boost::json::serialize(seeds[i]);
    given.insert(given.end(), {"--seed", file});
  }
  return given;
}

EmulatorProcess::EmulatorProcess(int organisations, int people)
    : EmulatorProcess(plain_seeds(organisations, people)) {}

EmulatorProcess::EmulatorProcess(const std::vector<boost::json::object>& seeds)
    : ca_file_(folder_ / "ca.pem"), child_(BACK_EMULATOR, arguments(seeds)) {
  const std::string ready = child_.read_line();
  if (ready.empty()) fail("The emulator did not start.");
  const auto addresses = boost::json::parse(ready);
  port_ = addresses.at("okta").at("port").to_number<std::uint16_t>();
}

void EmulatorProcess::pause() const { child_.signal(SIGSTOP); }
void EmulatorProcess::resume() const { child_.signal(SIGCONT); }

}  // namespace back::bench
