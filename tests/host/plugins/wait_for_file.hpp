// Waits until a file has something in it, for at most that long, by the system's own notice.
#pragma once

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <string>

inline bool wait_for_file(const std::string& path, std::chrono::milliseconds most) {
  const auto is_there = [&] {
    std::error_code none;
    const auto size = std::filesystem::file_size(path, none);
    return !none && size > 0;
  };
  const int events = ::inotify_init1(IN_CLOEXEC);
  const auto folder = std::filesystem::path(path).parent_path();
  ::inotify_add_watch(events, folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO);
  const auto end = std::chrono::steady_clock::now() + most;
  while (!is_there()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    pollfd news{events, POLLIN, 0};
    char read_away[4096];
    if (left.count() <= 0 || ::poll(&news, 1, static_cast<int>(left.count())) <= 0) break;
    if (::read(events, read_away, sizeof read_away) <= 0) break;
  }
  ::close(events);
  return is_there();
}
