#include "tasks.hpp"

#include <filesystem>
#include <iterator>
#include <thread>

namespace back::stress {

std::size_t threads_now() {
  std::thread([] {}).join();
  const std::filesystem::directory_iterator all("/proc/self/task");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

bool threads_fall_to(std::size_t most) {
  for (int i = 0; i < 100000; ++i) {
    if (threads_now() <= most) return true;
    std::this_thread::yield();
  }
  return false;
}

}  // namespace back::stress
