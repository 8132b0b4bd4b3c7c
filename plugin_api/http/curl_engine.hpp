// The multi handle of libcurl, what drives it and the connections it has made, one per loop. Never
// may it be driven, or a handle added or removed, from inside one of libcurl's callbacks; so
// callbacks only note things, and coroutines are resumed from the loop's queue.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <unordered_map>

#include "http/curl.hpp"
#include "http/curl_pool.hpp"
#include "http/poller.hpp"
#include "loop/loop.hpp"
#include "loop/semaphore.hpp"

namespace back::http {

// Whoever waits for libcurl to be done with a handle; found through CURLOPT_PRIVATE.
class CurlWaiter {
 public:
  virtual void end(CURLcode code) = 0;

 protected:
  ~CurlWaiter() = default;
};

// Keeps the loop alive as long as a client lives. Used on the loop's thread, but for shared().
class CurlEngine {
 public:
  static std::shared_ptr<CurlEngine> shared();

  explicit CurlEngine(std::shared_ptr<loop::Loop> loop);
  ~CurlEngine();
  CurlEngine(const CurlEngine&) = delete;
  CurlEngine& operator=(const CurlEngine&) = delete;

  // libcurl drives it from now on, until it says that it is done or the handle is removed. Of one
  // that only connects, removing it is what closes the connection.
  void add(CURL* easy);
  void remove(CURL* easy) { curl_multi_remove_handle(multi_, easy); }

  // From now on the connection hears when its socket is ready, until that is closed or taken back.
  void hand_over(curl_socket_t socket, CurlConnection& connection) {
    connections_[socket] = &connection;
  }
  void take_back(curl_socket_t socket) { connections_.erase(socket); }

  loop::Semaphore permits;
  std::shared_ptr<loop::Loop> loop() const { return loop_; }
  Poller& poller() { return poller_; }
  CurlPool& pool() { return pool_; }
  // For handles, whose sockets the poller has opened.
  static int on_close(void* self, curl_socket_t socket);
  // Where bytes are received; whoever receives them uses them up before the next one does.
  std::span<char> scratch() { return scratch_; }

 private:
  void on_ready(curl_socket_t socket, Interest what);
  void drive(curl_socket_t socket, int events);
  void collect();

  static int on_socket(CURL*, curl_socket_t socket, int what, void* self, void*);
  static int on_timer(CURLM*, long milliseconds, void* self);

  std::shared_ptr<loop::Loop> loop_;
  Poller poller_;
  CURLM* multi_;
  std::unordered_map<curl_socket_t, CurlConnection*> connections_;
  CurlPool pool_;
  std::array<char, std::size_t{16} << 10> scratch_{};  // as much as one TLS record holds
};

}  // namespace back::http
