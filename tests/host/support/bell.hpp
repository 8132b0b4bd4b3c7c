// Rings whenever something has happened that a test may wait for, so that no test has to sleep: a
// line in a kept log, a move of a fixture plugin, a file written in a watched folder, or the test's
// own ring().
#pragma once

#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace back::host::test {

void ring();

// Looks again at every ring, for at most ten seconds, until something holds that another thread
// brings about.
bool eventually(const std::function<bool()>& holds);

// Rings when files in these folders are made, written or removed.
class FolderBell {
 public:
  explicit FolderBell(const std::vector<std::string>& folders);
  ~FolderBell();
  FolderBell(const FolderBell&) = delete;
  FolderBell& operator=(const FolderBell&) = delete;

 private:
  void listen() const;

  int events_ = -1;
  int end_[2] = {-1, -1};  // a pipe: readable when it is over
  std::thread thread_;
};

}  // namespace back::host::test
