// Many clients in one thread, each with a TLS connection that it keeps: they send the same request
// again and again and count the answers. As little client as possible: OpenSSL and epoll.
#pragma once

#include <openssl/ssl.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace back::bench {

class Crowd {
 public:
  explicit Crowd(std::uint16_t port);
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  // Opens connections until there are so many.
  void grow(std::size_t size);
  // Every client sends the request so many times, one after the other; how many whole 200s came
  // back.
  std::size_t ask(const std::string& request, std::size_t times);
  std::size_t body_size() const { return body_size_; }  // of the last answer

 private:
  struct FreeTls {
    void operator()(SSL* tls) const { SSL_free(tls); }
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  };
  struct Client {
    int socket = -1;
    std::unique_ptr<SSL, FreeTls> tls;
    std::string in;
    std::size_t to_send = 0;
  };

  Client connect();
  void send(Client& client, const std::string& request);
  // Reads what is there; true when the answer is whole. Throws when the connection is gone.
  bool receive(Client& client);

  std::uint16_t port_;
  std::unique_ptr<SSL_CTX, FreeTls> context_;
  int events_ = -1;
  std::vector<Client> clients_;
  std::size_t body_size_ = 0;
};

}  // namespace back::bench
