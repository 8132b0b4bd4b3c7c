#include "program.hpp"

#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace back::bench {
namespace {

std::string temporary_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "bench-emulator-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
  return name;
}

// One line of what the other end writes.
std::string read_line(int descriptor) {
  std::string line;
  char character = 0;
  while (::read(descriptor, &character, 1) == 1 && character != '\n') line += character;
  return line;
}

}  // namespace

bool stay_on_core(unsigned core) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(core, &cores);
  return sched_setaffinity(0, sizeof cores, &cores) == 0;
}

EmulatorOnOneCore::EmulatorOnOneCore(const boost::json::value& seed) : folder_(temporary_folder()) {
  const std::string file = folder_ + "/seed.json";
  std::ofstream(file) << boost::json::serialize(seed);
  const std::string ca = folder_ + "/ca.pem";
  std::array<int, 2> output{};
  if (pipe(output.data()) != 0) throw std::runtime_error("cannot make a pipe");
  pid_ = fork();
  if (pid_ < 0) throw std::runtime_error("cannot start a process");
  if (pid_ == 0) {
    stay_on_core(0);
    dup2(output[1], STDOUT_FILENO);
    close(output[0]);
    close(output[1]);
    execl(BACK_EMULATOR, BACK_EMULATOR, "--quiet", "--seed", file.c_str(), "--ca", ca.c_str(),
          static_cast<char*>(nullptr));
    _exit(127);
  }
  close(output[1]);
  const std::string ready = read_line(output[0]);
  close(output[0]);
  if (ready.empty()) throw std::runtime_error("okta-emulator did not start");
  port_ = boost::json::parse(ready).at("okta").at("port").to_number<std::uint16_t>();
}

EmulatorOnOneCore::~EmulatorOnOneCore() {
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

double EmulatorOnOneCore::cpu_seconds() const {
  clockid_t clock{};
  timespec time{};
  if (clock_getcpuclockid(pid_, &clock) != 0 || clock_gettime(clock, &time) != 0) {
    throw std::runtime_error("cannot read the emulator's CPU time");
  }
  return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

double EmulatorOnOneCore::resident_bytes() const {
  std::ifstream file("/proc/" + std::to_string(pid_) + "/statm");
  double all = 0;
  double resident = 0;
  file >> all >> resident;
  return resident * double(sysconf(_SC_PAGESIZE));
}

}  // namespace back::bench
