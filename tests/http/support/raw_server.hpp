// An HTTPS server for tests that has full control of every byte: a script plays the server's part
// on each connection, in a thread of its own. It remembers every request as received.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "certificates.hpp"
#include "http/response.hpp"

namespace back::http {

struct Received {
  std::string method;
  std::string target;  // as on the wire
  Headers headers;
  std::string body;
  std::size_t connection = 0;  // 1, 2, 3 ... in order of arrival
};

// The far end of one connection.
class Peer {
 public:
  using Stream = boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>;
  Peer(Stream& stream, std::size_t number, std::function<void(const Received&)> note)
      : stream_(stream), number_(number), note_(std::move(note)) {}

  // Nothing when the client has closed.
  std::optional<Received> read_request();
  void send(std::string_view bytes);
  // Content-Length and all.
  void answer(int status, std::string_view body = {}, std::string_view more_headers = {});
  // Waits until the client closes.
  void wait_for_close();
  // RST instead of FIN.
  void reset();
  std::size_t number() const { return number_; }

 private:
  Stream& stream_;
  std::size_t number_;
  std::function<void(const Received&)> note_;
  std::string buffer_;
};

struct ServerOptions {
  std::vector<std::string> hosts = {"service.example"};
  long valid_seconds = 3600;
  int newest_tls = 0;  // of OpenSSL; 0: whatever it can
};

class RawServer {
 public:
  using Script = std::function<void(Peer&)>;

  // After the script has returned the connection is closed.
  RawServer(const TestAuthority& authority, Script script, ServerOptions options = {});
  ~RawServer();

  unsigned short port() const { return port_; }
  std::vector<Received> requests() const;
  std::size_t connections() const;  // whose TLS handshake succeeded

 private:
  void accept();
  void serve(boost::asio::ip::tcp::socket& socket, std::size_t number);

  Script script_;
  boost::asio::io_context context_;
  boost::asio::ssl::context tls_{boost::asio::ssl::context::tls_server};
  boost::asio::ip::tcp::acceptor acceptor_{context_};
  unsigned short port_ = 0;

  mutable std::mutex mutex_;
  bool stopping_ = false;
  std::size_t accepted_ = 0;
  std::size_t connections_ = 0;
  std::vector<Received> requests_;
  std::list<boost::asio::ip::tcp::socket> sockets_;
  std::list<std::thread> threads_;
  std::thread acceptor_thread_;
};

// Answers every request on every connection.
RawServer::Script answering(std::function<void(Peer&, const Received&)> answer);

}  // namespace back::http
