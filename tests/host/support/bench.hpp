// What tests of the host stand on: a folder that goes with the test, a log to look at, a company,
// the fixture plugins.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/host.hpp"
#include "core/refused.hpp"
#include "support/bell.hpp"

namespace back::host::test {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

void write_file(const std::string& path, const std::string& text, unsigned mode = 0600);
std::string read_file(const std::string& path);

// A log that keeps its lines.
class KeptLog {
 public:
  KeptLog();
  const std::shared_ptr<Log>& log() const { return log_; }
  // All lines so far as text, one each.
  std::string text();
  // How often a sentence was logged at that level.
  std::size_t count(Level level, const std::string& sentence_part);

 private:
  struct Kept {
    std::mutex mutex;
    std::vector<LogLine> lines;
  };
  std::shared_ptr<Kept> kept_ = std::make_shared<Kept>();
  std::shared_ptr<Log> log_;
};

// The code with which something was refused; empty if it was not.
std::string code_of(const std::function<void()>& act);
std::string sentence_of(const std::function<void()>& act);

// Team it: erin (admin) and omar; team hr: hana. Requests R-1 (it) of dana, R-2 (it) of omar, R-3
// (hr) of dana.
std::shared_ptr<const Directory> small_company();

LoadRules fixtures();

}  // namespace back::host::test
