#include "answering_server.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <utility>

namespace back::fuzz {
namespace {

using boost::asio::ip::tcp;
using boost::system::error_code;

struct StreamFree {
  void operator()(SSL* stream) const { SSL_free(stream); }
};
using Stream = std::unique_ptr<SSL, StreamFree>;

bool read_request(SSL* stream) {
  std::string head;
  std::array<char, 4096> piece;
  while (head.find("\r\n\r\n") == std::string::npos) {
    const int size = SSL_read(stream, piece.data(), static_cast<int>(piece.size()));
    if (size <= 0) return false;
    head.append(piece.data(), static_cast<std::size_t>(size));
  }
  return true;
}

void write(SSL* stream, std::string_view bytes) {
  if (!bytes.empty()) SSL_write(stream, bytes.data(), static_cast<int>(bytes.size()));
}

void send(SSL* stream, const Answer& answer) {
  const std::string_view bytes = answer.bytes;
  const std::size_t first = std::min(answer.first_piece, bytes.size());
  write(stream, bytes.substr(0, first));
  write(stream, bytes.substr(first));
  if (answer.says_that_it_ends) SSL_shutdown(stream);
}

}  // namespace

AnsweringServer::AnsweringServer(const http::TestAuthority& authority, const std::string& host)
    : tls_(SSL_CTX_new(TLS_server_method())) {
  std::signal(SIGPIPE, SIG_IGN);  // a client may be gone before everything is written
  const http::Identity identity = authority.issue({host}, 7 * 24 * 3600L);
  SSL_CTX_use_certificate(tls_.get(), identity.certificate.get());
  SSL_CTX_use_PrivateKey(tls_.get(), identity.key.get());
  acceptor_.open(tcp::v4());
  acceptor_.bind({boost::asio::ip::address_v4::loopback(), 0});
  acceptor_.listen();
  port_ = acceptor_.local_endpoint().port();
  thread_ = std::thread([this] { run(); });
}

AnsweringServer::~AnsweringServer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  error_code ignored;
  tcp::socket waker(context_);
  waker.connect({boost::asio::ip::address_v4::loopback(), port_}, ignored);
  waker.close(ignored);
  thread_.join();
}

void AnsweringServer::answer_with(Answer answer) {
  std::unique_lock lock(mutex_);
  sent_.wait(lock, [this] { return !answering_; });
  answer_ = std::move(answer);
  requests_ = 0;
}

std::size_t AnsweringServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

Answer AnsweringServer::begin_answer() {
  const std::lock_guard lock(mutex_);
  ++requests_;
  answering_ = true;
  return answer_;
}

void AnsweringServer::end_answer() {
  const std::lock_guard lock(mutex_);
  answering_ = false;
  sent_.notify_all();
}

void AnsweringServer::run() {
  while (true) {
    error_code error;
    tcp::socket socket(context_);
    acceptor_.accept(socket, error);
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
    }
    if (!error) serve(socket);
  }
}

void AnsweringServer::serve(Socket& socket) {
  error_code error;
  socket.set_option(tcp::no_delay(true), error);
  const Stream stream(SSL_new(tls_.get()));
  SSL_set_fd(stream.get(), socket.native_handle());
  if (SSL_accept(stream.get()) != 1 || !read_request(stream.get())) return;
  send(stream.get(), begin_answer());
  socket.shutdown(tcp::socket::shutdown_send, error);
  end_answer();
  // To close with something unread would take back what is still on its way to the client.
  std::array<char, 512> rest;
  while (!error) socket.read_some(boost::asio::buffer(rest), error);
}

}  // namespace back::fuzz
