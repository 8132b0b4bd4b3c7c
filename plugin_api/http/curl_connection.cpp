#include "http/curl_connection.hpp"

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

#include "http/address.hpp"
#include "http/characters.hpp"
#include "http/curl_failure.hpp"
#include "http/curl_rules.hpp"
#include "http/wire.hpp"
#include "loop/system.hpp"

namespace back::http {

struct CurlConnection::Opening {
  explicit Opening(CurlConnection& opened) : connection(opened) {}

  CurlConnection& connection;
  bool allows_private = false;
  bool not_public = false;
  std::vector<curl_slist> connect_to;
  std::vector<Poller::Opened> sockets;
  loop::Event ended;
};

CurlConnection::CurlConnection(CurlEngine& engine, Way way)
    : engine_(engine), way_(std::move(way)), easy_(curl_easy_init()) {
  if (easy_ == nullptr) throw std::bad_alloc();
}

CurlConnection::~CurlConnection() {
  if (socket_ != CURL_SOCKET_BAD) engine_.take_back(socket_);
  if (opening_)
    for (const Poller::Opened& opened : opening_->sockets) engine_.poller().forget(opened);
  if (added_) engine_.remove(easy_);
  curl_easy_cleanup(easy_);
}

Task<> CurlConnection::open(const CurlOptions& options, const std::string& ca_file,
                            Clock::time_point deadline, bool may_have_arrived) {
  opening_ = std::make_unique<Opening>(*this);
  set_up(options, ca_file, deadline);
  engine_.add(easy_);
  added_ = true;
  co_await opening_->ended.wait();
  if (code_ != CURLE_OK) {
    const bool not_public = opening_->not_public && code_ == CURLE_COULDNT_CONNECT;
    throw not_public
        ? address_not_allowed(options.origin.host, may_have_arrived)
        : no_connection(easy_, code_, options.origin.host, may_have_arrived, problem());
  }
  curl_easy_getinfo(easy_, CURLINFO_ACTIVESOCKET, &socket_);
  engine_.hand_over(socket_, *this);
  for (const Poller::Opened& opened : opening_->sockets)
    if (opened.socket != socket_) engine_.poller().forget(opened);
  engine_.poller().keep(socket_);
  curl_easy_setopt(easy_, CURLOPT_CONNECT_TO, nullptr);
  opening_.reset();
}

void CurlConnection::set_up(const CurlOptions& options, const std::string& ca_file,
                            Clock::time_point deadline) {
  set_rules(easy_);
  set(easy_, CURLOPT_PRIVATE, static_cast<CurlWaiter*>(this));
  set(easy_, CURLOPT_ERRORBUFFER, error_text_.data());
  set(easy_, CURLOPT_OPENSOCKETFUNCTION, &CurlConnection::on_open);
  set(easy_, CURLOPT_OPENSOCKETDATA, opening_.get());
  set(easy_, CURLOPT_CLOSESOCKETFUNCTION, &CurlEngine::on_close);
  set(easy_, CURLOPT_CLOSESOCKETDATA, &engine_);
  const auto time_left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
  set(easy_, CURLOPT_TIMEOUT_MS, static_cast<long>(std::max(time_left.count(), std::int64_t{1})));
  set(easy_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
  set(easy_, CURLOPT_URL, url_of(options.origin).c_str());

  const NetworkPolicy& network = options.network;
  set(easy_, CURLOPT_CAINFO, ca_file.c_str());
  set(easy_, CURLOPT_PROXY_CAINFO, ca_file.c_str());
  set(easy_, CURLOPT_PROXY, network.proxy.c_str());  // empty: none, whatever the environment says
  // Through a proxy the address is the proxy's, which only the host can name.
  opening_->allows_private = network.allow_private || !network.proxy.empty();
  std::vector<curl_slist>& connect_to = opening_->connect_to;
  connect_to.reserve(network.connect_to.size());
  for (const std::string& entry : network.connect_to)  // libcurl only reads them
    connect_to.push_back({const_cast<char*>(entry.c_str()), nullptr});
  for (std::size_t i = 0; i + 1 < connect_to.size(); ++i) connect_to[i].next = &connect_to[i + 1];
  set(easy_, CURLOPT_CONNECT_TO, connect_to.empty() ? nullptr : connect_to.data());
}

curl_socket_t CurlConnection::on_open(void* self, curlsocktype purpose, curl_sockaddr* address) {
  namespace ip = boost::asio::ip;
  Opening& opening = *static_cast<Opening*>(self);
  Poller& poller = opening.connection.engine_.poller();
  ip::tcp::endpoint endpoint;
  const bool is_ip =
      address->family == ip::tcp::v4().family() || address->family == ip::tcp::v6().family();
  if (purpose != CURLSOCKTYPE_IPCXN || !is_ip || address->addrlen > endpoint.capacity())
    return CURL_SOCKET_BAD;
  std::memcpy(endpoint.data(), &address->addr, address->addrlen);
  endpoint.resize(address->addrlen);
  if (!opening.allows_private && !is_public(endpoint.address())) {
    opening.not_public = true;
    return CURL_SOCKET_BAD;
  }
  const Poller::Opened opened = poller.open(address->family, address->socktype, address->protocol);
  if (opened.socket < 0) return CURL_SOCKET_BAD;
  try {
    opening.sockets.push_back(opened);
  } catch (const std::exception&) {  // none may pass through libcurl
    poller.close(opened.socket);
    return CURL_SOCKET_BAD;
  }
  return opened.socket;
}

void CurlConnection::end(CURLcode code) {
  code_ = code;
  if (opening_) opening_->ended.set();
}

CurlConnection::Moved CurlConnection::moved(CURLcode code, std::size_t bytes) {
  if (code == CURLE_AGAIN) return {Flow::blocked, 0};
  code_ = code;
  return {code == CURLE_OK && bytes > 0 ? Flow::moved : Flow::ended, bytes};
}

CurlConnection::Moved CurlConnection::send(std::string_view bytes) {
  std::size_t sent = 0;
  const CURLcode code = curl_easy_send(easy_, bytes.data(), bytes.size(), &sent);
  return moved(code, sent);
}

CurlConnection::Moved CurlConnection::receive(std::span<char> space) {
  std::size_t received = 0;
  const CURLcode code = curl_easy_recv(easy_, space.data(), space.size(), &received);
  return moved(code, received);
}

bool CurlConnection::is_quiet() const {
  return socket_ != CURL_SOCKET_BAD && !loop::shut_down_if_it_has_input(socket_);
}

void CurlConnection::listen(CurlListener* listener, Interest interest) {
  listener_ = listener;
  if (socket_ != CURL_SOCKET_BAD) engine_.poller().care(socket_, interest);
}

void CurlConnection::ready(Interest what) {
  if (listener_ != nullptr) listener_->ready(what);
}

std::string CurlConnection::problem() const {
  std::string text = "libcurl " + std::to_string(code_) + ": ";
  for (const char c : std::string_view(error_text_.data())) text += is_printable(c) ? c : '?';
  return text;
}

}  // namespace back::http
