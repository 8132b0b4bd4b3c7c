// Waits for sockets and for a moment on the loop's io_context, and says what has come. For the
// loop's thread only. Two habits keep it fast: a socket stays registered from open to close,
// however often its owner stops and starts to care, and the timer is left armed when its moment
// moves away, because registering and arming are what costs.
#pragma once

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

  // -1 if there is none to be had.
  int open(int family, int type, int protocol);
  void close(int socket);
  // Without interest, a socket opened here on which something arrives is shut down: it was not
  // asked for. Also of sockets opened elsewhere; those are let go as soon as the interest ends,
  // because their owner may close them without a word.
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
  std::unordered_map<int, std::shared_ptr<Watch>> watches_;
  std::shared_ptr<Alarm> alarm_;
};

}  // namespace back::http
