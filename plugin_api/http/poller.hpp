// Waits for sockets and for a moment on the loop's io_context, and says what has come. For the
// loop's thread only. Two habits keep it fast: a socket stays registered from open to close,
// however often its owner stops and starts to care, and the timer is left armed when its moment
// moves away, because registering and arming are what costs.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

#include "loop/loop.hpp"

namespace back::http {

struct Interest {
  bool read = false;
  bool write = false;
};

class Poller {
 public:
  struct Callbacks {
    std::function<void(int socket, Interest what)> ready;
    std::function<void()> alarm;
  };

  Poller(boost::asio::io_context& context, Callbacks callbacks);
  // Nothing is called afterwards. What was opened here must have been closed.
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  // A socket and the proof that its number still means the same one; socket is -1 if there is none
  // to be had.
  struct Opened {
    int socket = -1;
    std::uint64_t ticket = 0;
  };
  Opened open(int family, int type, int protocol);
  // libcurl 7.88 closes sockets that have not connected yet without a word, all others by close.
  void forget(Opened opened);
  void close(int socket);
  // Once it is connected. From now on it stays registered until close; and when something arrives
  // while nobody cares, nobody asked for it, so the socket is shut down.
  void keep(int socket);

  // Also of sockets opened elsewhere. One that is not kept is let go as soon as the interest ends.
  void care(int socket, Interest interest);

  // One alarm at a time; a moment that has passed is due at once, though never inside this call.
  // Nothing: none.
  void set_alarm(std::optional<loop::Clock::time_point> when);

 private:
  struct Shared;
  class Watch;
  class Alarm;

  void forget(int socket);

  std::shared_ptr<Shared> shared_;
  std::uint64_t last_ticket_ = 0;
  std::unordered_map<int, std::shared_ptr<Watch>> watches_;
  std::shared_ptr<Alarm> alarm_;
};

}  // namespace back::http
