#include "connect_proxy.hpp"

#include <array>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <memory>

namespace back::support {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

class ConnectProxy::Tunnel : public std::enable_shared_from_this<Tunnel> {
 public:
  Tunnel(ConnectProxy& proxy, tcp::socket client)
      : proxy_(proxy), client_(std::move(client)), server_(proxy.context_) {}

  void start() {
    asio::async_read_until(client_, asio::dynamic_buffer(head_), "\r\n\r\n",
                           [self = shared_from_this()](error_code error, std::size_t) {
                             if (!error) self->open();
                           });
  }

 private:
  void open() {
    proxy_.note(head_);
    const bool refuses = !proxy_.answer_.empty();
    error_code error;
    if (!refuses) server_.connect({asio::ip::address_v4::loopback(), proxy_.target_}, error);
    const std::string answer =
        refuses ? proxy_.answer_ : std::string("HTTP/1.1 200 Connection established\r\n\r\n");
    if (!error) asio::write(client_, asio::buffer(answer), error);
    if (error || refuses) return;  // both sockets close with this object
    pass(client_, server_, up_);
    pass(server_, client_, down_);
  }

  void pass(tcp::socket& from, tcp::socket& to, std::array<char, 16384>& bytes) {
    from.async_read_some(asio::buffer(bytes), [self = shared_from_this(), &from, &to, &bytes](
                                                  error_code error, std::size_t size) {
      error_code ignored;
      if (!error) asio::write(to, asio::buffer(bytes, size), error);
      if (!error) return self->pass(from, to, bytes);
      from.close(ignored);
      to.close(ignored);
    });
  }

  ConnectProxy& proxy_;
  tcp::socket client_;
  tcp::socket server_;
  std::string head_;
  std::array<char, 16384> up_{};
  std::array<char, 16384> down_{};
};

ConnectProxy::ConnectProxy(unsigned short target, std::string answer)
    : target_(target),
      answer_(std::move(answer)),
      acceptor_(context_, {asio::ip::address_v4::loopback(), 0}),
      port_(acceptor_.local_endpoint().port()) {
  accept();
  thread_ = std::thread([this] { context_.run(); });
}

ConnectProxy::~ConnectProxy() {
  context_.stop();
  thread_.join();
}

std::vector<std::string> ConnectProxy::heads() const {
  const std::lock_guard lock(mutex_);
  return heads_;
}

void ConnectProxy::accept() {
  acceptor_.async_accept([this](error_code error, tcp::socket client) {
    if (!error) std::make_shared<Tunnel>(*this, std::move(client))->start();
    accept();
  });
}

void ConnectProxy::note(std::string head) {
  const std::lock_guard lock(mutex_);
  heads_.push_back(std::move(head));
}

}  // namespace back::support
