#include "okta_emulator/server.hpp"

#include <pthread.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <csignal>
#include <stdexcept>
#include <thread>

#include "okta_emulator/connection.hpp"

namespace okta_emulator {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Error = boost::system::error_code;

constexpr std::chrono::seconds kRound{1};  // how often idle connections are looked for

void prepare_tls(asio::ssl::context& tls, const Identity& identity) {
  tls.use_certificate_chain(asio::buffer(identity.certificate_pem));
  tls.use_private_key(asio::buffer(identity.key_pem), asio::ssl::context::pem);
  SSL_CTX* context = tls.native_handle();
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  // Idle connections hold no buffers; reading takes in as much as there is in one go.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_read_ahead(context, 1);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

// A client that has gone is an error of the write, not a signal to the process.
void block_broken_pipes() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
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
    look_for_idle_ones();
    thread_ = std::thread([this] {
      block_broken_pipes();
      loop_->context.run();
    });
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
    asio::steady_timer round{context};
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
      std::make_shared<Connection>(std::move(socket), tls_.native_handle(), handler_, everyone_)
          ->start();
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

  void look_for_idle_ones() {
    loop_->round.expires_after(kRound);
    loop_->round.async_wait([this](Error error) {
      if (error) return;
      const auto now = std::chrono::steady_clock::now();
      for (Connection* each : everyone_) each->close_if_idle(now);
      look_for_idle_ones();
    });
  }

  Handler handler_;
  asio::ssl::context tls_;
  Connection::Everyone everyone_;
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
