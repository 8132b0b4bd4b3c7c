#include "tasks.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <thread>

namespace back::stress {

std::size_t threads_now() {
  const std::filesystem::directory_iterator all("/proc/self/task");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

std::size_t threads_at_rest() {
  std::thread([] {}).join();
  std::size_t least = threads_now();
  for (int i = 0; i < 100; ++i) {
    std::this_thread::yield();
    least = std::min(least, threads_now());
  }
  return least;
}

bool threads_fall_to(std::size_t most) {
  for (int i = 0; i < 100000; ++i) {
    if (threads_now() <= most) return true;
    std::this_thread::yield();
  }
  return false;
}

}  // namespace back::stress
