#include "http/curl_engine.hpp"

#include <mutex>
#include <new>
#include <optional>
#include <utility>

#include "http/curl_connection.hpp"
#include "http/curl_rules.hpp"

namespace back::http {
namespace {

using loop::Clock;

// Of all clients together; the rest waits above libcurl. Fewer than are kept when they are idle.
constexpr std::size_t kInFlight = CurlPool::kMostIdle - 8;

}  // namespace

std::shared_ptr<CurlEngine> CurlEngine::shared() {
  static std::mutex mutex;
  static std::weak_ptr<CurlEngine> running;
  const std::lock_guard lock(mutex);
  std::shared_ptr<CurlEngine> engine = running.lock();
  if (!engine) {
    start_library_once();
    // It ends on the loop's thread, wherever its last client does.
    engine.reset(new CurlEngine(loop::Loop::shared()), [](CurlEngine* last) {
      const std::shared_ptr<loop::Loop> loop = last->loop();
      if (loop->is_here()) {
        delete last;
      } else {
        loop->post([last] { delete last; });
        loop->drain();
      }
    });
    running = engine;
  }
  return engine;
}

CurlEngine::CurlEngine(std::shared_ptr<loop::Loop> loop)
    : permits(kInFlight),
      loop_(std::move(loop)),
      poller_(loop_->context(), {[this](int socket, Interest what) { on_ready(socket, what); },
                                 [this] { drive(CURL_SOCKET_TIMEOUT, 0); }}),
      multi_(curl_multi_init()) {
  if (multi_ == nullptr) throw std::bad_alloc();
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &CurlEngine::on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &CurlEngine::on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
}

CurlEngine::~CurlEngine() {
  pool_.clear();
  curl_multi_cleanup(multi_);
}

void CurlEngine::add(CURL* easy) {
  if (curl_multi_add_handle(multi_, easy) != CURLM_OK) throw std::bad_alloc();
}

void CurlEngine::on_ready(curl_socket_t socket, Interest what) {
  const auto found = connections_.find(socket);
  if (found != connections_.end()) return found->second->ready(what);
  drive(socket, (what.read ? CURL_CSELECT_IN : 0) | (what.write ? CURL_CSELECT_OUT : 0));
}

void CurlEngine::drive(curl_socket_t socket, int events) {
  int running = 0;
  curl_multi_socket_action(multi_, socket, events, &running);
  collect();
}

void CurlEngine::collect() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;  // before the message goes with its handle
    CurlWaiter* waiter = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &waiter);
    waiter->end(code);
  }
}

int CurlEngine::on_socket(CURL*, curl_socket_t socket, int what, void* self, void*) {
  const bool none = what == CURL_POLL_REMOVE;
  static_cast<CurlEngine*>(self)->poller_.care(
      socket, {!none && (what & CURL_POLL_IN) != 0, !none && (what & CURL_POLL_OUT) != 0});
  return 0;
}

int CurlEngine::on_timer(CURLM*, long wait, void* self) {
  std::optional<Clock::time_point> when;
  if (wait >= 0) when = Clock::now() + std::chrono::milliseconds(wait);
  static_cast<CurlEngine*>(self)->poller_.set_alarm(when);
  return 0;
}

int CurlEngine::on_close(void* self, curl_socket_t socket) {
  CurlEngine& engine = *static_cast<CurlEngine*>(self);
  const auto found = engine.connections_.find(socket);
  if (found != engine.connections_.end()) {
    found->second->closed();
    engine.connections_.erase(found);
  }
  engine.poller_.close(socket);
  return 0;
}

}  // namespace back::http
