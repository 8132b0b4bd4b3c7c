// A thin HTTPS server around any handler: HTTP/1.1 with keep-alive, TLS 1.2 or later, loopback
// only, one thread.
#pragma once

#include <cstdint>
#include <memory>

#include "okta_emulator/certificates.hpp"
#include "okta_emulator/message.hpp"

namespace okta_emulator {

class Server {
 public:
  // Listens on 127.0.0.1; port 0 picks a free one. Requests are answered on the server's own
  // thread, one after the other. Throws std::runtime_error with a sentence when the port is taken.
  Server(Handler handler, const Identity& identity, std::uint16_t port = 0);
  ~Server();  // stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  std::uint64_t connections() const;  // accepted so far
  void stop();  // closes every connection and joins the thread; harmless when repeated

 private:
  class Listener;
  std::unique_ptr<Listener> listener_;
};

}  // namespace okta_emulator
