// The multi handle of libcurl and what drives it, one per loop. Never may it be driven, or a handle
// added or removed, from inside one of libcurl's callbacks; so callbacks only note things, and
// coroutines are resumed from the loop's queue.
#pragma once

#include <memory>
#include <vector>

#include "http/curl.hpp"
#include "http/poller.hpp"
#include "loop/loop.hpp"
#include "loop/semaphore.hpp"

namespace back::http {

using EasyHandle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

// Whoever waits for a handle to be done; found through CURLOPT_PRIVATE.
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

  CURL* take_handle();
  void give_back(CURL* easy);
  void add(CURL* easy);
  void remove(CURL* easy) { curl_multi_remove_handle(multi_, easy); }

  loop::Semaphore permits;
  std::shared_ptr<loop::Loop> loop() const { return loop_; }
  Poller& poller() { return poller_; }

 private:
  void drive(curl_socket_t socket, int events);
  void collect();

  static int on_socket(CURL*, curl_socket_t socket, int what, void* self, void*);
  static int on_timer(CURLM*, long milliseconds, void* self);
  static int on_close(void* self, curl_socket_t socket);

  std::shared_ptr<loop::Loop> loop_;
  Poller poller_;
  EasyHandle prototype_;  // of all handles; not used itself
  CURLM* multi_;
  std::vector<CURL*> idle_handles_;
};

}  // namespace back::http
