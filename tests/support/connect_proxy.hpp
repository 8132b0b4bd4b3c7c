// A proxy on loopback that opens tunnels (CONNECT) and remembers what it was asked. Whatever host is
// asked for, the tunnel leads to one port of this machine.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace back::support {

class ConnectProxy {
 public:
  // answer: sent instead of opening the tunnel, and then the connection is closed; empty: "200".
  explicit ConnectProxy(unsigned short target, std::string answer = {});
  ~ConnectProxy();

  unsigned short port() const { return port_; }
  // The heads of all requests that came, as on the wire.
  std::vector<std::string> heads() const;

 private:
  class Tunnel;
  void accept();
  void note(std::string head);

  unsigned short target_;
  std::string answer_;
  boost::asio::io_context context_{1};
  boost::asio::ip::tcp::acceptor acceptor_;
  unsigned short port_;
  mutable std::mutex mutex_;
  std::vector<std::string> heads_;
  std::thread thread_;
};

}  // namespace back::support
