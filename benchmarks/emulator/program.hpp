// okta-emulator as a process of its own, on one core, with what the system counts of it.
#pragma once

#include <sys/types.h>

#include <boost/json.hpp>
#include <cstdint>
#include <string>

namespace back::bench {

// From now on this process, and what it starts, runs on that core only; false where the machine has
// no such core.
bool stay_on_core(unsigned core);

class EmulatorOnOneCore {
 public:
  explicit EmulatorOnOneCore(const boost::json::value& seed);
  ~EmulatorOnOneCore();
  EmulatorOnOneCore(const EmulatorOnOneCore&) = delete;
  EmulatorOnOneCore& operator=(const EmulatorOnOneCore&) = delete;

  std::uint16_t port() const { return port_; }
  double cpu_seconds() const;  // user and system, all its threads
  double resident_bytes() const;

 private:
  std::string folder_;
  pid_t pid_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace back::bench
