// The only file of the emulator that includes Beast.
#include "okta_emulator/server.hpp"

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <thread>

namespace okta_emulator {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using Error = boost::system::error_code;

constexpr std::uint32_t kLargestHeader = 64 * 1024;
constexpr std::uint64_t kLargestBody = std::uint64_t{4} * 1024 * 1024;
constexpr std::chrono::seconds kIdle{300};
constexpr std::chrono::seconds kHandshake{30};

bool gives_length(const http::request<http::string_body>& message) {
  const bool sends = message.method() == http::verb::post || message.method() == http::verb::put;
  return !sends || message.chunked() || message.find(http::field::content_length) != message.end();
}

Request plain_request(http::request<http::string_body>&& message) {
  Request request;
  request.length_given = gives_length(message);
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  for (const auto& field : message) {
    request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  }
  request.body = std::move(message.body());
  return request;
}

Answer handler_failed(const std::exception& error) {
  std::cerr << "okta-emulator: a request could not be answered: " << error.what() << '\n';
  Answer answer;
  answer.status = 500;
  answer.headers.emplace_back("content-type", "text/plain");
  answer.body = std::string("the emulator failed: ") + error.what() + '\n';
  return answer;
}

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, asio::ssl::context& tls, const Handler& handler)
      : stream_(std::move(socket), tls), timer_(stream_.get_executor()), handler_(handler) {}

  void start() {
    beast::get_lowest_layer(stream_).expires_after(kHandshake);
    stream_.async_handshake(asio::ssl::stream_base::server,
                            [self = shared_from_this()](Error error) {
                              if (!error) self->read();
                            });
  }

 private:
  void read() {
    parser_.emplace();
    parser_->header_limit(kLargestHeader);
    parser_->body_limit(kLargestBody);
    beast::get_lowest_layer(stream_).expires_after(kIdle);
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](Error error, std::size_t) {
                       if (!error) self->answer();
                     });
  }

  void answer() {
    http::request<http::string_body> message = parser_->release();
    keep_alive_ = message.keep_alive();
    Answer answer;
    try {
      answer = handler_(plain_request(std::move(message)));
    } catch (const std::exception& error) {
      answer = handler_failed(error);
    }
    const auto delay = answer.delay;
    prepare(std::move(answer));
    if (delay.count() == 0) return deliver();
    beast::get_lowest_layer(stream_).expires_never();
    timer_.expires_after(delay);
    timer_.async_wait([self = shared_from_this()](Error error) {
      if (!error) self->deliver();
    });
  }

  void prepare(Answer answer) {
    close_instead_ = answer.close;
    response_ = {};
    response_.version(11);
    response_.result(static_cast<unsigned>(answer.status));
    for (const auto& [name, value] : answer.headers) response_.insert(name, value);
    response_.body() = std::move(answer.body);
    response_.content_length(response_.body().size());
    response_.keep_alive(keep_alive_);
  }

  void deliver() {
    if (close_instead_) return close();
    beast::get_lowest_layer(stream_).expires_after(kIdle);
    http::async_write(stream_, response_, [self = shared_from_this()](Error error, std::size_t) {
      if (error) return;
      if (self->keep_alive_) return self->read();
      self->stream_.async_shutdown([self](Error) {});
    });
  }

  void close() {
    Error ignored;
    beast::get_lowest_layer(stream_).socket().close(ignored);
  }

  beast::ssl_stream<beast::tcp_stream> stream_;
  asio::steady_timer timer_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::string_body> response_;
  const Handler& handler_;
  bool keep_alive_ = true;
  bool close_instead_ = false;
};

void prepare_tls(asio::ssl::context& tls, const Identity& identity) {
  tls.use_certificate_chain(asio::buffer(identity.certificate_pem));
  tls.use_private_key(asio::buffer(identity.key_pem), asio::ssl::context::pem);
  SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_mode(tls.native_handle(), SSL_MODE_RELEASE_BUFFERS);
}

}  // namespace

class Server::Listener {
 public:
  Listener(Handler handler, const Identity& identity, std::uint16_t port)
      : handler_(std::move(handler)),
        tls_(asio::ssl::context::tls_server),
        loop_(std::make_unique<Loop>()) {
    prepare_tls(tls_, identity);
    listen(port);
    accept();
    thread_ = std::thread([this] { loop_->context.run(); });
  }

  ~Listener() { stop(); }

  void stop() {
    if (loop_ == nullptr) return;
    loop_->context.stop();
    thread_.join();
    loop_.reset();  // closes the port and, with their pending work, all connections
  }

  std::uint16_t port() const { return port_; }
  std::uint64_t connections() const { return accepted_; }

 private:
  struct Loop {
    asio::io_context context{1};
    tcp::acceptor acceptor{context};
    asio::steady_timer pause{context};
  };

  void listen(std::uint16_t port) {
    const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
    try {
      loop_->acceptor.open(endpoint.protocol());
      loop_->acceptor.set_option(tcp::acceptor::reuse_address(true));
      loop_->acceptor.bind(endpoint);
      loop_->acceptor.listen(4096);
    } catch (const boost::system::system_error& error) {
      throw std::runtime_error("cannot listen on 127.0.0.1:" + std::to_string(port) + ": " +
                               error.code().message());
    }
    port_ = loop_->acceptor.local_endpoint().port();
  }

  void accept() {
    loop_->acceptor.async_accept([this](Error error, tcp::socket socket) {
      if (error == asio::error::operation_aborted) return;
      if (error) return wait_for_descriptors();
      ++accepted_;
      Error ignored;
      socket.set_option(tcp::no_delay(true), ignored);
      std::make_shared<Connection>(std::move(socket), tls_, handler_)->start();
      accept();
    });
  }

  // Out of descriptors, most likely: look again when some connections have gone.
  void wait_for_descriptors() {
    loop_->pause.expires_after(std::chrono::milliseconds(50));
    loop_->pause.async_wait([this](Error error) {
      if (!error) accept();
    });
  }

  Handler handler_;
  asio::ssl::context tls_;
  std::unique_ptr<Loop> loop_;
  std::uint16_t port_ = 0;
  std::atomic<std::uint64_t> accepted_ = 0;
  std::thread thread_;
};

Server::Server(Handler handler, const Identity& identity, std::uint16_t port)
    : listener_(std::make_unique<Listener>(std::move(handler), identity, port)) {}

Server::~Server() = default;

std::uint16_t Server::port() const { return listener_->port(); }
std::uint64_t Server::connections() const { return listener_->connections(); }
void Server::stop() { listener_->stop(); }

}  // namespace okta_emulator
