#include "http/curl_engine.hpp"

#include <mutex>
#include <new>
#include <optional>
#include <utility>

#include "http/curl_transfer.hpp"
#include "http/wiping_memory.hpp"

namespace back::http {
namespace {

using loop::Clock;

constexpr std::size_t kInFlight = 240;      // of all clients together; the rest waits above libcurl
constexpr long kIdleConnections = 248;      // more than can be in use; some tens of KB each
constexpr std::size_t kPooledHandles = 64;  // about 9 KB each
constexpr long kOldestIdleSeconds = 50;     // servers close after a minute or more
constexpr long kReadBuffer = 4096;          // most answers are smaller
constexpr long kUploadBuffer = 16384;       // the least; one is made, and wiped, for each request
constexpr long kStallSeconds = 30;  // less than a byte a second for so long is a lost connection

void start_library_once() {
  static std::once_flag once;
  std::call_once(once, [] {
    // Has an effect only if nobody in this process has started libcurl before.
    const CURLcode code =
        curl_global_init_mem(CURL_GLOBAL_DEFAULT, wiping::allocate, wiping::release,
                             wiping::reallocate, wiping::duplicate, wiping::allocate_zeroed);
    if (code != CURLE_OK) throw std::runtime_error("libcurl could not be started.");
  });
}

// Before 8.0.0 libcurl remembers the last header of a handle's last answer when it is freed already,
// and appends to it when the next answer begins with a folded line: memory that is no longer its.
bool handles_can_be_reused() {
  static const bool can = curl_version_info(CURLVERSION_NOW)->version_num >= 0x080000;
  return can;
}

// What is the same for every request is set once. Whatever a transfer sets, every transfer sets.
EasyHandle new_prototype() {
  EasyHandle owner(curl_easy_init(), &curl_easy_cleanup);
  if (!owner) throw std::bad_alloc();
  CURL* const easy = owner.get();
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_QUICK_EXIT, 1L);
  set(easy, CURLOPT_PROTOCOLS_STR, "https");
  set(easy, CURLOPT_REDIR_PROTOCOLS_STR, "https");
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy, CURLOPT_PATH_AS_IS, 1L);
  set(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  set(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(easy, CURLOPT_HTTP09_ALLOWED, 0L);
  set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  set(easy, CURLOPT_CAPATH, static_cast<char*>(nullptr));  // also what makes the CA cache work
  set(easy, CURLOPT_PROXY_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(easy, CURLOPT_PROXY_SSL_VERIFYPEER, 1L);
  set(easy, CURLOPT_PROXY_SSL_VERIFYHOST, 2L);
  set(easy, CURLOPT_PROXY_CAPATH, static_cast<char*>(nullptr));
  set(easy, CURLOPT_NOPROXY, "");
  set(easy, CURLOPT_BUFFERSIZE, kReadBuffer);
  set(easy, CURLOPT_UPLOAD_BUFFERSIZE, kUploadBuffer);
  set(easy, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
  set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set(easy, CURLOPT_MAXAGE_CONN, kOldestIdleSeconds);
  set(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
  set(easy, CURLOPT_LOW_SPEED_TIME, kStallSeconds);
  set(easy, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  set(easy, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  set(easy, CURLOPT_PREREQFUNCTION, &Transfer::on_request);
  set(easy, CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_open);
  return owner;
}

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
      poller_(loop_->context(), {[this](int socket, Interest what) {
                                   drive(socket, (what.read ? CURL_CSELECT_IN : 0) |
                                                     (what.write ? CURL_CSELECT_OUT : 0));
                                 },
                                 [this] { drive(CURL_SOCKET_TIMEOUT, 0); }}),
      prototype_(new_prototype()),
      multi_(curl_multi_init()) {
  if (multi_ == nullptr) throw std::bad_alloc();
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &CurlEngine::on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &CurlEngine::on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, kIdleConnections);
  // No limit for a host: the layers above have one, and libcurl takes all names that the connect-to
  // map leads to one address for one host, and would close the connections of one for another.
  curl_multi_setopt(multi_, CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
  set(prototype_.get(), CURLOPT_CLOSESOCKETFUNCTION, &CurlEngine::on_close);
  set(prototype_.get(), CURLOPT_CLOSESOCKETDATA, this);
}

CurlEngine::~CurlEngine() {
  for (CURL* easy : idle_handles_) curl_easy_cleanup(easy);
  curl_multi_cleanup(multi_);
}

CURL* CurlEngine::take_handle() {
  if (idle_handles_.empty()) {
    CURL* const easy = curl_easy_duphandle(prototype_.get());
    if (easy == nullptr) throw std::bad_alloc();
    return easy;
  }
  CURL* const easy = idle_handles_.back();
  idle_handles_.pop_back();
  return easy;
}

void CurlEngine::give_back(CURL* easy) {
  if (handles_can_be_reused() && idle_handles_.size() < kPooledHandles) {
    idle_handles_.push_back(easy);
  } else {
    curl_easy_cleanup(easy);
  }
}

void CurlEngine::add(CURL* easy) {
  if (curl_multi_add_handle(multi_, easy) != CURLM_OK) throw std::bad_alloc();
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
  static_cast<CurlEngine*>(self)->poller_.close(socket);
  return 0;
}

}  // namespace back::http
