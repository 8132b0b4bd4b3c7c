#include "raw_server.hpp"

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <charconv>
#include <utility>

namespace back::http {

namespace asio = boost::asio;
using asio::ip::tcp;

std::optional<Received> Peer::read_request() {
  boost::system::error_code error;
  const auto read_more = [&] {
    char chunk[16384];
    const std::size_t got = stream_.read_some(asio::buffer(chunk), error);
    buffer_.append(chunk, got);
  };
  std::size_t end;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    read_more();
    if (error) return std::nullopt;
  }
  Received received;
  received.connection = number_;
  const std::string head = buffer_.substr(0, end + 2);
  buffer_.erase(0, end + 4);
  const std::size_t first_end = head.find("\r\n");
  const std::size_t space = head.find(' ');
  received.method = head.substr(0, space);
  received.target = head.substr(space + 1, head.rfind(' ', first_end) - space - 1);
  for (std::size_t at = first_end + 2; at < head.size();) {
    const std::size_t line_end = head.find("\r\n", at);
    const std::size_t colon = head.find(':', at);
    received.headers.add(head.substr(at, colon - at), head.substr(colon + 2, line_end - colon - 2));
    at = line_end + 2;
  }
  std::size_t length = 0;
  const auto declared = received.headers.get("Content-Length").value_or("0");
  std::from_chars(declared.data(), declared.data() + declared.size(), length);
  while (buffer_.size() < length) {
    read_more();
    if (error) return std::nullopt;
  }
  received.body = buffer_.substr(0, length);
  buffer_.erase(0, length);
  note_(received);
  return received;
}

void Peer::send(std::string_view bytes) {
  boost::system::error_code ignored;
  asio::write(stream_, asio::buffer(bytes), ignored);
}

void Peer::answer(int status, std::string_view body, std::string_view more_headers) {
  std::string text = "HTTP/1.1 " + std::to_string(status) + " Status\r\nContent-Length: ";
  text += std::to_string(body.size());
  text += "\r\n";
  text += more_headers;
  text += "\r\n";
  text += body;
  send(text);
}

void Peer::wait_for_close() {
  boost::system::error_code error;
  char byte[256];
  while (!error) stream_.read_some(asio::buffer(byte), error);
}

void Peer::reset() {
  boost::system::error_code ignored;
  stream_.next_layer().set_option(asio::socket_base::linger(true, 0), ignored);
  stream_.next_layer().close(ignored);
}

RawServer::RawServer(const TestAuthority& authority, Script script, ServerOptions options)
    : script_(std::move(script)) {
  const Identity identity = authority.issue(options.hosts, options.valid_seconds);
  SSL_CTX_use_certificate(tls_.native_handle(), identity.certificate.get());
  SSL_CTX_use_PrivateKey(tls_.native_handle(), identity.key.get());
  if (options.newest_tls != 0) {
    SSL_CTX_set_max_proto_version(tls_.native_handle(), options.newest_tls);
    SSL_CTX_set_cipher_list(tls_.native_handle(), "ALL:@SECLEVEL=0");
  }
  const tcp::endpoint anywhere(asio::ip::address_v4::loopback(), 0);
  acceptor_.open(anywhere.protocol());
  acceptor_.bind(anywhere);
  acceptor_.listen();
  port_ = acceptor_.local_endpoint().port();
  acceptor_thread_ = std::thread([this] { accept(); });
}

RawServer::~RawServer() {
  boost::system::error_code ignored;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (tcp::socket& socket : sockets_) socket.shutdown(tcp::socket::shutdown_both, ignored);
  }
  // A connection of our own wakes the thread that accepts.
  tcp::socket waker(context_);
  waker.connect({asio::ip::address_v4::loopback(), port_}, ignored);
  acceptor_thread_.join();
  for (std::thread& thread : threads_) thread.join();
}

std::vector<Received> RawServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

std::size_t RawServer::connections() const {
  const std::lock_guard lock(mutex_);
  return connections_;
}

void RawServer::accept() {
  while (true) {
    boost::system::error_code error;
    tcp::socket incoming(context_);
    acceptor_.accept(incoming, error);
    const std::lock_guard lock(mutex_);
    if (stopping_) return;
    if (error) continue;
    tcp::socket& socket = sockets_.emplace_back(std::move(incoming));
    threads_.emplace_back([this, &socket, number = ++accepted_] { serve(socket, number); });
  }
}

void RawServer::serve(tcp::socket& socket, std::size_t number) {
  boost::system::error_code error;
  socket.set_option(tcp::no_delay(true), error);
  Peer::Stream stream(socket, tls_);
  stream.handshake(asio::ssl::stream_base::server, error);
  if (!error) {
    {
      const std::lock_guard lock(mutex_);
      ++connections_;
    }
    Peer peer(stream, number, [this](const Received& received) {
      const std::lock_guard lock(mutex_);
      requests_.push_back(received);
    });
    script_(peer);
  }
  const std::lock_guard lock(mutex_);
  if (socket.is_open()) socket.shutdown(tcp::socket::shutdown_both, error);
  socket.close(error);
}

RawServer::Script answering(std::function<void(Peer&, const Received&)> answer) {
  return [answer = std::move(answer)](Peer& peer) {
    while (const auto request = peer.read_request()) answer(peer, *request);
  };
}

}  // namespace back::http
