// Programs that a measurement needs beside it: the emulator, and itself anew in a fresh process.
#pragma once

#include <sys/types.h>

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace back::bench {

// A folder that is gone at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

// A program under way whose standard input is written and whose output is read here. Throws
// std::runtime_error when it cannot be started.
class Child {
 public:
  Child(const std::string& program, const std::vector<std::string>& arguments);
  ~Child();  // SIGTERM, and waits
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void write_line(const std::string& line);
  std::string read_line();
  std::string read_all();
  void signal(int number) const;
  int wait();  // its exit code; 128 + n if signal n ended it

 private:
  pid_t pid_ = -1;
  int input_ = -1;
  int output_ = -1;
};

// Runs a program to its end and returns the JSON object that it printed. Throws std::runtime_error
// unless it exits with 0.
boost::json::object ask(const std::string& program, const std::vector<std::string>& arguments);

// okta-emulator in a process of its own, with so many organisations and people in each.
class EmulatorProcess {
 public:
  EmulatorProcess(int organisations, int people);
  explicit EmulatorProcess(const std::vector<boost::json::object>& seeds);

  std::uint16_t port() const { return port_; }
  const std::string& ca_file() const { return ca_file_; }
  // A server that has stopped answers nothing, and keeps its connections.
  void pause() const;
  void resume() const;

 private:
  TemporaryFolder folder_;
  std::string ca_file_;
  std::uint16_t port_ = 0;
  std::vector<std::string> arguments(const std::vector<boost::json::object>& seeds) const;
  Child child_;
};

}  // namespace back::bench
