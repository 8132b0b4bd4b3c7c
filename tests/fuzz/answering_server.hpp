// An HTTPS server that answers each request with the bytes it was given last and then closes the
// connection. One connection at a time, in a thread of its own, for as long as it lives.
#pragma once

#include <openssl/ssl.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "certificates.hpp"

namespace back::fuzz {

struct Answer {
  std::string bytes;
  std::size_t first_piece = 0;    // sent as a record of its own, if not 0
  bool says_that_it_ends = true;  // by TLS, before the connection closes
};

class AnsweringServer {
 public:
  AnsweringServer(const http::TestAuthority& authority, const std::string& host);
  ~AnsweringServer();
  AnsweringServer(const AnsweringServer&) = delete;
  AnsweringServer& operator=(const AnsweringServer&) = delete;

  unsigned short port() const { return port_; }
  // Returns after the answers before it have been sent to their end.
  void answer_with(Answer answer);
  // Requests that arrived since then.
  std::size_t requests() const;

 private:
  using Socket = boost::asio::ip::tcp::socket;
  struct ContextFree {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  };
  void run();
  void serve(Socket& socket);
  Answer begin_answer();
  void end_answer();

  std::unique_ptr<SSL_CTX, ContextFree> tls_;
  boost::asio::io_context context_{1};
  boost::asio::ip::tcp::acceptor acceptor_{context_};
  unsigned short port_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable sent_;
  Answer answer_;
  std::size_t requests_ = 0;
  bool answering_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace back::fuzz
