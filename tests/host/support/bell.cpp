#include "support/bell.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stdexcept>

namespace back::host::test {
namespace {

struct Bell {
  std::mutex mutex;
  std::condition_variable rung;
  std::uint64_t count = 0;
};

// Never destroyed: fixture plugins may ring until the process ends.
Bell& bell() {
  static auto* const bell = new Bell();
  return *bell;
}

}  // namespace

void ring() {
  Bell& b = bell();
  const std::lock_guard lock(b.mutex);
  ++b.count;
  b.rung.notify_all();
}

bool eventually(const std::function<bool()>& holds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  Bell& b = bell();
  for (;;) {
    std::unique_lock lock(b.mutex);
    const std::uint64_t heard = b.count;
    lock.unlock();
    if (holds()) return true;
    lock.lock();
    if (!b.rung.wait_until(lock, end, [&] { return b.count != heard; })) break;
  }
  return holds();
}

FolderBell::FolderBell(const std::vector<std::string>& folders)
    : events_(::inotify_init1(IN_CLOEXEC)) {
  if (events_ < 0 || ::pipe(end_) != 0) throw std::runtime_error("no inotify, or no pipe");
  constexpr std::uint32_t kWhat = IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE;
  for (const auto& folder : folders)
    if (::inotify_add_watch(events_, folder.c_str(), kWhat) < 0)
      throw std::runtime_error("cannot watch " + folder);
  thread_ = std::thread([this] { listen(); });
}

FolderBell::~FolderBell() {
  ::close(end_[1]);
  thread_.join();
  ::close(end_[0]);
  ::close(events_);
}

void FolderBell::listen() const {
  std::array<pollfd, 2> waiting{pollfd{events_, POLLIN, 0}, pollfd{end_[0], POLLIN, 0}};
  std::array<char, 4096> news{};
  for (;;) {
    if (::poll(waiting.data(), waiting.size(), -1) < 0) continue;
    if (waiting[1].revents != 0) return;
    if (::read(events_, news.data(), news.size()) > 0) ring();
  }
}

}  // namespace back::host::test
