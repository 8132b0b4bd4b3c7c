// Shows that something is going on, as long as this object lives and if it takes longer than a
// second; and says so when the person asks to stop.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <string_view>
#include <thread>

#include "cli/console.hpp"
#include "cli/narrator.hpp"
#include "core/progress.hpp"

namespace back::cli {

class Waiting {
 public:
  // what: "Reading the account".
  Waiting(Console& console, std::string_view what, std::stop_token stop);
  // Takes the line away.
  ~Waiting();
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

  // Lives no longer than this object.
  host::Progress progress();

 private:
  void watch();

  Messages& err_;
  const std::stop_token stop_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::mutex mutex_;
  std::condition_variable changed_;
  Narrator narrator_;
  bool ended_ = false;
  bool stopping_ = false;
  std::stop_callback<std::function<void()>> wake_;
  std::thread thread_;
};

}  // namespace back::cli
