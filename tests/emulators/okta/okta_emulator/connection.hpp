// One client of the server: TLS on a socket, requests in, answers out, one after the other. OpenSSL
// works on the socket itself: an idle connection holds no buffers.
#pragma once

#include <openssl/ssl.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

#include "okta_emulator/message.hpp"
#include "okta_emulator/request_parser.hpp"

namespace okta_emulator {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Everyone = std::unordered_set<Connection*>;
  using Instant = std::chrono::steady_clock::time_point;

  // `everyone` holds those alive; it and the handler outlive them.
  Connection(boost::asio::ip::tcp::socket socket, SSL_CTX* tls, const Handler& handler,
             Everyone& everyone);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start();
  void close_if_idle(Instant now);  // past its deadline

 private:
  using Step = void (Connection::*)();
  struct FreeTls {
    void operator()(SSL* tls) const { SSL_free(tls); }
  };

  void shake_hands();
  void read();
  void answer();
  void deliver();
  void write();
  void finish();
  void hang_up();
  void close();

  void resume(int result, Step step);  // step again when OpenSSL can go on; nothing when it cannot
  void later(std::chrono::milliseconds pause, Step step);

  boost::asio::ip::tcp::socket socket_;
  std::unique_ptr<SSL, FreeTls> tls_;
  std::optional<boost::asio::steady_timer> timer_;
  const Handler& handler_;
  Everyone& everyone_;
  Instant deadline_;
  RequestParser parser_;
  std::string in_;
  Answer answer_;
  Transmission out_;
  std::size_t sent_ = 0;
};

}  // namespace okta_emulator
